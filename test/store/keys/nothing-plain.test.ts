import { afterAll, beforeAll, expect, test } from "vitest";
import { askConsent } from "../../../src/consents.ts";
import { consentRecords } from "../../../src/store/consents.ts";
import { addDuty } from "../../../src/store/duty.ts";
import { addNoteVersion } from "../../../src/store/journal.ts";
import { SEALED } from "../../../src/store/keys/citizen-keys.ts";
import { saveMedia } from "../../../src/store/media.ts";
import { outcomesOf } from "../../../src/store/outcomes.ts";
import { setProfile } from "../../../src/store/people/profile.ts";
import { addStaff, getCitizen } from "../../../src/store/people.ts";
import { complete } from "../../console/exercise.ts";
import { NOW } from "../../support/frozen.ts";
import { type Installation, openInstallation, type TestCitizen } from "../../support/installation.ts";

/** Stands in everything that is said of and by the citizen, and nowhere else. */
const WORD = "Zifferblad";

let house: Installation;
let bo: TestCitizen;
/** A citizen of whom there is something in every column that is sealed. */
beforeAll(async () => {
  house = await openInstallation();
  const { product, staff, unit } = house;
  const { database } = product;
  bo = await house.newCitizen(`${WORD} Hansen`);
  await setProfile(database, bo.id, { wordForUse: WORD }, ["da"]);
  const media = await saveMedia(database, {
    citizen: bo.id,
    type: "photo",
    mime: "image/png",
    bytes: Buffer.from(WORD),
  });
  const kim = await addStaff(database, { name: "Kim", role: "behandler", unit: unit.id });
  await askConsent(product, { citizen: bo.id, receiver: { staff: kim.id }, by: staff.id });
  for (const words of ["ja", "start", "ja", "ja", "ja", "ja, det passer", "færdig"]) await bo.say(words);
  const asked = { citizen: bo.id, flow: "parathed", params: { topic: WORD, points: "5" }, by: staff.id };
  await product.assign(asked);
  await product.plan({ ...asked, start: "2026-12-01T10:00:00", rule: "FREQ=WEEKLY", holidays: "skip" });
  const place = { place: WORD, look: { picture: "calendar" }, staff: [staff.id], others: [WORD] };
  await product.appointments.make({ citizen: bo.id, at: new Date("2026-12-02T10:00:00Z"), minutes: 60, ...place });
  await complete(house, bo, "parathed", { release: true, own: [WORD, WORD, WORD] });
  await complete(house, bo, "dagbog", { release: true, own: [WORD, media] });
  const [outcome] = await outcomesOf(database, bo.id);
  const note = { text: WORD, at: new Date(NOW), readAs: "x" };
  await addNoteVersion(database, { citizen: bo.id, session: outcome!.id, staff: staff.id }, note);
  await bo.say(`${WORD} jeg vil ikke leve mere`);
  await addDuty(database, unit.id, { day: "5", from: 0, to: 1440, staff: kim.id, rank: 1 });
  const [alert] = await product.alerts.list(staff.id);
  await product.alerts.claim(alert!.id, staff.id);
  await product.alerts.close(alert!.id, staff.id, WORD);
});
afterAll(() => house?.close());

/** All rows of all tables that are not PostgreSQL's own, as text. */
async function everything(): Promise<string[]> {
  const { pool } = house.product.database;
  const { rows: tables } = await pool.query<{ name: string }>(`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
  const all = tables.map(async ({ name }) => {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${name} t`);
    return rows.map(({ row }) => `${name}: ${row}`);
  });
  return (await Promise.all(all)).flat();
}

/** A text in what it could be stored as: itself, bytes, and base64 at any place. */
function shapesOf(text: string): string[] {
  const shifted = [0, 1, 2].map((by) =>
    Buffer.from(" ".repeat(by) + text)
      .toString("base64")
      .slice(4, -4),
  );
  return [text, Buffer.from(text).toString("hex"), ...shifted].map((it) => it.toLowerCase());
}

test("nothing that a citizen said, and nothing that tells who they are, is stored in plain text anywhere", async () => {
  const { database } = house.product;
  const [consent] = await consentRecords(database, bo.id);
  const texts = [WORD, consent!.wording, "ikke leve mere"];
  const rows = (await everything()).map((it) => it.toLowerCase());
  const found = texts.flatMap(shapesOf).flatMap((shape) => rows.filter((row) => row.includes(shape)));
  expect(found).toEqual([]);
  expect((await getCitizen(database, bo.id)).name).toBe(`${WORD} Hansen`);
});

test("there was something in each column that is sealed", async () => {
  const { pool } = house.product.database;
  const empty = async (column: string): Promise<boolean> => {
    const [table, name] = column.split(".");
    const { rows } = await pool.query(`select from ${table} where ${name} is not null limit 1`);
    return rows.length === 0;
  };
  const each = await Promise.all(SEALED.map(async (column) => ((await empty(column)) ? [column] : [])));
  // a signature is the other side's
  expect(each.flat()).toEqual(["session.signature"]);
});
