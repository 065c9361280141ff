import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { copyOf } from "../../src/copy/index.ts";
import type { Media } from "../../src/model/value.ts";
import { noteOf, noteText } from "../../src/reports/note.ts";
import { keptSince } from "../../src/retention.ts";
import { recordLooks } from "../../src/store/audit.ts";
import { sealAudit, verifyAudit } from "../../src/store/audit-seals.ts";
import { saveMedia } from "../../src/store/media.ts";
import { outcomesOf } from "../../src/store/outcomes.ts";
import { closeCourse } from "../../src/store/people/course.ts";
import { listCitizens } from "../../src/store/people.ts";
import { threadOf } from "../../src/store/thread.ts";
import { run } from "../cli/run.ts";
import { openConsole } from "../console/console.ts";
import { complete } from "../console/exercise.ts";
import { asOwner } from "../support/database.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { contents } from "../support/tables.ts";

const OLD = "2020-01-01T10:00:00Z";

let house: Installation;
let bo: TestCitizen;
/** the photo of an answer, which is let go of */
let gone: Media;
beforeAll(async () => {
  house = await openInstallation();
  const { database } = house.product;
  const looked = (citizen: string) => ({ actor: house.staff.id, action: "looked", citizen, rule: "tied" }) as const;
  const photo = (citizen: string) =>
    saveMedia(database, { citizen, type: "photo", mime: "image/png", bytes: Buffer.from("x") });
  bo = await house.newCitizen("Bo");
  const ended = await house.newCitizen("Eva");
  const kept = await photo(bo.id);
  gone = await photo(bo.id);
  await complete(house, bo, "parathed", { release: true, own: [gone] });
  await complete(house, bo, "noedplan", { release: true, own: [kept] });
  await complete(house, ended, "parathed", { release: true });
  await recordLooks(database, [looked(bo.id), looked(ended.id)], new Date(OLD));
  await closeCourse(database, ended.id, "completed");
  await sealAudit(database, new Date(OLD));
  const { url } = database;
  await asOwner(
    url,
    `update turn set at = '${OLD}'; update outbox set created_at = '${OLD}'; update citizen set closed_at = '${OLD}' where closed_at is not null`,
  );
  await asOwner(url, `update media set created_at = '${OLD}'`);
  // of this month
  await photo(bo.id);
  await bo.say("hej");
  await recordLooks(database, [looked(bo.id)], house.product.now());
});
afterAll(() => house?.close());

const count = async (of: string): Promise<number> => {
  const { rows } = await house.product.database.pool.query<{ count: number }>(
    `select count(*)::int as count from ${of}`,
  );
  return rows[0]!.count;
};

test("how long each kind is kept is set in months, in Danish time; 0 keeps it", () => {
  const config = (more: Record<string, string>) => readConfig({ DATA_KEY: house.environment.DATA_KEY, ...more });
  const now = new Date("2026-11-20T09:00:00Z");
  expect(keptSince(config({}), now)).toEqual({
    conversation: new Date("2025-11-20T09:00:00Z"),
    media: new Date("2025-11-20T09:00:00Z"),
    outcomes: new Date("2021-11-20T09:00:00Z"),
    audit: new Date("2021-11-20T09:00:00Z"),
  });
  expect(keptSince(config({ RETAIN_MEDIA: "0", RETAIN_CONVERSATION: "1" }), now)).toMatchObject({
    conversation: new Date("2026-10-20T08:00:00Z"),
    media: undefined,
  });
  expect(() => config({ RETAIN_AUDIT: "11" })).toThrow("RETAIN_AUDIT: expected 0 or 12 and more");
});

test("a dry run says what would go, and changes nothing", async () => {
  const before = await contents(house.product.database);
  const ran = await run(house.environment, "retention", "--dry-run", "--json");
  expect([ran.code, JSON.parse(ran.out)]).toEqual([
    0,
    { turns: expect.any(Number), messages: expect.any(Number), media: 1, citizens: 1, looks: expect.any(Number) },
  ]);
  expect(JSON.parse(ran.out).turns).toBeGreaterThan(20);
  expect(await contents(house.product.database)).toEqual(before);
  expect((await run({ ...house.environment, RETAIN_AUDIT: "0" }, "retention", "--dry-run")).out).toContain("looks: 0");
});

test("what is old goes, what is new or kept stays, and outcomes read as before", async () => {
  const { database } = house.product;
  const before = await outcomesOf(database, bo.id);
  const sealed = await count("audit_seal, unnest(ids)");
  expect(sealed).toBeGreaterThan(2);
  const ran = await run(house.environment, "retention", "--json");
  expect(JSON.parse(ran.out)).toMatchObject({ media: 1, citizens: 1, looks: sealed });
  expect((await listCitizens(database)).map(({ name }) => name)).toEqual(["Bo"]);
  expect(await count("media")).toBe(2);
  const at = new Date(house.clock.now());
  expect(await verifyAudit(database, at)).toMatchObject({ ok: true, seals: 1, pruned: 1, rows: 0 });
  const marked = JSON.parse(JSON.stringify(before), (_, it) => (it?.id === gone.id ? { ...it, gone: true } : it));
  expect(JSON.parse(JSON.stringify(await outcomesOf(database, bo.id)))).toEqual(marked);
  const thread = await threadOf(database, bo.conversation, new Date(0), 1000);
  expect(thread.filter(({ said }) => said)).toMatchObject([{ said: { words: "hej" } }]);
  await bo.begin("parathed");
  expect((await bo.state()).frames).toHaveLength(1);
  const again = await run(house.environment, "retention", "--json");
  expect(JSON.parse(again.out)).toEqual({ turns: 0, messages: 0, media: 0, citizens: 0, looks: 0 });
});

test("of a photo that was let go of, words are shown in its place, wherever its outcome is", async () => {
  const { database, translator, library } = house.product;
  const mette = openConsole(house).as(house.staff);
  const [talk] = (await outcomesOf(database, bo.id)).filter(({ flow }) => flow.id === "parathed");
  const page = await (await mette.get(`/staff/outcomes/${talk!.id}`)).text();
  expect(page).toContain("Det svære: Billedet er slettet, fordi det var gammelt.");
  expect(page).toContain("billedet er slettet");
  expect(page).not.toContain(gone.id);
  expect((await mette.get(`/staff/citizens/${bo.id}/media/${gone.id}`)).status).toBe(404);
  const said = async (...words: string[]) => (await run(house.environment, ...words, "--citizen", bo.id)).out;
  expect(await said("outcomes")).toContain("billedet er slettet");
  for (const format of ["csv", "json", "fhir"]) {
    const content = await said("export", "--format", format);
    expect(content).toContain("billedet er slettet");
    expect(content).not.toContain(`urn:skridt:media:${gone.id}`);
  }
  const compiled = library.get(talk!.flow);
  expect(noteText(noteOf(compiled, talk!, translator.words("en")), translator.words("en"))).toContain(
    "the photo was deleted",
  );
  const copied = strFromU8(unzipSync((await copyOf(house.product, bo.id)).bytes)["index.html"]!);
  expect(copied).toContain("billedet er slettet");
});
