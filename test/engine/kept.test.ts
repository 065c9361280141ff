import { describe, expect, it } from "vitest";
import { rebuild } from "../../src/engine/rebuild.ts";
import { newConversation } from "../../src/model/conversation.ts";
import type { Turn } from "../../src/model/turn.ts";
import { AUDIENCE, startTalk, type Talk } from "../support/talk.ts";
import { openKeeping } from "./kept-flows.ts";

const product = await openKeeping();
const talk = () => startTalk(product);
const texts = (it: Talk) => it.message().bubbles.map((bubble) => bubble.text);
const labels = (it: Talk) => it.message().choices.map((choice) => choice.label);

/** Taps what is on screen, says the rest. The last turn is returned. */
function run(it: Talk, ...said: readonly string[]): Turn {
  return said.reduce<Turn | undefined>(
    (_, what) => (labels(it).includes(what) ? it.tap(what) : it.say(what)),
    undefined,
  )!;
}

function makePlan(it: Talk, ...ways: readonly string[]): void {
  it.begin("plan");
  run(it, "Start", ...ways, "Færdig", "Jeg vil have ro", "Ole", "20 30 40 50", "Ja", "Eva", "ved ikke", "Nej");
  run(it, "Ja, det passer", "Ja, send det", "Færdig");
}

describe("what is kept", () => {
  it("is the newest session of an exercise; those before stay below it", () => {
    const it_ = talk();
    makePlan(it_, "Musik");
    const first = it_.conversation().kept.plan?.[0]?.session;
    it_.begin("plan");
    run(it_, "Start", "Læse", "Færdig", "Spring over", "Nej", "Ja, det passer", "Ja, send det");
    expect(it_.conversation().kept.plan?.map((it) => it.session)).toEqual(["c0nversation-s2", first]);
  });
  it("is not lost by skipping everything the next time", () => {
    const it_ = talk();
    it_.begin("card");
    run(it_, "Start", "dine øl", "Bo", "Ja, det passer", "Nej, kun mig", "Færdig");
    const first = it_.conversation().kept.card?.map((it) => it.session);
    it_.begin("card");
    run(it_, "Start", "Spring over", "Bo", "Ja, det passer", "Nej, kun mig");
    expect(it_.conversation().kept.card?.map((it) => it.session)).toEqual(first);
  });
  it("asks nothing more of a person who is not named", () => {
    const it_ = talk();
    it_.begin("plan");
    run(it_, "Start", "Musik", "Færdig", "Spring over", "Spring over");
    expect(texts(it_)).toEqual(["Er der 1 person mere?"]);
    it_.press("back");
    run(it_, "Ole");
    expect(texts(it_)).toEqual(["Hvilket nummer har personen?"]);
  });
  it("offers earlier answers when it is begun again, and asks no person again", () => {
    const it_ = talk();
    makePlan(it_, "Gå en tur", "Musik");
    it_.begin("plan");
    it_.tap("Start");
    const chosen = it_.message().choices.filter((choice) => choice.chosen);
    expect(chosen.map((choice) => choice.label)).toEqual(["Gå en tur", "Musik"]);
    it_.tap("Færdig");
    expect(texts(it_)).toContain("Før svarede du: Jeg vil have ro.");
    it_.tap("Behold svaret");
    expect(texts(it_)).toEqual(["Er der 1 person mere?"]);
    const turn = run(it_, "Nej", "Ja, det passer", "Nej, kun mig");
    const outcome = turn.effects.find((effect) => effect.type === "record-outcome");
    expect(outcome?.outcome.answers.filter(([path]) => path.startsWith("people[")).length).toBe(6);
  });
  it("records the answers it takes over in the new session, so that its record is whole", () => {
    const it_ = talk();
    makePlan(it_, "Musik");
    const recorded = it_.begin("plan").effects.flatMap((it) => (it.type === "record-answer" ? [it.path] : []));
    expect(recorded).toEqual([
      "people[0]/name",
      "people[0]/phone",
      "people[0]/more",
      "people[1]/name",
      "people[1]/phone",
    ]);
  });
  it("is known to the exercises that use it: one round for each thing picked and each person with a number", () => {
    const it_ = talk();
    makePlan(it_, "Musik", "Læse");
    it_.begin("help");
    expect(texts(it_)).toEqual(["Prøv: Musik. Hjalp det?"]);
    it_.tap("Nej");
    expect(texts(it_)).toEqual(["Prøv: Læse. Hjalp det?"]);
    it_.tap("Nej");
    expect(texts(it_)).toEqual(["Ring til Ole."]);
    expect(it_.message().links).toMatchObject([{ label: "Ring til Ole", url: "tel:20304050" }]);
    it_.tap("Videre");
    expect(texts(it_)).toEqual(["Må vi sige det?"]);
  });
  it("is not there before it was made, and the exercise goes another way", () => {
    const it_ = talk();
    it_.begin("help");
    expect(texts(it_)).toEqual(["Her er ingen plan."]);
  });
  it("stays as it was known when the session began, also when something newer is kept meanwhile and one goes back (R12)", () => {
    const it_ = talk();
    makePlan(it_, "Musik", "Læse");
    it_.begin("help");
    it_.tap("Nej");
    it_.press("back");
    expect(texts(it_)[0]).toBe("Prøv: Musik. Hjalp det?");
  });
  it("adds up what was earned: nothing is ever taken away", () => {
    const it_ = talk();
    makePlan(it_, "Gå en tur", "Musik");
    for (const way of ["Musik", "Gå en tur"]) {
      it_.begin("earned");
      run(it_, "Start", way, "Færdig", "Ja, det passer", "Nej, kun mig", "Færdig");
    }
    const taken = it_.conversation().kept.earned?.[0]?.answers.find(([path]) => path === "taken")?.[1];
    expect(taken).toEqual({ kind: "choices", ids: ["music", "walk"] });
  });
  it("can be looked at from the menu, with those before (Mine ting)", () => {
    const it_ = talk();
    for (const said of [
      ["Musik", "Færdig", "Spring over", "Spring over", "Nej"],
      ["Læse", "Færdig", "Spring over", "Nej"],
    ]) {
      it_.begin("plan");
      run(it_, "Start", ...said, "Ja, det passer", "Nej, kun mig", "Færdig");
    }
    it_.tap("Se Plan");
    expect(it_.message().bubbles[0]).toMatchObject({ lines: [{ label: "Hjælper", answer: "Musik og Læse" }, {}] });
    it_.tap("Vis den før");
    expect(it_.message().bubbles[0]).toMatchObject({ lines: [{ label: "Hjælper", answer: "Musik" }, {}] });
    expect(labels(it_)).toEqual(["Færdig"]);
    it_.press("back");
    expect(it_.conversation().aside).toBeNull();
  });
  it("is a fold of the events, as all else", () => {
    const it_ = talk();
    makePlan(it_, "Musik");
    it_.begin("earned");
    run(it_, "Start", "Musik", "Færdig", "Ja, det passer", "Nej, kun mig");
    const again = rebuild(newConversation("c0nversation", "citizen"), it_.log(), product.library);
    expect(again).toEqual(it_.conversation());
  });
});

describe("what follows", () => {
  it("suggests the first exercise that fits", () => {
    const [walking, reading] = [talk(), talk()];
    const end = (it_: Talk, way: string) => {
      it_.begin("plan");
      run(it_, "Start", way, "Færdig", "Spring over", "Spring over", "Nej", "Ja, det passer", "Nej, kun mig");
      return labels(it_);
    };
    expect(end(walking, "Gå en tur")).toEqual(["Færdig", "Bagefter"]);
    expect(end(reading, "Læse")).toEqual(["Færdig", "Aftale"]);
  });
  it("waits until it is time, is asked about once, and is put off without blame (R29)", () => {
    const it_ = talk();
    it_.begin("help");
    run(it_, "Videre", "Nej");
    it_.clock.pass({ hours: 2 });
    it_.take({ kind: "opened" });
    expect(texts(it_).join(" ")).not.toContain("Bagefter");
    it_.clock.pass({ hours: 2 });
    it_.say("hej");
    expect(texts(it_).at(-1)).toBe("Her er en øvelse til dig. Den hedder Bagefter. Vil du lave den?");
    it_.tap("Ikke nu");
    expect(it_.conversation().waiting).toEqual([]);
  });
  it("begins what waits at a yes", () => {
    const it_ = talk();
    it_.begin("help");
    run(it_, "Videre", "Nej");
    it_.clock.pass({ hours: 4 });
    it_.say("hej");
    it_.say("ja");
    expect(it_.conversation().frames.at(-1)?.flow.id).toBe("later");
    expect(it_.conversation().waiting).toEqual([]);
  });
});

describe("help that may be told", () => {
  it.each([
    ["Ja", AUDIENCE],
    ["Nej", []],
  ])("%s: only a yes lets anyone see it (R22)", (said, told) => {
    const it_ = talk();
    it_.begin("help");
    const turn = run(it_, "Videre", said);
    const outcome = turn.effects.find((effect) => effect.type === "record-outcome");
    expect(outcome?.outcome.releasedTo).toEqual(told);
  });
});

describe("the citizen's own word (R5)", () => {
  it.each([
    ["dine øl", "dine øl"],
    ["mit stof", "mit stof"],
  ])("%s becomes theirs when the exercise is finished", (said, word) => {
    const it_ = talk();
    it_.begin("card");
    const turn = run(it_, "Start", said, "Bo", "Ja, det passer", "Nej, kun mig");
    expect(turn.effects).toContainEqual({ type: "set-profile", wordForUse: word });
  });
});

describe("the second signature", () => {
  const signer = { id: "mette", name: "Mette" };
  const signed = (it_: Talk) => {
    it_.begin("card");
    run(it_, "Start", "dine øl", "Bo", "Ja, det passer", "Ja, send det", "Færdig");
    return it_.conversation().kept.card?.[0]?.session as string;
  };
  it("counts once, is told when nothing else is asked, and is told once", () => {
    const it_ = talk();
    const session = signed(it_);
    const turn = it_.take({ kind: "countersign", session, signer });
    expect(turn.effects.map((effect) => effect.type)).toEqual(["countersigned", "say"]);
    expect(texts(it_)[0]).toBe("Mette har skrevet under. Nu gælder den: Aftale.");
    expect(it_.take({ kind: "countersign", session, signer }).verdict).toBe("duplicate");
    it_.tap("Plan");
    run(it_, "Stop", "Vælg en øvelse");
    expect(texts(it_)[0]).not.toContain("Mette har skrevet under");
  });
  it("interrupts nothing (R19)", () => {
    const it_ = talk();
    const session = signed(it_);
    it_.begin("plan");
    const before = it_.message();
    const turn = it_.take({ kind: "countersign", session, signer });
    expect(turn.effects.map((effect) => effect.type)).toEqual(["countersigned"]);
    expect(it_.message()).toEqual(before);
  });
  it("changes nothing for a session that is not there", () => {
    const it_ = talk();
    expect(it_.take({ kind: "countersign", session: "nothing", signer })).toMatchObject({
      verdict: "stale",
      events: [],
    });
  });
});
