import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sheet } from "../src/model/picture.ts";
import { startTestApp, type TestApp } from "./support/app.ts";
import { frozenClock } from "./support/frozen.ts";

const clock = frozenClock();
const sheet: Sheet = {
  sheet: "list",
  persona: "young-man",
  title: "Mine ting",
  parts: [{ label: "Det er mit", items: [{ text: "Kolonihaven" }] }],
};
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ reads: true, now: () => new Date(clock.now()) });
});
afterAll(() => app.stop());

const status = async (path: string): Promise<number> => (await fetch(`${app.url}${path}`)).status;

test("a sheet with somebody's words opens with the address of a page, and with nothing less", async () => {
  const { url } = app.product.media.address(sheet);
  const response = await fetch(`${app.url}${url}`);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect(response.headers.get("cache-control")).toMatch(/^private, max-age=4\d{4}, immutable$/);
  const [path = "", query = ""] = url.split("?");
  const other = app.product.pictures.link({ ...sheet, title: "Andres ting" });
  const later = query.replace(/until=(\d+)/, (_, until) => `until=${Number(until) + 1}`);
  for (const wrong of [path, path.replace("png", "svg"), `${path}?${later}`, `/media/${other.hash}.png?${query}`]) {
    expect(await status(wrong)).toBe(404);
  }
});

test("a signed address ends", async () => {
  const { hash } = app.product.pictures.link(sheet);
  const url = app.product.media.signed(hash, 5 * 60 * 1000);
  expect(await status(url)).toBe(200);
  expect(await status(`${url}&w=320`)).toBe(200);
  clock.pass({ minutes: 5 });
  expect(await status(url)).toBe(404);
});

test("a picture that says nothing of anybody is open to all for good", async () => {
  const { url } = app.product.media.address({ name: "home" });
  expect(url).toMatch(/^\/media\/[\w-]{43}\.svg$/);
  const response = await fetch(`${app.url}${url}`);
  expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
});

test("no sheet is on disk, and all are gone when they are forgotten", async () => {
  const { hash } = app.product.pictures.link(sheet);
  const { url } = app.product.media.address(sheet);
  expect(await status(url)).toBe(200);
  const files = await readdir(join(app.dataDir, "drawings"));
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((it) => it.startsWith(hash))).toEqual([]);
  app.product.pictures.forgetPersonal();
  expect(await status(url)).toBe(404);
});
