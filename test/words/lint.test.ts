import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { checkSpelling, createSpellers } from "../../scripts/spelling.ts";
import { readSources, type Sources } from "../../src/flow/sources.ts";
import { lintWords } from "../../src/words/lint.ts";
import { loadProjectWords } from "../../src/words/project-words.ts";

/** The flow-check fixture with other words, and a project word list. */
function sourcesWith(files: Record<string, string>): { sources: Sources; localesDir: string } {
  const folder = mkdtempSync(join(tmpdir(), "skridt-lint-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync("test/flow/check-fixture", folder, { recursive: true });
  const localesDir = join(folder, "locales");
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(localesDir, file, ".."), { recursive: true });
    writeFileSync(join(localesDir, file), text);
  }
  return { sources: readSources({ flowsDir: join(folder, "flows"), localesDir }), localesDir };
}

function lint({ sources, localesDir }: ReturnType<typeof sourcesWith>) {
  const { problems, table } = lintWords(sources, (language) => loadProjectWords(localesDir, language));
  return { problems: problems.map((it) => `${it.file.slice(localesDir.length + 1)}:${it.line} ${it.message}`), table };
}

test("a problem is said with file, line, place and rule", () => {
  const part = "title: En del\naim: Her er en del.\nsteps:\n  small:\n    text: Er den ikke lille?\n";
  expect(lint(sourcesWith({ "da/part.yaml": part })).problems).toEqual([
    'da/part.yaml:5 steps.small.text: R3 expected a question without negation, got "ikke": "Er den ikke lille?"',
  ]);
});

test("shared words that citizens meet are held against the rules, but not what citizens say themselves", () => {
  const common = "also: { no: [ikke mig, tre/fire] }\nask: Er det ikke godt?\n";
  expect(lint(sourcesWith({ "da/common.yaml": common })).problems).toEqual([
    'da/common.yaml:2 ask: R3 expected a question without negation, got "ikke": "Er det ikke godt?"',
  ]);
});

test("R4 LIX is measured for each flow and language, over what is said in bubbles", () => {
  const hard = "title: En del\naim: Situationer forandrer hverdagen. Problemer forsvinder.\n";
  const { problems, table } = lint(sourcesWith({ "da/part.yaml": hard }));
  expect(problems).toEqual(["da/part.yaml:1 the file: R4 expected LIX at most 24, got 102.5"]);
  expect(table.find((it) => it.name === "part")).toEqual({
    language: "da",
    name: "part",
    words: 5,
    longWords: 5,
    sentences: 2,
    longestSentence: 3,
    lix: 102.5,
  });
});

test("a language without rules is said so", () => {
  expect(lint(sourcesWith({ "xx/common.yaml": "go-on: Zu\n" })).problems).toEqual([
    "xx/common.yaml:1 the language xx: expected rules of its words, got none",
  ]);
});

test("the project word list has words and pairs", () => {
  const list = "# a remark\nLydbesked\n\nkontaktperson = personale*  # plainer\n";
  const { localesDir } = sourcesWith({ "project-words/da.txt": list });
  const { words, plainer } = loadProjectWords(localesDir, "da");
  expect([...words]).toEqual(["lydbesked", "kontaktperson"]);
  expect([...plainer]).toEqual([["kontaktperson", "personale*"]]);
  expect(loadProjectWords(localesDir, "en").words.size).toBe(0);
});

describe("R4 spelling", () => {
  let spellers: Awaited<ReturnType<typeof createSpellers>>;
  beforeAll(async () => {
    spellers = await createSpellers("locales", ["da", "en", "xx"]);
  });

  test.each([
    [
      "da",
      ["er", "Hvilke", "følelser", "væmmelse", "Kontaktperson", "70", "lydbesked"],
      ["følelsr", "foelelser", "x-følelsr"],
    ],
    ["en", ["feelings", "don't", "practise"], ["feelngs", "dont"]],
  ])("the dictionary of %s and the project's words tell right from wrong", (language, right, wrong) => {
    const speller = spellers.get(language);
    expect(right.filter((word) => !speller?.(word))).toEqual([]);
    expect(wrong.filter((word) => speller?.(word))).toEqual([]);
  });

  test("a language without a dictionary has no speller", () => {
    expect([...spellers.keys()]).toEqual(["da", "en"]);
  });

  test("a misspelled word is said with its place; gaps are no words", () => {
    const { sources, localesDir } = sourcesWith({ "da/part.yaml": 'title: En dell\naim: "Her er {{word}}."\n' });
    const found = checkSpelling(sources, spellers);
    expect(found.map((it) => `${it.file.slice(localesDir.length + 1)}:${it.line} ${it.message}`)).toEqual([
      'da/part.yaml:1 title: expected a word of the dictionary or of project-words/da.txt, got "dell"',
    ]);
  });

  test("the product's own words are spelled right", () => {
    expect(checkSpelling(readSources({ flowsDir: "flows", localesDir: "locales" }), spellers)).toEqual([]);
  });
});

test("R1-R6 the product's own words keep the rules", () => {
  const sources = readSources({ flowsDir: "flows", localesDir: "locales" });
  expect(lintWords(sources, (language) => loadProjectWords("locales", language)).problems).toEqual([]);
});
