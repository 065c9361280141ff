import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { PictureRef } from "../../src/model/picture.ts";
import { FEELINGS, PERSONAS } from "../../src/model/picture.ts";
import type { PictureInfo, Pictures } from "../../src/pictures/index.ts";
import { openPictures } from "../../src/pictures/index.ts";
import { MEDIA_DIR, openOurs, temporaryFolder } from "./open.ts";

const LANGUAGES = ["da", "en"] as const;
let pictures: Pictures;

beforeAll(async () => {
  pictures = await openOurs();
});

function refOf(info: PictureInfo): PictureRef {
  return info.needsPersona ? { name: info.name, persona: "mature-woman" } : { name: info.name };
}

function wordsOf(language: string): Record<string, { meaning: string; alt: string }> {
  return parse(readFileSync(join(MEDIA_DIR, `../locales/${language}/pictures.yaml`), "utf8"));
}

function duplicates(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

test("every picture renders to something that can be seen", async () => {
  const blank: string[] = [];
  for (const info of pictures.describe()) {
    const { hash, width, height } = pictures.link(refOf(info));
    const png = await pictures.file(hash, "png", 128);
    const image = sharp(png!.body);
    const { channels } = await image.stats();
    const metadata = await image.metadata();
    expect(metadata.width, info.name).toBe(128);
    expect(metadata.height, info.name).toBe(Math.round((128 * height) / width));
    // A drawing that failed is empty: no differences in colour and none in transparency.
    if (channels.every((channel) => channel.stdev < 5)) blank.push(info.name);
  }
  expect(blank).toEqual([]);
});

test("no two pictures look the same (R8)", async () => {
  const hashes = pictures.describe().map((info) => pictures.link(refOf(info)).hash);
  // The four personas are also "me"; with the persona chosen here one of them is shown twice.
  const allowed = pictures.link({ name: "persona-mature-woman" }).hash;
  expect(duplicates(hashes).filter((hash) => hash !== allowed)).toEqual([]);
});

test("one picture means one thing: no icon and no emoji is used twice (R8)", () => {
  const infos = pictures.describe();
  expect(duplicates(infos.flatMap((info) => info.icon ?? []))).toEqual([]);
  expect(duplicates(infos.flatMap((info) => info.emoji ?? []))).toEqual([]);
});

test("the emoji of an icon is the same pictogram", () => {
  const chars: Record<string, string> = createRequire(import.meta.url)("@iconify-json/fluent-emoji-flat/chars.json");
  const codes = (emoji: string): string[] =>
    Array.from(emoji, (character) => character.codePointAt(0)!.toString(16).padStart(4, "0"));
  const wrong = pictures.describe().filter(({ icon, emoji }) => {
    if (icon === undefined) return false;
    const all = codes(emoji ?? "");
    const plain = all.filter((code) => code !== "fe0f");
    return chars[all.join("-")] !== icon && chars[plain.join("-")] !== icon;
  });
  expect(wrong).toEqual([]);
});

describe.each(LANGUAGES)("words of the pictures in %s", (language) => {
  test("every picture has a meaning and an alternative text, and nothing else has (R8)", () => {
    expect(Object.keys(wordsOf(language)).sort()).toEqual(
      pictures
        .describe()
        .map((info) => info.name)
        .sort(),
    );
  });

  test("alternative texts are short plain sentences that say what is seen (R2)", () => {
    for (const [name, words] of Object.entries(wordsOf(language))) {
      const { meaning, alt } = words;
      // A comma in an unquoted text would make a third key.
      expect(Object.keys(words), name).toEqual(["meaning", "alt"]);
      expect(meaning.trim(), name).not.toBe("");
      expect(alt, name).toMatch(/^\p{Lu}.*\.$/u);
      expect(alt.split(" ").length, name).toBeLessThanOrEqual(10);
      expect(alt, name).not.toMatch(/(billede|picture|image|drawing|tegning) (af|of)/i);
    }
  });

  test("no two pictures have the same meaning (R8)", () => {
    expect(duplicates(Object.values(wordsOf(language)).map(({ meaning }) => meaning))).toEqual([]);
  });
});

test("there is a persona of each kind, and each feeling of each of them", () => {
  const faces = PERSONAS.flatMap((persona) => [
    pictures.link({ name: `persona-${persona}` }).hash,
    ...FEELINGS.map((feeling) => pictures.link({ name: `feeling-${feeling}`, persona }).hash),
  ]);
  expect(new Set(faces).size).toBe(PERSONAS.length * (FEELINGS.length + 1));
});

test("a face without a persona is refused, and an unknown name too", () => {
  expect(() => pictures.link({ name: "feeling-joy" })).toThrow(
    'the picture "feeling-joy": expected a persona, got none',
  );
  expect(() => pictures.link({ name: "no-such" })).toThrow('expected a name from pictures.yaml, got "no-such"');
});

test("a picture has the same hash in another process", () => {
  const script = `
    import { openPictures } from "./src/pictures/index.ts";
    const pictures = await openPictures({ mediaDir: "media", cacheDir: process.argv[1] });
    process.stdout.write(pictures.link({ name: "friend-offers-alcohol", persona: "young-man" }).hash);`;
  const hash = execFileSync(process.execPath, ["--input-type=module", "-e", script, temporaryFolder()], {
    cwd: join(MEDIA_DIR, ".."),
    encoding: "utf8",
  });
  expect(hash).toBe(pictures.link({ name: "friend-offers-alcohol", persona: "young-man" }).hash);
});

test("a link made before can still be fetched after a restart", async () => {
  const cacheDir = temporaryFolder();
  const { hash } = (await openPictures({ mediaDir: MEDIA_DIR, cacheDir })).link({ name: "back" });
  const later = await openPictures({ mediaDir: MEDIA_DIR, cacheDir });
  expect((await later.file(hash, "svg"))?.type).toBe("image/svg+xml");
  expect((await later.file(hash, "png"))?.type).toBe("image/png");
});

test("a picture is shown also when the disk keeps nothing of it", async () => {
  const cacheDir = temporaryFolder();
  const ours = await openPictures({ mediaDir: MEDIA_DIR, cacheDir });
  rmSync(cacheDir, { recursive: true });
  const { hash } = ours.link({ name: "robot" });
  expect((await ours.file(hash, "svg"))?.body.toString()).toContain("<svg");
  expect((await sharp((await ours.file(hash, "png", 64))!.body).metadata()).width).toBe(64);
});

test("requests at the same moment share one rendering", async () => {
  const cacheDir = temporaryFolder();
  const ours = await openPictures({ mediaDir: MEDIA_DIR, cacheDir });
  const { hash } = ours.link({ name: "robot" });
  const files = await Promise.all(Array.from({ length: 8 }, () => ours.file(hash, "png")));
  expect(new Set(files.map((file) => file!.body)).size).toBe(1);
  expect(readdirSync(cacheDir).sort()).toEqual([`${hash}.png`, `${hash}.svg`].sort());
});

test.each([
  ["0", 16],
  ["17", 32],
  ["5000", 1024],
  ["NaN", 1024],
])("a width of %s becomes %d", async (asked, got) => {
  const { hash } = pictures.link({ name: "home" });
  const file = await pictures.file(hash, "png", Number(asked));
  expect((await sharp(file!.body).metadata()).width).toBe(got);
});

test.each(["../secret", "./../secret", "SECRET", "secret", "a".repeat(42), `${"a".repeat(43)}\n`, ""])(
  "nothing but a hash is looked up: %j",
  async (hash) => {
    const folder = temporaryFolder();
    const cacheDir = join(folder, "cache");
    const ours = await openPictures({ mediaDir: MEDIA_DIR, cacheDir });
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
    writeFileSync(join(folder, "secret.svg"), svg);
    writeFileSync(join(cacheDir, "secret.svg"), svg);
    const asked = hash.replace("SECRET", join(folder, "secret"));
    expect(await ours.file(asked, "svg")).toBeUndefined();
    expect(await ours.file(asked, "png")).toBeUndefined();
  },
);

test("a hash that is not kept gives nothing", async () => {
  expect(await pictures.file("a".repeat(43), "png")).toBeUndefined();
});
