import { describe, expect, it } from "vitest";
import { choice, compiled, flowOf, number, ticked, wayThrough } from "../support/way.ts";

const say = (id: string) => `{ type: say, id: ${id} }`;

describe("branches", () => {
  const flow = compiled(
    flowOf(`
  - { type: scale, id: level, to: 5, faces: ready }
  - type: when
    if: { answer: level, above: 3 }
    then: [${say("high")}]
    else: [${say("low")}]
  - ${say("last")}`),
  );
  it("follow the answer", () => {
    expect(wayThrough(flow, { level: number(4) }).places).toEqual(["level", "high", "last"]);
    expect(wayThrough(flow, { level: number(3) }).places).toEqual(["level", "low", "last"]);
  });
  it("go the other way when nothing was answered (R14)", () => {
    expect(wayThrough(flow, {}).places).toEqual(["level", "low", "last"]);
  });
  it("follow a param", () => {
    const steps = `
  - { type: when, if: { param: size, is: big }, then: [${say("big")}], else: [${say("small")}] }`;
    const sized = compiled(flowOf(steps, "test", "params: { size: { values: [big, small], default: big } }\n"));
    expect(wayThrough(sized, {}).places).toEqual(["big"]);
    expect(wayThrough(sized, {}, { size: "small" }).places).toEqual(["small"]);
  });
});

describe("loops", () => {
  const each = compiled(
    flowOf(`
  - { type: pick, id: now, choices: [joy, fear], own: true }
  - type: each
    id: strengths
    over: now
    steps:
      - { type: scale, id: strength, to: 3, faces: strength }
      - type: when
        if: { answer: strength, is: 3 }
        then: [${say("much")}]`),
  );
  it("go round once for each thing that was ticked or told", () => {
    const now = { kind: "choices", ids: ["fear"], own: ["Min hund"] } as const;
    const { places } = wayThrough(each, { now });
    expect(places).toEqual(["now", "strengths[fear]/strength", "strengths[own-0]/strength"]);
  });
  it("do not go round for nothing", () => {
    expect(wayThrough(each, {}).places).toEqual(["now"]);
  });
  it("look at the answers of their own round", () => {
    const values = { now: ticked("joy", "fear"), "strengths[joy]/strength": number(3) };
    expect(wayThrough(each, values).places).toEqual([
      "now",
      "strengths[joy]/strength",
      "strengths[joy]/much",
      "strengths[fear]/strength",
    ]);
  });
  it("of a repeated block go on while more is wanted, and end at the most", () => {
    const repeat = compiled(
      flowOf(`\n  - { type: repeat, id: goals, max: 3, steps: [${say("goal")}] }\n  - ${say("last")}`),
    );
    const yes = choice("yes");
    expect(wayThrough(repeat, {}).places).toEqual(["goals[0]/goal", "goals[0]/more", "last"]);
    expect(wayThrough(repeat, { "goals[0]/more": yes, "goals[1]/more": yes, "goals[2]/more": yes }).places).toEqual([
      "goals[0]/goal",
      "goals[0]/more",
      "goals[1]/goal",
      "goals[1]/more",
      "goals[2]/goal",
      "goals[2]/more",
      "last",
    ]);
  });
});

describe("end", () => {
  const inner = flowOf(
    `
  - type: each
    id: things
    over: [one, two]
    steps:
      - { type: choose, id: enough, choices: ["yes", "no"] }
      - { type: when, if: { answer: enough, is: "yes" }, then: [{ type: end }] }
  - ${say("after")}`,
    "inner",
  );
  const outer = flowOf(`\n  - { type: run, id: part, flow: inner }\n  - ${say("last")}`, "outer");

  it("inside a loop ends the flow", () => {
    const values = { "things[one]/enough": choice("yes") };
    expect(wayThrough(compiled(inner), values).places).toEqual(["things[one]/enough"]);
    expect(wayThrough(compiled(inner), {}).places).toEqual(["things[one]/enough", "things[two]/enough", "after"]);
  });
  it("of a flow that runs inside another leads to what comes after it", () => {
    const { places } = wayThrough(compiled(outer, inner), { "part/things[one]/enough": choice("yes") });
    expect(places).toEqual(["part/things[one]/enough", "last"]);
  });
  it("inside two loops leaves those of its own flow only", () => {
    const rounds = `\n  - { type: each, id: rounds, over: [a, b], steps: [{ type: run, id: part, flow: inner }] }`;
    const flow = compiled(flowOf(rounds, "outer"), inner);
    const yes = choice("yes");
    const values = { "rounds[a]/part/things[one]/enough": yes, "rounds[b]/part/things[two]/enough": yes };
    expect(wayThrough(flow, values).places).toEqual([
      "rounds[a]/part/things[one]/enough",
      "rounds[b]/part/things[one]/enough",
      "rounds[b]/part/things[two]/enough",
    ]);
  });
  it("is not counted past (R10)", () => {
    const values = { "things[one]/enough": choice("yes") };
    expect(wayThrough(compiled(inner), values).counts.at(-1)).toBe(1);
    expect(wayThrough(compiled(inner), {}).counts).toEqual([1, 2, 3]);
  });
});

describe("how many places there will be (R10)", () => {
  it("is right as soon as the answers tell", () => {
    const flow = compiled(
      flowOf(`
  - { type: pick, id: now, choices: [joy, fear] }
  - { type: each, id: strengths, over: now, steps: [{ type: scale, id: strength, to: 3, faces: strength }] }
  - { type: when, if: { answer: now, given: true }, then: [${say("sheet")}, ${say("more")}], else: [${say("none")}] }`),
    );
    expect(wayThrough(flow, {}).counts).toEqual([2, 2]);
    expect(wayThrough(flow, { now: ticked("joy", "fear") }).counts).toEqual([2, 5, 5, 5, 5]);
  });
  it("is right from the start where it depends on what is kept", () => {
    const other = flowOf(`\n  - { type: choose, id: plan, choices: ["yes", "no"] }`, "other");
    const steps = `
  - { type: when, if: { answer: other/plan, given: true }, then: [${say("planned")}] }
  - ${say("last")}`;
    expect(wayThrough(compiled(flowOf(steps, "test", "uses: [other]\n"), other), {}).counts).toEqual([1]);
  });
});
