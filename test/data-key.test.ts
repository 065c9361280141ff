import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dataKeyOf } from "../src/data-key.ts";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "skridt-key-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test("a demo makes itself a key that only its user may read, and keeps it", async () => {
  const both = await Promise.all([dataKeyOf({ dataDir, demo: true }), dataKeyOf({ dataDir, demo: true })]);
  const file = join(dataDir, "data.key");
  for (const { bytes, file: in_ } of both) expect([bytes.length, in_]).toEqual([32, file]);
  expect(both[0].bytes).toEqual(both[1].bytes);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await writeFile(file, "not a key");
  await expect(dataKeyOf({ dataDir, demo: true })).rejects.toMatchObject({ code: "config" });
});

test("all else needs one that was set", async () => {
  await expect(dataKeyOf({ dataDir, demo: false })).rejects.toMatchObject({
    code: "config",
    message: expect.stringMatching(/^DATA_KEY: expected 32 bytes in base64, got nothing\. Make one: /),
  });
  const dataKey = Buffer.alloc(32, 3);
  expect(await dataKeyOf({ dataDir, demo: false, dataKey })).toEqual({ bytes: dataKey });
});
