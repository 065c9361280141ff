import { afterAll, beforeAll, expect, test } from "vitest";
import { consentRecords } from "../../../src/store/consents.ts";
import { SEALED } from "../../../src/store/keys/citizen-keys.ts";
import { getCitizen } from "../../../src/store/people.ts";
import { type Installation, openInstallation, type TestCitizen } from "../../support/installation.ts";
import { everyRow, holding } from "../../support/tables.ts";
import { wholeCitizen } from "../../support/whole-citizen.ts";

/** Stands in everything that is said of and by the citizen, and nowhere else. */
const WORD = "Zifferblad";

let house: Installation;
let bo: TestCitizen;
beforeAll(async () => {
  house = await openInstallation();
  bo = await wholeCitizen(house, WORD);
});
afterAll(() => house?.close());

test("nothing that a citizen said, and nothing that tells who they are, is stored in plain text anywhere", async () => {
  const { database } = house.product;
  const [consent] = await consentRecords(database, bo.id);
  const texts = [WORD, consent!.wording, "ikke leve mere"];
  const rows = await everyRow(house.product.database);
  const found = holding(rows, texts);
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
