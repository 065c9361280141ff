import { describe, expect, test } from "vitest";
import { checkName, checkProfile, NAME_MAX } from "../../src/people/profile.ts";

const PROFILE = {
  name: "Bo",
  language: "da",
  persona: "young-man",
  wordForUse: null,
  pace: "calm",
  choicesAtATime: 3,
  readAloud: true,
  hours: { from: 8, to: 20 },
  region: "midtjylland",
  firstContactOn: "2026-11-01",
  firstTalkOn: "2026-11-09",
};
const problemsOf = (more: object) => {
  const checked = checkProfile({ ...PROFILE, ...more }, ["da", "en"]);
  return checked.ok ? [] : checked.problems.map(({ field, problem }) => `${field} ${problem}`);
};

describe("a citizen's profile", () => {
  test("holds what Skridt has to know", () => {
    expect(checkProfile(PROFILE, ["da"])).toEqual({ ok: true, value: PROFILE });
    const nothing = { region: null, firstContactOn: null, firstTalkOn: null };
    expect(problemsOf(nothing)).toEqual([]);
  });

  test("takes spaces away", () => {
    const checked = checkProfile({ ...PROFILE, name: "  Bo \n B " }, ["da"]);
    expect(checked.ok && checked.value.name).toBe("Bo B");
  });

  test.each([
    [{ name: "Bo 010190-1234" }, ["name cpr"]],
    [{ name: " " }, ["name text"]],
    [{ name: "a".repeat(NAME_MAX + 1) }, ["name text"]],
    [{ wordForUse: "0101901234" }, ["wordForUse cpr"]],
    [{ wordForUse: "" }, ["wordForUse text"]],
    [{ language: "xx" }, ["language choice"]],
    [{ persona: "dog" }, ["persona choice"]],
    [{ pace: "quick" }, ["pace choice"]],
    [{ choicesAtATime: 1 }, ["choicesAtATime number"]],
    [{ choicesAtATime: 8 }, ["choicesAtATime number"]],
    [{ choicesAtATime: 2.5 }, ["choicesAtATime number"]],
    [{ choicesAtATime: Number.NaN }, ["choicesAtATime number"]],
    [{ hours: { from: 20, to: 8 } }, ["hours hours"]],
    [{ hours: { from: 0, to: 24 } }, ["hours hours"]],
    [{ hours: { from: Number.NaN, to: 20 } }, ["hours hours"]],
    [{ region: "skåne" }, ["region choice"]],
    [{ firstContactOn: "2026-02-30" }, ["firstContactOn day"]],
    [{ firstTalkOn: "2026-10-31" }, ["firstTalkOn order"]],
    [{ pace: "quick", firstTalkOn: "2026-10-31" }, ["pace choice", "firstTalkOn order"]],
    [{ cpr: "x" }, ["profile choice"]],
  ])("says what is wrong: %j", (more, problems) => expect(problemsOf(more)).toEqual(problems));
});

test("a name holds no CPR number", () => {
  expect(checkName("Rusmiddelcenter Test")).toEqual({ ok: true, value: "Rusmiddelcenter Test" });
  expect(checkName("Bo, 010190 1234")).toEqual({ ok: false, problems: [{ field: "name", problem: "cpr" }] });
});
