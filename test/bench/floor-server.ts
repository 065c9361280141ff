import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { getCookie } from "hono/cookie";
import pg from "pg";
import { serveParent } from "./child.ts";
import type { RecordedTurn } from "./recording.ts";

/**
 * The floor: what a turn costs when it is written by hand with nothing but HTTP and two statements. It loads the
 * conversation of the device, and saves the rows that the product saved at the same turn of the same dialogue. No
 * engine, no understanding, no checks, no words, no pictures, no delivery, no live pages.
 */
const turns = JSON.parse(readFileSync(process.env.RECORDING as string, "utf8")) as RecordedTurn[];
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });

const LOAD = `
  select v.id, v.revision, v.state, c.id as citizen, c.name, c.language
  from device d join citizen c on c.id = d.citizen_id join conversation v on v.citizen_id = c.id
  where d.id = $1`;

interface Row {
  readonly id: string;
  readonly revision: number;
  readonly state: unknown;
  readonly citizen: string;
}

const BEGIN = `, began as (
    insert into session (id, conversation_id, citizen_id, flow_id, flow_version, params, persona, known, status, started_at)
    select $9, id, $10, 'parathed', '1', '{}', 'mature-man', '[]', 'running', $8 from saved)`;
const ANSWER = `, answered as (
    insert into answer (session_id, path, revision, n, value, by, at)
    select $9, $10, $2 + 1, 0, $11, 'citizen', $8 from saved)`;
const END = `, ended as (
    update session s set status = 'completed', completed_at = $8, answers = $12 from saved where s.id = $9)
  , released as (
    insert into release (session_id, receiver, at)
    select $9, r.staff_id, $8 from saved join relation r on r.citizen_id = saved.citizen_id)`;

const save = (more: string): string => `
  with saved as (
    update conversation set revision = revision + 1, state = $3, updated_at = $8
    where id = $1 and revision = $2 returning id, citizen_id
  ), turns as (
    insert into turn (conversation_id, revision, channel, inbound_id, verdict, said, events, at)
    select id, $2 + 1, 'web', $4, 'accepted', $5, $6, $8 from saved
  ), sent as (
    insert into outbox (conversation_id, revision, channel, address, message)
    select id, $2 + 1, 'web', id, $7 from saved
  )${more}
  select id from saved`;

const SAVES = {
  turn: { name: "turn", text: save("") },
  begin: { name: "begin", text: save(BEGIN) },
  answer: { name: "answer", text: save(ANSWER) },
  end: { name: "end", text: save(ANSWER + END) },
};

const app = new Hono();
app.post("/c/answer", async (c) => {
  const [device] = (getCookie(c, "skridt") ?? "").split(".");
  const form = await c.req.parseBody();
  const row = (await pool.query<Row>({ name: "load", text: LOAD, values: [device] })).rows[0] as Row;
  const { state, said, events, message, answer, answers, page } = turns[row.revision] as RecordedTurn;
  const json = [state, said, events, message].map((it) => JSON.stringify(it)) as [string, string, string, string];
  const common = [row.id, row.revision, json[0], `${row.id}${form.nonce}${row.revision}`, ...json.slice(1), new Date()];
  const session = `${row.id}-s1`;
  if (answer === null) {
    const begins = events.types.includes("began");
    const more = begins ? [session, row.citizen] : [];
    await pool.query({ ...(begins ? SAVES.begin : SAVES.turn), values: [...common, ...more] });
  } else {
    const values = [...common, session, answer.path, JSON.stringify(answer.value)];
    const last = answers === null ? [] : [JSON.stringify(answers)];
    await pool.query({ ...(answers === null ? SAVES.answer : SAVES.end), values: [...values, ...last] });
  }
  return c.html(page);
});

const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, () => {
  const { port } = server.address() as AddressInfo;
  serveParent(`http://127.0.0.1:${port}`, async () => {
    server.closeAllConnections();
    server.close();
    await pool.end();
  });
}) as Server;
