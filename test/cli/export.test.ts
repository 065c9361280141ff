import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportSchema } from "../../src/reports/export/json.ts";
import { complete } from "../console/exercise.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { type Ran, run } from "./run.ts";

let installation: Installation;
let per: TestCitizen;

beforeAll(async () => {
  installation = await openInstallation();
  per = await installation.newCitizen("Per Hansen");
  const bo = await installation.newCitizen("Bo");
  await complete(installation, bo, "parathed", { release: true, own: ["det har Bo sagt"] });
  await complete(installation, per, "parathed", { release: false, own: ["det har Per sagt"] });
  await complete(installation, per, "tilfredshed", { release: false });
  installation.clock.pass({ hours: 24 });
  await complete(installation, per, "foelelser", { release: true });
});
afterAll(() => installation?.close());

const exporting = (...words: string[]): Promise<Ran> =>
  run(installation.environment, "export", "--citizen", per.id, ...words);

describe("export", () => {
  test("gives all of one citizen, also what they kept, but nothing of anybody else or of what is anonymous", async () => {
    const { code, out } = await exporting("--format", "json");
    const { sessions } = exportSchema.parse(JSON.parse(out));
    expect(code).toBe(0);
    expect(sessions.map((it) => it.exercise)).toEqual(["foelelser", "parathed"]);
    expect(out).toContain("det har Per sagt");
    expect(out).not.toMatch(/det har Bo sagt|Per Hansen/);
  });

  test("writes a file that only its owner may read, of the chosen exercise and days", async () => {
    const file = join(installation.environment.DATA_DIR as string, "out.csv");
    const day = ["--from", "2026-11-20", "--to", "2026-11-20"];
    const { code, out } = await exporting("--format", "csv", "--flow", "parathed", ...day, "--out", file, "--json");
    expect([code, JSON.parse(out)]).toEqual([0, { format: "csv", sessions: 1, file }]);
    const rows = parse(await readFile(file), { bom: true, columns: true }) as { exercise: string }[];
    expect(new Set(rows.map((row) => row.exercise))).toEqual(new Set(["parathed"]));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test("with --json and no file puts the content into the answer", async () => {
    const { out } = await exporting("--format", "fhir", "--to", "2020-01-01", "--json");
    const { content, ...rest } = JSON.parse(out);
    expect(rest).toEqual({ format: "fhir", sessions: 0 });
    expect(Object.keys(JSON.parse(content))).toEqual(["resourceType", "type", "timestamp"]);
  });

  test.each([
    [
      "a day that is none",
      2,
      ["--format", "csv", "--from", "2026-02-30"],
      '--from: expected a day such as 2026-11-27, got "2026-02-30"',
    ],
    ["a format that is none", 2, ["--format", "pdf"], "Allowed choices are csv, json, fhir"],
    [
      "an exercise that is none",
      2,
      ["--format", "csv", "--flow", "parat"],
      '--flow: expected the id of an exercise, got "parat"',
    ],
    [
      "a file that cannot be written",
      1,
      ["--format", "csv", "--out", "/no/such/folder/x"],
      "--out: expected a file that can be written, got ENOENT",
    ],
  ] as const)("refuses %s and says what it expected", async (_, code, words, said) => {
    const ran = await exporting(...words);
    expect([ran.code, ran.out]).toEqual([code, ""]);
    expect(ran.errors).toContain(said);
  });

  test("knows no citizen who is not there, and tells how it is used", async () => {
    const nobody = await run(installation.environment, "export", "--citizen", "nobody", "--format", "csv");
    expect([nobody.code, nobody.out]).toEqual([1, ""]);
    const help = await run({}, "export", "--help");
    expect([help.code, help.out]).toEqual([0, expect.stringContaining("--format <format>")]);
  });
});
