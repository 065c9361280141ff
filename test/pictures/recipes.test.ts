import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openPictures } from "../../src/pictures/index.ts";
import { parseRecipes } from "../../src/pictures/recipes.ts";
import { temporaryFolder } from "./open.ts";

function problemsOf(text: string): string[] {
  try {
    parseRecipes(text, "media/pictures.yaml");
  } catch (error) {
    expect(error).toMatchObject({ name: "AppError", code: "config" });
    return (error as Error).message.split("\n");
  }
  return [];
}

const GOOD = 'back: { kind: icon, icon: left-arrow, emoji: "⬅️", licence: MIT }\n';

test("a good file is read", () => {
  expect(parseRecipes(GOOD, "media/pictures.yaml").get("back")).toMatchObject({ kind: "icon", icon: "left-arrow" });
});

test.each([
  [
    `${GOOD}home: { kind: icon, icon: house, emoji: "🏠" }`,
    "media/pictures.yaml:2 home.licence: expected string, got nothing",
  ],
  [
    `home:\n  kind: photo\n  licence: MIT`,
    'media/pictures.yaml:2 home.kind: expected icon or svg or face or scene, got "photo"',
  ],
  [`home:\n  kind: face\n  licence: MIT\n  mood: bored`, "media/pictures.yaml:4 home.mood: expected calm or "],
  [
    `home: { kind: svg, file: ../x.svg, licence: MIT }`,
    'media/pictures.yaml:1 home.file: expected a file name like "robot.svg", got "../x.svg"',
  ],
  [
    `home: { kind: svg, file: x.svg, licence: MIT, size: 3 }`,
    "media/pictures.yaml:1 home.size: expected no such key, got size",
  ],
  [
    `Home: { kind: svg, file: x.svg, licence: MIT }`,
    "media/pictures.yaml:1 Home: expected a name of small letters, digits and hyphens, got Home",
  ],
  [`${GOOD}${GOOD}`, "media/pictures.yaml:2 expected YAML, got: Map keys must be unique"],
  [`- back`, 'media/pictures.yaml:1 the file: expected record, got ["back"]'],
])("a wrong file is refused with file, line, expected and got (%#)", (text, problem) => {
  const problems = problemsOf(text);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(problem);
});

test("all problems are told at once", () => {
  expect(problemsOf("a: { kind: svg, file: x, licence: MIT }\nb: 4\n")).toHaveLength(2);
});

test.each([
  [
    `home: { kind: icon, icon: no-such-icon, emoji: "🏠", licence: MIT }`,
    'home.icon: expected an icon of Fluent Emoji Flat, got "no-such-icon"',
  ],
  [`home: { kind: svg, file: gone.svg, licence: MIT }`, "gone.svg: expected a file in the media folder, got none"],
])("a drawing that does not exist stops the start (%#)", async (text, problem) => {
  const mediaDir = temporaryFolder();
  writeFileSync(join(mediaDir, "pictures.yaml"), text);
  await expect(openPictures({ mediaDir, cacheDir: temporaryFolder() })).rejects.toThrow(problem);
});

test("a media folder without pictures.yaml stops the start", async () => {
  await expect(openPictures({ mediaDir: temporaryFolder(), cacheDir: temporaryFolder() })).rejects.toThrow(
    "pictures.yaml: expected a file in the media folder, got none",
  );
});
