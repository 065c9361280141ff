import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkFlows } from "../../src/flow/check.ts";
import { bundle, createLibrary } from "../../src/flow/library.ts";
import { parseRecipes } from "../../src/pictures/recipes.ts";
import { checkFolder, fixtureFolder, problemsAfter } from "./check-fixture.ts";

test("flows without problems can be made into a library from what was read", () => {
  const { ok, flows, problems, sources } = checkFolder(fixtureFolder());
  expect(problems).toEqual([]);
  expect(ok).toBe(true);
  expect(flows).toEqual(["menneske", "part", "trang", "walk"]);
  const library = createLibrary(flows.map((id) => bundle(id, sources.flows, sources.words.flows)));
  expect(library.latest("walk")?.asks.has("thing/like")).toBe(true);
  expect(library.latest("walk")?.bundle.words.da?.part?.title).toBe("En del");
});

test("all problems are found at once, by file and line", () => {
  const found = problemsAfter([
    { file: "flows/walk.yaml", replace: "next: part", by: "next: parts" },
    { file: "flows/walk.yaml", replace: "id: why, picture: tree", by: "id: why" },
    { file: "flows/part.yaml", replace: "kind: check-in", by: "kind: check" },
    { file: "locales/en/walk.yaml", replace: "title: En tur\n", by: "" },
  ]);
  expect(found).toEqual([
    'flows/part.yaml:3 guide.kind: expected reflection or dialogue or exercise or information or check-in or help, got "check"',
    "flows/walk.yaml:14 next: expected a flow (menneske, part, trang, walk), got parts",
    "flows/walk.yaml:23 steps.2.else.why: expected a picture or a sheet, got a question without",
    "flows/walk.yaml:53 steps.sum.of.2: expected an earlier step (hello, level, look, why, things, thing, part-of-day, goals, friend, best, …), got small",
    "locales/en/walk.yaml:1 title: expected words, got none",
  ]);
});

test("a folder that is not there is said so", () => {
  const pictures = { has: () => true };
  expect(() => checkFlows({ flowsDir: "nowhere", localesDir: "locales", pictures })).toThrow(
    "nowhere: expected a folder of flows, got none that can be read",
  );
  expect(() => checkFlows({ flowsDir: "flows", localesDir: "nowhere", pictures })).toThrow(
    "nowhere: expected a folder of words, got none that can be read",
  );
});

test("the product's own flows have no problems", () => {
  const pictures = parseRecipes(readFileSync("media/pictures.yaml", "utf8"), "media/pictures.yaml");
  expect(checkFlows({ flowsDir: "flows", localesDir: "locales", pictures }).problems).toEqual([]);
});

test("the check never throws, whatever stands in a file", () => {
  const folder = fixtureFolder();
  const flow = readFileSync(join(folder, "flows/walk.yaml"), "utf8");
  const words = readFileSync(join(folder, "locales/da/walk.yaml"), "utf8");
  const cut = (text: string) =>
    fc
      .tuple(fc.nat(text.length), fc.nat(40), fc.oneof(fc.string(), fc.constantFrom(...TOKENS)))
      .map(([from, length, other]) => text.slice(0, from) + other + text.slice(from + length));
  const yaml = (text: string) => fc.oneof(cut(text), fc.json(), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(yaml(flow), yaml(words), (changedFlow, changedWords) => {
      writeFileSync(join(folder, "flows/walk.yaml"), changedFlow);
      writeFileSync(join(folder, "locales/da/walk.yaml"), changedWords);
      const { ok, problems } = checkFolder(folder);
      expect(ok).toBe(problems.length === 0);
      for (const problem of problems) expect(problem.line).toBeGreaterThan(0);
    }),
    { numRuns: 100 },
  );
});

/** What means something in YAML, or in flows. */
const TOKENS = [
  ": ",
  "- ",
  "\n",
  "{",
  "]",
  "&a ",
  "*a",
  "!!binary x",
  "null",
  "~",
  "walk",
  "things",
  "item",
  "when",
  "{{",
  "__proto__: 1\n",
];
