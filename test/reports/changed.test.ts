import { describe, expect, test } from "vitest";
import type { Answered } from "../../src/model/conversation.ts";
import type { AnsweredBy } from "../../src/model/value.ts";
import { changedSince, type KnownRun, ownWords } from "../../src/reports/changed.ts";
import { feelings, level, runOf, wordsIn } from "./runs.ts";

const da = wordsIn("da");
const LAST_TALK = new Date("2026-11-10T09:00:00Z");
/** Small words are none; the others are their own stem, without an ending of "en". */
const STEMS = {
  of: (runs: readonly KnownRun[]) =>
    new Map(
      ownWords(runs)
        .filter((it) => !["jeg", "er", "min", "og"].includes(it))
        .map((it) => [it, it.replace(/en$/, "")] as const),
    ),
};

function known(
  flow: string,
  day: number,
  answers: readonly Answered[],
  more: { params?: Record<string, string>; by?: AnsweredBy } = {},
): KnownRun {
  const { by = "citizen", ...rest } = more;
  const given = new Map(answers.map(([path]) => [path, { by }] as const));
  return { ...runOf(flow, day, answers, rest), id: `${flow}-${day}`, given };
}

const changed = (runs: readonly KnownRun[]) => changedSince(runs, LAST_TALK, STEMS.of(runs), da);
const told = (path: string, words: string): Answered => [path, { kind: "words", words }];
const dream = (...ids: string[]): Answered => ["dreams", { kind: "choices", ids }];

test("nothing since is nothing", () => {
  const runs = [
    known("parathed", 6, [level(2), told("help-me", "angst")]),
    known("foelelser", 7, feelings({ joy: 1 })),
  ];
  expect(changed(runs)).toEqual({ numbers: [], items: [], sheets: [], recurring: [] });
  expect(changed([])).toEqual({ numbers: [], items: [], sheets: [], recurring: [] });
});

describe("numbers", () => {
  test("R11 stand with their words: the last before, and the newest", () => {
    const [number, ...others] = changed([1, 6, 12, 19].map((day, i) => known("parathed", day, [level(i + 1)]))).numbers;
    expect(others).toEqual([]);
    expect(number).toMatchObject({ title: "Parathed 1-5", of: 5 });
    expect(number?.before).toMatchObject({ number: 2, at: new Date("2026-11-06T09:12:00Z") });
    expect(number?.now).toMatchObject({ number: 4, at: new Date("2026-11-19T09:12:00Z") });
    expect(number?.now.said).not.toBe(number?.before?.said);
    expect(number?.now.said).toMatch(/\p{L}/u);
  });

  test("about something else, or on another scale, are not held up against each other", () => {
    const { numbers } = changed([
      known("parathed", 6, [level(2)]),
      known("parathed", 12, [level(4)], { params: { topic: "home" } }),
      known("parathed", 13, [level(1)], { params: { points: "3" } }),
    ]);
    expect(numbers.map(({ of, before, now }) => [of, before, now.number])).toEqual([
      [5, undefined, 4],
      [3, undefined, 1],
    ]);
  });

  test("R14 skipped is told as no number", () => {
    const runs = [known("parathed", 6, [level(3)]), known("parathed", 12, [["level", { kind: "skipped" }]])];
    expect(changed(runs).numbers[0]?.now).toMatchObject({ number: null, said: "" });
  });

  test("what was given at the moment itself is new", () => {
    const { numbers } = changedSince(
      [known("parathed", 10, [level(3)])],
      new Date("2026-11-10T09:12:00Z"),
      new Map(),
      da,
    );
    expect(numbers[0]?.now.number).toBe(3);
  });
});

describe("feelings", () => {
  test("are chosen more often, less often or as often, of the times asked, with how much they fill", () => {
    const [change] = changed([
      known("foelelser", 2, feelings({ anger: 4, joy: 2, shame: null })),
      known("foelelser", 6, feelings({ anger: 3, shame: null })),
      known("foelelser", 12, feelings({ joy: 4, anger: 5, fear: 1 })),
    ]).items;
    const of = (list: "more" | "less" | "same") =>
      change?.[list].map(({ label, before, since, filled }) => [
        label,
        `${before.times}/${before.of}`,
        `${since.times}/${since.of}`,
        filled,
      ]);
    expect(of("more")).toEqual([
      ["Bange", "0/2", "1/1", { now: 1 }],
      ["Glad", "1/2", "1/1", { before: 2, now: 4 }],
    ]);
    expect(of("less")).toEqual([["Skam", "2/2", "0/1", {}]]);
    expect(of("same")).toEqual([["Vrede", "2/2", "1/1", { before: 3, now: 5 }]]);
    expect(change?.first).toBe(false);
  });

  test("the first time are neither more nor less", () => {
    const [change] = changed([known("foelelser", 12, feelings({ joy: 4 }))]).items;
    expect(change).toMatchObject({ first: true, more: [], less: [] });
    expect(change?.same.map((it) => it.label)).toEqual(["Glad"]);
  });
});

describe("sheets", () => {
  test("tell what is new and what is gone, against the last one before", () => {
    const runs = [
      known("droemmekort", 1, [dream("money")]),
      known("droemmekort", 6, [dream("family", "friends")]),
      known("droemmekort", 12, [dream("family", "job")]),
    ];
    const [sheet, ...others] = changed(runs).sheets;
    expect(others).toEqual([]);
    expect(sheet).toMatchObject({ id: "droemmekort-12", before: new Date("2026-11-06T09:12:00Z") });
    expect(sheet?.rows.map(({ answers }) => answers)).toEqual([
      [
        { text: "Et arbejde", mark: "new" },
        { text: "Venner", mark: "gone" },
      ],
    ]);
  });

  test("the first, and one that says the same, have no rows", () => {
    expect(changed([known("droemmekort", 12, [dream("job")])]).sheets[0]).toMatchObject({
      before: undefined,
      rows: [],
    });
    const same = [known("droemmekort", 6, [dream("job")]), known("droemmekort", 12, [dream("job")])];
    expect(changed(same).sheets[0]?.rows).toEqual([]);
  });

  test("what is told as numbers is not told again", () => {
    expect(changed([known("parathed", 12, [level(3)]), known("foelelser", 12, feelings({ joy: 1 }))]).sheets).toEqual(
      [],
    );
  });
});

describe("words that recur", () => {
  const said = (runs: readonly KnownRun[]) =>
    changed(runs).recurring.map(({ word, said, since }) => [word, said.length, since]);

  test("are those of more than one answer, in whatever form, as they were said most", () => {
    const runs = [
      known("parathed", 6, [level(2), told("help-me", "Angsten er min, angsten")]),
      known("parathed", 12, [
        level(2),
        told("help-me", "Jeg er træt, angst."),
        told("why-not-top", "min angst og Per"),
      ]),
    ];
    expect(said(runs)).toEqual([["angst", 3, 2]]);
    expect(changed(runs).recurring[0]?.said.map(({ text }) => text)).toEqual([
      "Jeg er træt, angst.",
      "min angst og Per",
      "Angsten er min, angsten",
    ]);
  });

  test("in one answer only do not recur, and neither do those not said since", () => {
    expect(said([known("parathed", 12, [told("help-me", "angst angst angst")])])).toEqual([]);
    expect(
      said([known("parathed", 5, [told("help-me", "angst")]), known("parathed", 6, [told("help-me", "angst")])]),
    ).toEqual([]);
  });

  test("come most often first, then by the alphabet", () => {
    const all = ["øl far hash", "hash øl far", "far"].map((text, i) =>
      known("parathed", 12 + i, [told("help-me", text)]),
    );
    expect(said(all).map(([word]) => word)).toEqual(["far", "hash", "øl"]);
  });

  test("R30 that staff gave for the citizen are not the citizen's", () => {
    const staff = known("parathed", 13, [told("help-me", "angst")], { by: "staff" });
    expect(said([known("parathed", 12, [told("help-me", "angst")]), staff])).toEqual([]);
    expect(ownWords([staff])).toEqual([]);
  });

  test("may stand beside choices or under a photo; what is withheld says nothing", () => {
    const photo: Answered = ["why-not-top", { kind: "media", media: { id: "m1", type: "photo" }, caption: "Hunden" }];
    const own: Answered = ["dreams", { kind: "choices", ids: [], own: ["en hund"] }];
    const withheld: Answered = ["help-me", { kind: "withheld" }];
    const runs = [known("parathed", 12, [photo, withheld]), known("droemmekort", 13, [own])];
    expect(said(runs)).toEqual([["hund", 2, 2]]);
  });

  test("a name under an agreement is none", () => {
    const signed = [12, 13].map((day) => known("aftalekontrakt", day, [told("name", "Bodil")]));
    expect(said(signed)).toEqual([]);
  });
});
