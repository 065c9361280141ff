import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newConversation } from "../../../src/model/conversation.ts";
import { appointmentsOf } from "../../../src/store/appointments.ts";
import { consentRecords } from "../../../src/store/consents.ts";
import { eventsOf } from "../../../src/store/conversations.ts";
import { noteVersions } from "../../../src/store/journal.ts";
import { SEALED } from "../../../src/store/keys/citizen-keys.ts";
import { OWN_TABLES } from "../../../src/store/keys/own-tables.ts";
import { loadConversation } from "../../../src/store/load-conversation.ts";
import { getMedia } from "../../../src/store/media.ts";
import { migrate } from "../../../src/store/migrate.ts";
import { type Database, openDatabase } from "../../../src/store/open.ts";
import { claimMessages } from "../../../src/store/outbox.ts";
import { outcomesOf } from "../../../src/store/outcomes.ts";
import { getCitizen } from "../../../src/store/people.ts";
import { schedulesOf } from "../../../src/store/schedules.ts";
import { threadOf } from "../../../src/store/thread.ts";
import { TEST_KEY, type TestDatabase, testDatabase } from "../../support/database.ts";
import { NOW } from "../../support/frozen.ts";
import { contents } from "../../support/tables.ts";

let place: TestDatabase;
let database: Database;
/** All that a database of the version before held in plain text, each with a word that can be found again. */
beforeAll(async () => {
  place = await testDatabase();
  const client = new pg.Client({ connectionString: place.url });
  await client.connect();
  await client.query("drop schema public cascade; create schema public");
  await migrate(place.url, "011-unit-phone");
  const state = JSON.stringify({
    ...newConversation("v1", "c1"),
    revision: 1,
    frames: [{ session: "s1", assignment: "a1", kept: "hemmeligt" }],
  });
  const message = JSON.stringify({ bubbles: [{ text: "hemmeligt" }] });
  await client.query(`
    insert into unit (id, name) values ('u1', 'Enhed');
    insert into staff (id, unit_id, name, role) values ('p1', 'u1', 'Mette', 'behandler');
    insert into citizen (id, unit_id, name, word_for_use) values ('c1', 'u1', 'hemmeligt navn', 'hemmeligt ord'), ('c2', 'u1', 'Eva', null);
    insert into conversation (id, citizen_id, revision, state) values ('v1', 'c1', 1, '${state}'), ('v2', 'c2', 0, '{"frames":[]}');
    insert into turn (conversation_id, revision, channel, inbound_id, verdict, said, events, at)
      values ('v1', 1, 'web', 'i1', 'accepted', '{"words":"hemmeligt"}', '[{"type":"stopped","x":"hemmeligt"}]', '${NOW}');
    insert into assignment (id, citizen_id, flow_id, flow_version, params) values ('a1', 'c1', 'parathed', '1', '{"topic":"hemmeligt"}');
    insert into session (id, conversation_id, citizen_id, flow_id, flow_version, params, persona, status, started_at, completed_at,
        answers, known, drawn, signature)
      values ('s1', 'v1', 'c1', 'parathed', '1', '{"topic":"hemmeligt"}', 'young-man', 'completed', '${NOW}', '${NOW}',
        '[["q",{"kind":"words","words":"hemmeligt"}]]', '[["k",{"kind":"words","words":"hemmeligt"}]]', '[["hemmeligt","card"]]',
        '{"by":{"id":"p1","name":"hemmeligt"},"at":"${NOW}"}');
    insert into answer (session_id, path, revision, n, value, by, at)
      values ('s1', 'x[hemmeligt]/q', 1, 0, '{"kind":"words","words":"hemmeligt"}', 'citizen', '${NOW}');
    insert into outbox (conversation_id, revision, channel, address, message) values ('v1', 1, 'test', 'v1', '${message}');
    insert into media (id, citizen_id, type, mime, bytes) values ('m1', 'c1', 'photo', 'image/jpeg', 'hemmeligt billede');
    insert into schedule (id, citizen_id, flow_id, params, start, holidays, created_at, looked_at, next_at)
      values ('h1', 'c1', 'parathed', '{"topic":"hemmeligt"}', '2026-11-27T10:00', 'skip', '${NOW}', '${NOW}', '${NOW}');
    insert into appointment (id, citizen_id, at, minutes, place, place_picture, with_staff, with_others, created_at)
      values ('t1', 'c1', '${NOW}', 30, 'hemmeligt sted', 'home', '{}', '{hemmeligt menneske}', '${NOW}');
    insert into consent_record (citizen_id, receiver, name, kinds, wording, at) values ('c1', 'p1', 'Mette', '{}', 'hemmeligt', '${NOW}');
    insert into journal_note (session_id, staff_id, text, read_as, at) values ('s1', 'p1', 'hemmeligt', 'x', '${NOW}');
    insert into telegram_chat (chat_id, citizen_id, paired_at, live) values (1, 'c1', '${NOW}', '{"text":"hemmeligt"}')`);
  await client.end();
  // two processes at the same moment
  const both = await Promise.all([openDatabase(place.url, TEST_KEY), openDatabase(place.url, TEST_KEY)]);
  database = both[0];
  await both[1].close();
});
afterAll(async () => {
  await database?.close();
  await place.drop();
});

test("what an earlier version stored in plain text is sealed when it is opened, and reads as before", async () => {
  expect(JSON.stringify(await contents(database))).not.toMatch(/hemmeligt|aGVtbWVsaWd0|68656d6d656c696774/);
  expect(await getCitizen(database, "c1")).toMatchObject({ name: "hemmeligt navn", word_for_use: "hemmeligt ord" });
  expect((await getCitizen(database, "c2")).name).toBe("Eva");
  const loaded = await loadConversation(database, { conversation: "v1" });
  expect(loaded).toMatchObject({ conversation: { revision: 1, frames: [{ kept: "hemmeligt" }] } });
  expect(loaded?.profile).toMatchObject({ name: "hemmeligt navn", wordForUse: "hemmeligt ord" });
  expect(await eventsOf(database, "v1")).toEqual([{ at: NOW, events: [{ type: "stopped", x: "hemmeligt" }] }]);
  const words = { kind: "words", words: "hemmeligt" };
  expect(await outcomesOf(database, "c1")).toMatchObject([
    {
      params: { topic: "hemmeligt" },
      answers: [["q", words]],
      known: [["k", words]],
      drawn: [["hemmeligt", "card"]],
      signature: { by: { name: "hemmeligt" } },
    },
  ]);
  expect(await threadOf(database, "v1", new Date(0), 10)).toMatchObject([
    { said: { words: "hemmeligt" }, message: { bubbles: [{ text: "hemmeligt" }] } },
  ]);
  expect(await claimMessages(database, { channels: ["test"], limit: 1, by: "p" })).toMatchObject([
    { message: { bubbles: [{ text: "hemmeligt" }] } },
  ]);
  expect((await getMedia(database, "c1", "m1"))?.bytes.toString()).toBe("hemmeligt billede");
  expect(await schedulesOf(database, "c1")).toMatchObject([{ params: { topic: "hemmeligt" } }]);
  expect(await appointmentsOf(database, "c1", new Date(0))).toMatchObject([
    { place: "hemmeligt sted", others: ["hemmeligt menneske"] },
  ]);
  expect(await consentRecords(database, "c1")).toMatchObject([{ wording: "hemmeligt" }]);
  expect(await noteVersions(database, "s1", "p1")).toMatchObject([{ text: "hemmeligt" }]);
});

test("a row that was moved to another citizen does not open", async () => {
  await database.pool.query("update citizen set name = (select name from citizen where id = 'c1') where id = 'c2'");
  await expect(getCitizen(database, "c2")).rejects.toMatchObject({ code: "internal" });
});

test("every sealed column is sealed of an earlier version, and every table of citizens' rows is known", async () => {
  const known = OWN_TABLES.flatMap(({ table, sealed }) => Object.keys(sealed).map((column) => `${table}.${column}`));
  expect(known.toSorted()).toEqual([...SEALED]);
  const { rows } = await database.pool.query<{ name: string }>(`
    select distinct conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confrelid::regclass::text in ('citizen', 'conversation', 'session', 'schedule', 'telegram_chat', 'alert')`);
  const own = new Set(OWN_TABLES.map(({ table }) => table));
  expect(rows.map(({ name }) => name).filter((name) => !own.has(name))).toEqual([]);
});
