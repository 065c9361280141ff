import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mayMeet, mayRead, mayReadInside } from "../../src/people/access.ts";
import { POLICIES } from "../../src/store/access/policies.ts";
import { type Actor, acting, allowedBy, SERVICES } from "../../src/store/acting.ts";
import { type Database, openDatabase } from "../../src/store/open.ts";
import type { Querying } from "../../src/store/pool.ts";
import { TEST_KEY, type TestDatabase, testDatabase } from "../support/database.ts";
import { fill, insertSql, LABELS, STAFF, WORLD } from "./access-world.ts";

let test: TestDatabase;
let owner: pg.Client;
let database: Database;
beforeAll(async () => {
  test = await testDatabase();
  owner = new pg.Client({ connectionString: test.url });
  await owner.connect();
  // the exercises of every day are none of this world
  await owner.query("delete from flow_version");
  await fill(owner);
  database = await openDatabase(test.url, TEST_KEY);
});
afterAll(async () => {
  await database.close();
  await owner.end();
  await test.drop();
});

const staff = (id: string): Actor => ({ kind: "staff", id });
const citizen = (id: string): Actor => ({ kind: "citizen", id });

/** Everyone, as the list of what they may do is headed. */
const EVERYONE: readonly (readonly [string, Actor | undefined])[] = [
  ["nobody", undefined],
  ["Bo, a citizen", citizen("bo")],
  ["Liv, another citizen", citizen("liv")],
  ["Mette, behandler of Bo", staff("mette")],
  ["Kim, socialpædagog of Bo", staff("kim")],
  ["Lars, behandler of Liv in the other unit", staff("lars")],
  ["Nora, behandler in Bo's unit", staff("nora")],
  ["Sune, socialpædagog in Bo's unit", staff("sune")],
  ["Nat, socialpædagog of the other unit, which Bo lets see", staff("nat")],
  ["Gert, behandler of Bo, who has left", staff("gert")],
  ["Tove, tovholder in Bo's unit", staff("tove")],
  ["Lea, leder in Bo's unit", staff("lea")],
  ["Ada, administrator", staff("ada")],
  ["somebody who is not known", staff("nobody")],
  ...SERVICES.map((name): [string, Actor] => [`the service ${name}`, { kind: "service", name }]),
];

type Tried = (query: string, values?: unknown[]) => Promise<string[] | "refused">;

/** What comes of a statement without any filter; nothing of it stays. */
function tries(client: Querying): Tried {
  return async (query, values) => {
    await client.query("savepoint before");
    try {
      const { rows } = await client.query<{ label: string }>(query, values);
      return rows.map(({ label }) => label).sort();
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === "42501") return "refused";
      // allowed, and kept by a key
      if (code === "23505" || code === "23503") return [];
      throw error;
    } finally {
      await client.query("rollback to before");
    }
  };
}

/** What somebody can do with a table, as one line; undefined: nothing. */
async function lineOf(tried: Tried, table: string): Promise<string | undefined> {
  const label = LABELS[table] ?? "id";
  const seen = await tried(`select ${label} as label from "${table}"`);
  const column = LABELS[table]?.split(/ |::/)[0] ?? "id";
  const changed = await tried(`update "${table}" set ${column} = ${column} returning ${label} as label`);
  const removed = await tried(`delete from "${table}" returning ${label} as label`);
  const added: string[] = [];
  for (const row of WORLD[table] ?? []) {
    const given = JSON.stringify(row);
    if ((await tried(insertSql(table, row), [given])) === "refused") continue;
    const named = await owner.query(`select ${label} as label from jsonb_populate_record(null::"${table}", $1)`, [
      given,
    ]);
    added.push(named.rows[0].label);
  }
  const parts = Object.entries({ sees: seen, adds: added.sort(), changes: changed, removes: removed });
  const said = parts.flatMap(([what, rows]) =>
    rows === "refused" || rows.length === 0 ? [] : [`${what} ${shortened(rows, table)}`],
  );
  return said.length > 0 ? `  ${table}: ${said.join(" | ")}` : undefined;
}

const shortened = (labels: readonly string[], table: string): string =>
  labels.length === WORLD[table]?.length ? "all" : labels.join(", ");

async function allOf(name: string, actor: Actor | undefined): Promise<string> {
  return await acting(actor, async () => {
    allowedBy({ allowed: true, rule: "tied" });
    const client = await database.pool.connect();
    await client.query("begin");
    const lines: string[] = [name];
    for (const table of Object.keys(WORLD)) {
      const line = await lineOf(tries(client), table);
      if (line) lines.push(line);
    }
    await client.query("rollback");
    client.release();
    return lines.length > 1 ? lines.join("\n") : `${name}\n  nothing`;
  });
}

describe("every table", () => {
  it("has policies, also for its owner, and is tried here", async () => {
    const { rows } = await owner.query<{ name: string }>(`
      select relname as name from pg_class c
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not like 'kysely%'
        and relrowsecurity and relforcerowsecurity and exists (select from pg_policy where polrelid = c.oid)`);
    const all = await owner.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    const names = all.rows
      .map((it) => it.name)
      .filter((it) => !it.startsWith("kysely"))
      .sort();
    expect(rows.map((it) => it.name).sort()).toEqual(names);
    expect(Object.keys(POLICIES).sort()).toEqual(names);
    expect(Object.keys(WORLD).sort()).toEqual(names);
  });

  it("gives everyone what is theirs, and nothing to a query without a filter", async () => {
    const found: string[] = [];
    for (const [name, actor] of EVERYONE) found.push(await allOf(name, actor));
    await expect(`${found.join("\n\n")}\n`).toMatchFileSnapshot("access.txt");
  });

  it("is changed in its shape by nobody of the application", async () => {
    const asked = ["drop table citizen", "alter table audit disable row level security", "create table mine (id int)"];
    for (const text of asked) {
      await expect(database.pool.query(text), text).rejects.toMatchObject({ code: "42501" });
    }
    const { rows } = await owner.query("select * from pg_roles where rolname = 'skridt_app'");
    expect(rows[0]).toMatchObject({ rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false });
  });
});

describe("rules in code and in the database", () => {
  const KINDS = [
    undefined,
    {},
    { "*": true },
    { "*": false },
    { "*": true, parathed: false },
    { parathed: true, media: true },
  ];
  const RELEASED = [[], ["person"], ["group"], ["person", "group"]] as const;
  const readers = STAFF.filter((it) => !("left_at" in it));

  it("say the same of every standing", async () => {
    const cases = readers.flatMap((reader) =>
      [true, false].flatMap((tied) =>
        KINDS.flatMap((person) =>
          KINDS.flatMap((group) => RELEASED.map((to) => ({ reader, tied, person, group, to }))),
        ),
      ),
    );
    await owner.query("begin");
    const group = ({ role, unit_id }: (typeof readers)[number]) => `${role}@${unit_id}`;
    const rows = cases.map((it, i) => ({ ...it, id: `case-${i}`, staff: it.reader.id, group_id: group(it.reader) }));
    const given = JSON.stringify(rows.map((it) => ({ ...it, said: it.person ?? null, group_said: it.group ?? null })));
    const from = `jsonb_to_recordset($1) as r(id text, staff text, group_id text, tied boolean, said jsonb, group_said jsonb, "to" jsonb)`;
    // the owner says what there is, then each reader asks in the same transaction
    await owner.query(
      `insert into citizen (id, unit_id, name) select id, 'nowhere', id from ${from}`.replace("'nowhere'", "'south'"),
      [given],
    );
    await owner.query(`insert into conversation (id, citizen_id, state) select id, id, '{"frames": []}' from ${from}`, [
      given,
    ]);
    await owner.query(
      `insert into session (id, conversation_id, citizen_id, flow_id, flow_version, params, persona, status, started_at, completed_at, known, answers)
       select id, id, id, 'parathed', 'v', '{}', 'young-man', 'completed', now(), now(), '[]', '[]' from ${from}`,
      [given],
    );
    await owner.query(
      `insert into relation (citizen_id, staff_id, role) select id, staff, 'behandler' from ${from} where tied`,
      [given],
    );
    const consents = (said: string, receiver: string) =>
      `insert into consent (citizen_id, receiver, name, kinds, at) select id, ${receiver}, '', ${said}, now() from ${from} where jsonb_typeof(${said}) = 'object'`;
    await owner.query(consents("said", "staff"), [given]);
    await owner.query(consents("group_said", "group_id"), [given]);
    const releases = (kind: string, receiver: string) =>
      `insert into release (session_id, receiver, at) select id, ${receiver}, now() from ${from} where "to" ? '${kind}'`;
    await owner.query(releases("person", "staff"), [given]);
    await owner.query(releases("group", "group_id"), [given]);
    await owner.query("set local role skridt_app");

    const differ: unknown[] = [];
    for (const reader of readers) {
      await owner.query("select set_config('skridt.actor', $1, true)", [`staff:${reader.id}`]);
      const ask = async (text: string) => new Set((await owner.query<{ id: string }>(text)).rows.map(({ id }) => id));
      const [met, read, media] = [
        await ask("select unnest(skridt_met()) as id"),
        await ask("select id from session where status = 'completed'"),
        await ask("select id from session s where skridt_reads(s.id, s.citizen_id, s.flow_id, 'media')"),
      ];
      for (const it of rows.filter((row) => row.reader === reader)) {
        const standing = {
          tied: it.tied,
          ...(it.person ? { person: { kinds: it.person as Record<string, boolean> } } : {}),
          ...(it.group ? { group: { kinds: it.group as Record<string, boolean> } } : {}),
        };
        const released = { flow: "parathed", to: it.to };
        const code = [
          mayMeet("meet", reader, standing).allowed,
          // who is not met is not read about, whatever was sent to them before
          mayMeet("meet", reader, standing).allowed && mayRead(reader, standing, released).allowed,
          mayReadInside("media", reader, standing, released).allowed,
        ];
        const rules = [met.has(it.id), read.has(it.id), read.has(it.id) && media.has(it.id)];
        if (JSON.stringify(code) !== JSON.stringify(rules)) differ.push({ ...it, reader: reader.id, code, rules });
      }
    }
    await owner.query("rollback");
    expect(differ).toEqual([]);
    expect(rows.length).toBeGreaterThan(2000);
  });
});
