import { describe, expect, test } from "vitest";
import type { Answered } from "../../src/model/conversation.ts";
import { layoutSheet } from "../../src/pictures/sheets/sheet.ts";
import { compareRuns, compareSheet, compareText } from "../../src/reports/compare.ts";
import { ANSWERS, day, many, one, own, person, skipped, unknown, words } from "../engine/sheet-answers.ts";
import { EMPTY, faultsOf } from "../pictures/sheets-faults.ts";
import { level, runOf, wordsIn } from "./runs.ts";

const da = wordsIn("da");
const runs = (flow: string, ...answers: Answered[][]) => answers.map((it, i) => runOf(flow, i + 1, it));
/** Each row as "label: first | second", each answer with its mark. */
const rowsOf = (flow: string, ...answers: Answered[][]) =>
  compareRuns(runs(flow, ...answers), da).halves.flatMap((half) =>
    half.rows.map((row) => {
      const cells = row.cells.map((items) =>
        items.map((it) => [it.text, it.mark].filter(Boolean).join(" ")).join(", "),
      );
      return `${row.label}: ${cells.join(" | ")}`;
    }),
  );

describe("an answer", () => {
  const told = (value: Answered[1]): Answered[] => [["help-me", value]];
  test.each([
    ["the same", one("talk"), one("talk"), "Tale med mig | Tale med mig same"],
    ["another", one("talk"), words("et kram"), "Tale med mig | et kram changed"],
    ["first not known", unknown, one("talk"), "ved ikke | Tale med mig new"],
    ["then skipped", one("talk"), skipped, "Tale med mig | sprang over, Tale med mig gone"],
    ["skipped twice", skipped, skipped, "sprang over | sprang over"],
  ])("that is %s", (_, before, now, expected) => {
    expect(rowsOf("parathed", told(before), told(now))).toEqual([`Hjælp fra behandler: ${expected}`]);
  });

  test("of several is compared one by one, own words by themselves", () => {
    const picked = (value: Answered[1]): Answered[] => [["cool-down", value]];
    expect(
      rowsOf("noedplan", picked(own(["water", "sleep"], "synge")), picked(own(["sleep", "shower"], "synge"))),
    ).toEqual([
      "Blive rolig: Drikke vand, Sove lidt, synge | Sove lidt same, Tage et bad new, synge same, Drikke vand gone",
    ]);
  });

  test("on a scale is said with its words", () => {
    expect(rowsOf("parathed", [level(2)], [level(4)])).toEqual(["Hvor klar: 2, ikke så klar | 4, klar changed"]);
  });

  test("that was given in one of the runs only is told from one that was not asked", () => {
    expect(rowsOf("parathed", [level(5)], [level(4), ["why-not-top", one("tired")]])).toEqual([
      "Hvor klar: 5, meget klar | 4, klar changed",
      "Det svære: ikke spurgt | Jeg er træt new",
    ]);
    expect(
      rowsOf(
        "parathed",
        [level(4), ["why-not-top", one("tired")], ["help-me", skipped]],
        [level(5), ["help-me", skipped]],
      )[1],
    ).toBe("Det svære: Jeg er træt | ikke spurgt, Jeg er træt gone");
  });
});

test("three runs are each compared with the one before, and stand by age however they come", () => {
  const [first, second, third] = runs("parathed", [level(2)], [level(3)], [level(3)]);
  const { columns, halves } = compareRuns([third!, first!, second!], da);
  expect(columns).toEqual(["1. november 2026", "2. november 2026", "3. november 2026"]);
  expect(halves[0]!.rows[0]!.cells.map(([it]) => it!.mark)).toEqual([undefined, "changed", "same"]);
});

test("two runs on one day are told apart by the time", () => {
  const [one, two] = runs("parathed", [level(2)], [level(3)]);
  const later = { ...two!, outcome: { ...two!.outcome, completedAt: new Date("2026-11-01T15:30:00Z") } };
  expect(compareRuns([one!, later], da).columns).toEqual(["1. november 2026 kl. 10.12", "1. november 2026 kl. 16.30"]);
});

test("a loop over own things finds them by their words, whatever their number", () => {
  const lose = (ids: string[], ownWords: string[], instead: Record<string, string>): Answered[] => [
    ["lose", own(ids, ...ownWords)],
    ...Object.entries(instead).map(([key, it]): Answered => [`instead-of[${key}]/instead`, words(it)]),
  ];
  const rows = rowsOf(
    "noedplan",
    lose(["friends"], ["min bar"], { friends: "tur", "own-0": "kaffe" }),
    lose([], ["hygge", "min bar"], { "own-0": "spil", "own-1": "kaffe" }),
  );
  expect(rows).toContain("min bar, i stedet: kaffe | kaffe same");
  expect(rows).toContain("hygge, i stedet: ikke spurgt | spil new");
  expect(rows).toContain("Mine venner, i stedet: tur | ikke spurgt, tur gone");
});

describe("people", () => {
  const bo = (ring: string) => ({ name: words("Bo"), relation: one("friend"), ring: one(ring) });
  const ida = { name: words("Ida"), relation: one("family"), ring: one("ring-1") };

  test("are compared by name, wherever in the record they stand", () => {
    const rows = rowsOf(
      "netvaerkscirkel",
      [...person("people", 0, bo("ring-2")), ...person("people", 1, ida)],
      [
        ...person("people", 0, ida),
        ...person("people", 1, bo("ring-1")),
        ...person("people", 2, { name: words("Kaj") }),
      ],
    );
    expect(rows).toEqual([
      "Mennesker: Bo: Ven og Lidt tæt, Ida: Familie og Meget tæt | " +
        "Ida: Familie og Meget tæt same, Bo: Ven og Meget tæt changed, Kaj new",
    ]);
  });

  test("stand where they were moved to", () => {
    const moved: Answered[] = [
      ...person("people", 0, bo("ring-2")),
      ...person("people", 1, ida),
      ["edits[0]/who", one("people-0")],
      ["edits[0]/to", one("remove")],
    ];
    const [row] = rowsOf("netvaerkscirkel", [...person("people", 0, bo("ring-2")), ...person("people", 1, ida)], moved);
    expect(row).toContain("| Ida: Familie og Meget tæt same, Bo: Ven og Lidt tæt gone");
  });
});

describe("the decision", () => {
  const { answers } = ANSWERS.beslutningsskema!;
  const later = answers
    .filter(([path]) => path !== "help")
    .map(([path, value]): Answered => {
      if (path === "future") return [path, day("2027-03-28", "easter")];
      if (path === "go-on[together]/now") return [path, many("quarrel", "lonely")];
      return [path, path === "stop[health]/stop-now" ? unknown : value];
    });
  const comparison = compareRuns(runs("beslutningsskema", answers, later), da);

  test("is compared cell by cell, under its two halves", () => {
    expect(comparison.halves.map((half) => [half.title, half.rows.length])).toEqual([
      [undefined, 4],
      ["Hvis jeg fortsætter", 10],
      ["Hvis jeg stopper eller tager mindre", 10],
    ]);
    const [cell] = comparison.halves[1]!.rows;
    expect(cell).toMatchObject({
      picture: "together",
      cells: [
        [{ text: "Jeg har venner" }, { text: "Skænderi" }],
        [
          { text: "Skænderi", mark: "same" },
          { text: "Jeg er alene", mark: "new" },
          { text: "Jeg har venner", mark: "gone" },
        ],
      ],
    });
    expect(comparison.halves[2]!.rows[2]!.cells[1]!.map((it) => it.text)).toEqual(["ved ikke", "Jeg sover dårligt"]);
  });

  test("is text for the journal, line by line, with its marks in words", () => {
    const text = compareText(comparison, da);
    expect(text).toMatch(/^Sammenligning: Mit valg\n/);
    expect(text).toContain("\n\nHVIS JEG FORTSÆTTER\n\n");
    expect(text).toContain("\n1. november 2026: Jeg har venner; Skænderi\n");
    expect(text).toContain("\n2. november 2026: Skænderi (som før); Jeg er alene (nyt); Jeg har venner (væk)\n");
    expect(text).toContain("\n\nVenner og familie, senere\nSom før: Jeg er alene\n");
    expect(text).not.toMatch(/\n\n\n|\{\{|\n$/);
  });

  test("is a picture with a sign and a word for each mark", () => {
    const sheet = compareSheet(comparison, "young-man", da);
    const layout = layoutSheet(sheet, EMPTY);
    expect(faultsOf(layout)).toEqual([]);
    const marks = layout.parts.filter((part) => / (new|gone|same|changed)$/.test(part.what));
    const unchanged = sheet.sheet === "compare" && sheet.halves[1]!.rows[1];
    expect(unchanged).toMatchObject({ heading: "Som før", cells: [[{ text: "Jeg er alene", mark: "same" }]] });
    expect(new Set(marks.map((part) => part.svg.replaceAll(/(x|y)="[^"]*"|translate\([^)]*\)/g, ""))).size).toBe(4);
  });
});

test.each(Object.keys(ANSWERS))("a run of %s against another is drawn whole and said, in both languages", (flow) => {
  const { answers, ...more } = ANSWERS[flow]!;
  const [before, now] = [runOf(flow, 1, answers.slice(0, 3), more), runOf(flow, 2, answers, more)];
  for (const language of ["da", "en"] as const) {
    const comparison = compareRuns([before, now], wordsIn(language));
    expect(faultsOf(layoutSheet(compareSheet(comparison, "young-man", wordsIn(language)), EMPTY))).toEqual([]);
    expect(compareText(comparison, wordsIn(language))).not.toContain("{{");
  }
});

test("recordings are not the reader's own", () => {
  const voice: Answered[] = [["help-me", { kind: "media", media: { id: "v", type: "voice" } }]];
  expect(rowsOf("parathed", voice, voice)).toEqual(["Hjælp fra behandler: lydbesked | lydbesked same"]);
});
