import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OWN_TABLES } from "../../src/store/keys/own-tables.ts";
import { run } from "../cli/run.ts";
import { complete } from "../console/exercise.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { wholeCitizen } from "../support/whole-citizen.ts";

const WORD = "Zifferblad";

let house: Installation;
let bo: TestCitizen;
let files: Record<string, Uint8Array>;
let page: string;
let data: Record<string, unknown> & { rows: Record<string, Record<string, unknown>[]> };
beforeAll(async () => {
  house = await openInstallation();
  const eva = await house.newCitizen("Eva");
  await complete(house, eva, "parathed", { release: true, own: ["fra Eva"] });
  bo = await wholeCitizen(house, WORD);
  house.clock.pass({ hours: 1 });
  await complete(house, bo, "tilfredshed", { release: false });
  const file = join(house.environment.DATA_DIR!, "copy.zip");
  const ran = await run(house.environment, "export", "--citizen", bo.id, "--out", file, "--json");
  expect([ran.code, JSON.parse(ran.out)]).toEqual([0, { format: "zip", sessions: 3, file }]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  files = unzipSync(await readFile(file));
  page = strFromU8(files["index.html"]!);
  data = JSON.parse(strFromU8(files["data.json"]!));
});
afterAll(() => house?.close());

describe("R23 a copy of everything", () => {
  test("is read as a page in plain words: who, exercises, appointments, notes, and the whole talk", () => {
    for (const said of [
      `<dd>${WORD} Hansen</dd>`,
      "<h3>Parathed",
      "<h3>Min dagbog</h3>",
      "2. december 2026 kl. 11.00",
      "<strong>Mette</strong>",
      `${WORD} jeg vil ikke leve mere`,
      "Hele samtalen",
    ]) {
      expect(page, said).toContain(said);
    }
    const [, notes = "", alerts = ""] =
      /<h2>Noter fra personalet<\/h2>(.*)<h2>Dine beskeder, der hastede<\/h2>(.*?)<\/section>/s.exec(page) ?? [];
    expect(notes).toContain(WORD);
    expect(alerts).toContain(WORD);
  });

  test("is read by a program: each row of each table, opened, without secrets", () => {
    const known = OWN_TABLES.map(({ table }) => table);
    expect(Object.keys(data.rows).toSorted()).toEqual([...known, "audit"].toSorted());
    const lacking = OWN_TABLES.flatMap(({ table, sealed }) =>
      Object.keys(sealed).filter((column) => !data.rows[table]?.some((row) => row[column])),
    );
    // the other side's, a cache of the turns, and files
    expect(lacking).toEqual(["signature", "state", "bytes"]);
    // what is sealed begins so in base64
    expect(JSON.stringify(data)).not.toMatch(/"A[Q-Za-f][\w+/]{38,}=*"/);
    expect(JSON.stringify(data)).not.toMatch(/_hash|wrapped/);
    expect(data).toMatchObject({ format: "skridt-copy", version: 1, citizen: bo.id, language: "da" });
  });

  test("has pictures and recordings as files", () => {
    const [media] = data.rows.media!;
    expect(strFromU8(files[`media/${media!.id}.png`]!)).toBe(WORD);
    expect(page).toContain(`<img src="media/${media!.id}.png"`);
  });

  test("has nothing of others, nor of what was answered without a name", () => {
    expect(JSON.stringify(data) + page).not.toMatch(/fra Eva|tilfredshed/);
    expect(page).not.toContain("Hvad synes du om den hjælp, du får?");
  });

  test("is of everything: a part is asked for with a format", async () => {
    const part = await run(house.environment, "export", "--citizen", bo.id, "--from", "2026-01-01");
    expect(part).toMatchObject({ code: 2, errors: expect.stringContaining("--from: expected --format") });
    expect(await run(house.environment, "export", "--citizen", "nobody")).toMatchObject({ code: 1, out: "" });
  });
});
