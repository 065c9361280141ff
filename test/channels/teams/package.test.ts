import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageOf } from "../../../src/channels/teams/package/index.ts";
import { run } from "../../cli/run.ts";
import { CLIENT_ID, TENANT_ID } from "../../support/teams/tokens.ts";

const environment = { CLIENT_ID, CLIENT_SECRET: "never-shown", TENANT_ID, PUBLIC_URL: "https://skridt.example.dk" };
const PRIVACY = "https://kommune.example.dk/privatliv";
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "skridt-teams-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("is one file for upload: manifest, words, icons, with the least that is needed", async () => {
  const out = join(folder, "skridt.zip");
  const made = await run(environment, "teams", "package", "--out", out, "--privacy", PRIVACY, "--json");
  expect(JSON.parse(made.out)).toEqual({ file: out });
  const files = unzipSync(await readFile(out));
  expect(Object.keys(files)).toEqual(["manifest.json", "en.json", "color.png", "outline.png"]);
  const manifest = JSON.parse(strFromU8(files["manifest.json"]!));
  expect(manifest).toMatchObject({
    id: CLIENT_ID,
    permissions: ["identity"],
    validDomains: ["skridt.example.dk"],
    bots: [{ botId: CLIENT_ID, scopes: ["personal", "team", "groupChat"] }],
    developer: { privacyUrl: PRIVACY, termsOfUseUrl: PRIVACY },
  });
  expect(manifest.authorization).toBeUndefined();
  expect(JSON.stringify([strFromU8(files["manifest.json"]!), made.out])).not.toContain("never-shown");
  const { width, height } = await sharp(files["color.png"]).metadata();
  expect([width, height]).toEqual([192, 192]);
  // Teams takes white on nothing only
  const outline = await sharp(files["outline.png"]).raw().toBuffer({ resolveWithObject: true });
  expect(outline.info).toMatchObject({ width: 32, height: 32, channels: 4 });
  const pixels = Array.from({ length: 32 * 32 }, (_, i) => [...outline.data.subarray(i * 4, i * 4 + 4)]);
  expect(pixels.filter(([red, , , alpha]) => alpha! > 0 && red! < 255)).toEqual([]);
});

it("is refused with what Microsoft's schema has against it", async () => {
  const facts = {
    ...{ clientId: "not-a-guid", version: "1.0.0", url: "https://skridt.example.dk", organisation: "Skridt" },
    ...{ privacyUrl: "ftp://x", termsUrl: "https://skridt.example.dk", words: (_: string, key: string) => key },
  };
  await expect(packageOf(facts)).rejects.toMatchObject({
    code: "input",
    message: expect.stringMatching(
      /manifest\.json \/id must match[\s\S]*manifest\.json \/developer\/privacyUrl must match/,
    ),
  });
});

it.each([
  [{ PUBLIC_URL: "http://skridt.example.dk" }, "PUBLIC_URL: expected an address of https for Teams, got http://skridt"],
  [{ CLIENT_ID: "", CLIENT_SECRET: "", TENANT_ID: "" }, "CLIENT_ID, CLIENT_SECRET, TENANT_ID: expected for Teams"],
])("says what is missing: %j", async (changed, text) => {
  const made = await run(
    { ...environment, ...changed },
    "teams",
    "package",
    "--out",
    join(folder, "no.zip"),
    "--privacy",
    PRIVACY,
  );
  expect(made.errors).toContain(text);
  expect(made.code).toBe(1);
});
