import { expect, test } from "vitest";
import type { Value } from "../../src/model/value.ts";
import { attachmentsOf, holdsMedia } from "../../src/reports/attachments.ts";
import { noteOf, noteText } from "../../src/reports/note.ts";
import type { Run } from "../../src/reports/series.ts";
import { feelings, level, runOf, wordsIn } from "./runs.ts";

const note = ({ compiled, outcome }: Run, language: "da" | "en" = "da") => {
  const words = wordsIn(language);
  return noteText(noteOf(compiled, outcome, words), words);
};

test("a note says every kind of answer in the citizen's words", () => {
  const run = runOf("parathed", 20, [
    level(3),
    ["why-not-top", { kind: "choices", ids: ["afraid"], own: ["min bror & <b>"], media: { id: "v", type: "voice" } }],
    ["why-not-bottom", { kind: "words", words: "jeg vil" }],
    ["one-up", { kind: "media", media: { id: "p", type: "photo" } }],
    ["help-me", { kind: "unknown" }],
    ["help-staff", { kind: "skipped" }],
  ]);
  expect(note(run).split("\n")).toEqual([
    "Parathed 1-5",
    "20. november 2026 kl. 10.12",
    "",
    "Hvor klar: 3, lidt klar",
    "Det svære: Jeg er bange, min bror & <b> og lydbesked",
    "Min grund: jeg vil",
    "1 tal højere: billede",
    "Hjælp fra behandler: ved ikke",
    "Hjælp fra personale: sprang over",
    "",
    "Svaret af: borgeren selv",
  ]);
});

test("R30 a note says who answered, also when they were several", () => {
  const run = runOf("foelelser", 20, feelings({ joy: 5 }), { by: ["citizen", "together", "staff"] });
  expect(note(run).split("\n").at(-1)).toBe(
    "Svaret af: borgeren selv, borgeren sammen med personale og personale for borgeren",
  );
});

test("a note names what the exercise was about when that was chosen, and staff's own words as they are", () => {
  const about = (topic: string) => note(runOf("parathed", 20, [level(2)], { params: { topic } })).split("\n")[0];
  expect(about("use")).toBe("Parathed 1-5");
  expect(about("home")).toBe("Parathed 1-5: at flytte i egen bolig");
  expect(about("at få en hund")).toBe("Parathed 1-5: at få en hund");
});

test("what only changes how it is asked is not in the note", () => {
  const run = runOf("parathed", 20, [level(2)], { params: { points: "3" } });
  expect(note(run).split("\n")[0]).toBe("Parathed 1-5");
  expect(note(run)).toContain("Hvor klar: 2, lidt klar");
});

test("an outcome without answers says so and names nobody", () => {
  const lines = note(runOf("parathed", 20, [], { by: [] })).split("\n");
  expect(lines).toEqual(["Parathed 1-5", "20. november 2026 kl. 10.12", "", "Ingen svar"]);
});

test("a note is in the language of who reads it", () => {
  expect(note(runOf("parathed", 20, [level(3)]), "en")).toContain("20 November 2026");
});

const no: Value = { kind: "choice", id: "no" };
const yes: Value = { kind: "choice", id: "yes" };

test("the note of Sig nej counts rounds and noes, own words as own words, and nothing where nothing was said", () => {
  const run = runOf("sig-nej", 20, [
    ["rounds[level-1]/answer", no],
    ["rounds[level-2]/answer", yes],
    ["rounds[level-2]/again", yes],
    ["rounds[level-2]/second", no],
    ["rounds[level-3]/answer", { kind: "words", words: "aldrig" }],
    ["rounds[level-4]/answer", { kind: "skipped" }],
    ["hardest", { kind: "choice", id: "pressed" }],
  ]);
  expect(note(run)).toContain("Sværest: At blive presset\nRunder: 3 (Nej: 2, Ja: 1 og egne ord: 1)\n");
  expect(note(run, "en")).toContain("Rounds: 3 (No: 2, Yes: 1 and own words: 1)");
  expect(note(runOf("sig-nej", 20, [["rounds[level-1]/answer", { kind: "unknown" }]]))).not.toContain("Runder");
});

test("the note of Sig nej in a group counts for each person", () => {
  const run = runOf("sig-nej-gruppe", 20, [
    ["people[0]/name", { kind: "words", words: "Ida" }],
    ["people[1]/name", { kind: "words", words: "Kaj" }],
    ["turns[0]/rounds[level-1]/answer", no],
    ["turns[0]/rounds[level-2]/answer", no],
    ["turns[1]/rounds[level-1]/answer", yes],
    ["turns[1]/rounds[level-1]/retry", yes],
  ]);
  expect(
    note(run)
      .split("\n")
      .filter((line) => line.includes("unde")),
  ).toEqual(["Ida, Runder: 2 (Nej: 2 og Ja: 0)", "Kaj, Runder: 1 (Nej: 0 og Ja: 2)"]);
});

test("recordings and photos are found wherever they were given", () => {
  const { compiled, outcome } = runOf("parathed", 20, [
    level(3),
    ["why-not-top", { kind: "choices", ids: [], media: { id: "v", type: "voice" } }],
    ["one-up", { kind: "media", media: { id: "p", type: "photo" } }],
  ]);
  expect(attachmentsOf(compiled, outcome, wordsIn("da"))).toEqual([
    { label: "Det svære", media: { id: "v", type: "voice" } },
    { label: "1 tal højere", media: { id: "p", type: "photo" } },
  ]);
  expect(["v", "p", "x"].map((id) => holdsMedia(outcome.answers, id))).toEqual([true, true, false]);
});
