import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import type { Pictures } from "../../src/pictures/index.ts";
import { openOurs, temporaryFolder } from "./open.ts";

const RED =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#f00"/></svg>';

function folderOf(files: Record<string, string | Buffer>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

async function svgOf(pictures: Pictures, name: string, persona?: "young-man" | "young-woman"): Promise<string> {
  const { hash } = pictures.link({ name, ...(persona === undefined ? {} : { persona }) });
  return (await pictures.file(hash, "svg"))!.body.toString();
}

async function middleOf(pictures: Pictures, hash: string): Promise<number[]> {
  const { body } = (await pictures.file(hash, "png", 64))!;
  const { data, info } = await sharp(body).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * 3;
  return [...data.subarray(at, at + 3)];
}

test("a picture of the user's own replaces ours of the same name", async () => {
  const blue = await sharp({ create: { width: 40, height: 20, channels: 3, background: "#00f" } })
    .png()
    .toBuffer();
  const pictures = await openOurs(folderOf({ "home.svg": RED, "coffee.png": blue, "readme.txt": "notes" }));
  expect(await middleOf(pictures, pictures.link({ name: "home" }).hash)).toEqual([255, 0, 0]);
  const coffee = pictures.link({ name: "coffee" });
  expect(await middleOf(pictures, coffee.hash)).toEqual([0, 0, 255]);
  expect([coffee.width, coffee.height]).toEqual([40, 20]);
  const overridden = pictures.describe().filter((info) => info.overridden);
  expect(overridden.map((info) => info.name).sort()).toEqual(["coffee", "home"]);
});

test("an own picture may be for one persona only, and is used in sheets too", async () => {
  const pictures = await openOurs(folderOf({ "feeling-joy.young-man.svg": RED }));
  expect(await svgOf(pictures, "feeling-joy", "young-man")).toContain("data:image/png");
  expect(await svgOf(pictures, "feeling-joy", "young-woman")).not.toContain("data:image/png");
  const sheet = {
    sheet: "feelings",
    title: "Nu",
    feelings: [{ feeling: "joy", label: "glad", chosen: false }],
  } as const;
  const own = pictures.link({ ...sheet, persona: "young-man" });
  expect((await pictures.file(own.hash, "svg"))!.body.toString()).toContain("data:image/png");
});

test("no script, link or event of an own svg survives", async () => {
  const evil = RED.replace(
    "<rect",
    '<script>alert(1)</script><a href="https://example.org"><text onclick="alert(2)">x</text></a>' +
      '<foreignObject><iframe src="https://example.org"/></foreignObject><rect onload="alert(3)"',
  );
  const pictures = await openOurs(folderOf({ "home.svg": evil }));
  const svg = await svgOf(pictures, "home");
  expect(svg).toContain("data:image/png");
  expect(svg).not.toMatch(/script|alert|onload|onclick|foreignObject|iframe|example\.org/i);
});

test("an own svg cannot pull in other files", async () => {
  const folder = folderOf({ "secret.txt": "x" });
  const blue = await sharp({ create: { width: 10, height: 10, channels: 3, background: "#00f" } })
    .png()
    .toBuffer();
  const secret = join(temporaryFolder(), "blue.png");
  writeFileSync(secret, blue);
  writeFileSync(
    join(folder, "home.svg"),
    RED.replace("</svg>", `<image href="file://${secret}" width="10" height="10"/></svg>`),
  );
  const pictures = await openOurs(folder);
  expect(await middleOf(pictures, pictures.link({ name: "home" }).hash)).toEqual([255, 0, 0]);
});

test("every wrong file in the folder is told at once", async () => {
  const folder = folderOf({
    "hoome.svg": RED,
    "coffee.png": "no picture",
    "me.old-man.svg": RED,
    "home.svg": RED,
    "home.png": RED,
  });
  await expect(openOurs(folder)).rejects.toThrow(
    [
      "coffee.png: expected a picture, got a file that cannot be drawn",
      "home.svg: expected one file per picture, got a second",
      'hoome.svg: expected the name of a picture, or name.persona, got "hoome"',
      'me.old-man.svg: expected the name of a picture, or name.persona, got "me.old-man"',
    ].join("\n"),
  );
});

test("a folder that is not there stops the start", async () => {
  await expect(openOurs(join(temporaryFolder(), "gone"))).rejects.toThrow(
    "expected a folder that can be read, got none",
  );
});
