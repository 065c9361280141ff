import { expect, test } from "vitest";
import { loadWords } from "../../src/words/catalog.ts";

const FIXTURE = "test/flow/check-fixture/locales";

test("the words of flows and the shared ones are read by language and name", () => {
  const words = loadWords(FIXTURE);
  expect(words.languages).toEqual(["da"]);
  expect(Object.keys(words.flows.da ?? {})).toEqual(["menneske", "part", "trang", "walk"]);
  expect(Object.keys(words.shared.da ?? {})).toEqual(["common", "pictures"]);
  expect(words.flows.da?.part?.title).toBe("En del");
  expect(words.shared.da?.common?.controls).toEqual({ back: "Tilbage", repeat: "Gentag" });
  expect(words.problems).toEqual([]);
});

test("a path has the line of its key, or of the nearest thing around it", () => {
  const words = loadWords(FIXTURE);
  expect(words.fileOf("da", "part")).toBe(`${FIXTURE}/da/part.yaml`);
  expect(words.lineOf("da", "part", ["steps", "small"])).toBe(4);
  expect(words.lineOf("da", "part", ["steps", "small", "plain"])).toBe(6);
  expect(words.lineOf("da", "part", ["steps", "small", "plane"])).toBe(4);
  expect(words.lineOf("da", "walk", ["steps", "level", "values", "of5", "5"])).toBe(20);
  expect(words.lineOf("da", "nothing", ["steps"])).toBe(1);
});

test("folders that are no language hold no words", () => {
  expect(loadWords("locales").languages).not.toContain("project-words");
});
