import type pg from "pg";

const HELD = { at: "2026-11-20T09:00:00Z" };
const about = (citizen: string) => ({ citizen_id: citizen });
const exercise = { flow_id: "parathed", flow_version: "v", params: {} };
const message = { language: "da", bubbles: [], choices: [], controls: [] };

/** Who there is, besides the two citizens. */
export const STAFF = [
  { id: "mette", unit_id: "north", role: "behandler" },
  { id: "kim", unit_id: "north", role: "socialpaedagog" },
  { id: "nora", unit_id: "north", role: "behandler" },
  { id: "sune", unit_id: "north", role: "socialpaedagog" },
  { id: "tove", unit_id: "north", role: "tovholder" },
  { id: "lea", unit_id: "north", role: "leder" },
  { id: "ada", unit_id: "south", role: "administrator" },
  { id: "lars", unit_id: "south", role: "behandler" },
  { id: "nat", unit_id: "south", role: "socialpaedagog" },
  { id: "gert", unit_id: "north", role: "behandler", left_at: HELD.at },
] as const;

/** What belongs to one citizen. */
function rowsOf(citizen: string, unit: string, behandler: string): Record<string, readonly object[]> {
  const talk = `${citizen}-talk`;
  const conversation = { conversation_id: talk };
  const session = (kind: string) => ({ id: `${citizen}-${kind}`, ...conversation, ...about(citizen), ...exercise });
  const done = {
    persona: "young-man",
    status: "completed",
    started_at: HELD.at,
    completed_at: HELD.at,
    known: [],
    answers: [],
  };
  const all = [`${citizen}-shown`, `${citizen}-kept`];
  return {
    citizen: [{ id: citizen, unit_id: unit, name: citizen }],
    citizen_key: [{ ...about(citizen), wrapped: "x", data_key: "x", version: 1 }],
    relation: [{ ...about(citizen), staff_id: behandler, role: "behandler", from_at: "2026-01-01" }],
    invitation: [{ code_hash: `${citizen}-code`, ...about(citizen), channel: "web", expires_at: HELD.at }],
    device: [{ id: `${citizen}-phone`, ...about(citizen), secret_hash: "x" }],
    telegram_chat: [{ chat_id: citizen === "bo" ? 1 : 2, ...about(citizen), paired_at: HELD.at }],
    doorbell: [{ chat_id: citizen === "bo" ? 1 : 2 }],
    assignment: [{ id: `${citizen}-asked`, ...about(citizen), ...exercise, by_staff: behandler }],
    appointment: [
      {
        ...{ id: `${citizen}-visit`, ...about(citizen), ...HELD, minutes: 45, place: "her", place_picture: "house" },
        ...{ with_staff: [behandler], with_others: [], created_at: HELD.at },
      },
    ],
    schedule: [
      {
        ...{ id: `${citizen}-each`, ...about(citizen), flow_id: "parathed", params: {}, by_staff: behandler },
        ...{ start: "2026-11-27T10:00", holidays: "skip", created_at: HELD.at, looked_at: HELD.at },
      },
    ],
    occurrence: [{ schedule_id: `${citizen}-each`, ...HELD, assignment_id: `${citizen}-asked`, state: "sent" }],
    data_request: [{ ...about(citizen), kind: "copy", asked_at: HELD.at }],
    conversation: [{ id: talk, ...about(citizen), state: { frames: [] } }],
    turn: [
      { ...conversation, revision: 1, channel: "web", inbound_id: citizen, verdict: "accepted", events: [], ...HELD },
    ],
    session: [
      { ...session("shown"), ...done },
      { ...session("kept"), ...done },
      { ...session("begun"), ...done, status: "running", completed_at: null, answers: null },
    ],
    answer: [...all, `${citizen}-begun`].map((it) => ({ session_id: it, path: "level", revision: 1, n: 0, ...HELD })),
    release: [{ session_id: `${citizen}-shown`, receiver: behandler, ...HELD }],
    outbox: [{ ...conversation, revision: 1, channel: "web", address: talk, message }],
    media: [{ id: `${citizen}-photo`, ...about(citizen), type: "photo", mime: "image/png", bytes: "\\x00" }],
    consent: [
      { ...about(citizen), receiver: behandler, name: behandler, kinds: { words: true, media: true }, ...HELD },
    ],
    consent_record: [{ ...about(citizen), receiver: behandler, name: behandler, kinds: {}, wording: "Ja", ...HELD }],
    audit: [{ ...HELD, actor: behandler, action: "looked", ...about(citizen), rule: "tied" }],
    looked: [{ session_id: `${citizen}-shown`, staff_id: behandler, ...HELD }],
    journal_note: [{ session_id: `${citizen}-shown`, staff_id: behandler, text: "note", read_as: "x", ...HELD }],
    alert: [
      {
        ...{
          id: `${citizen}-alert`,
          ...about(citizen),
          ...conversation,
          unit_id: unit,
          category: "suicide",
          urgency: "now",
        },
        ...{
          state: "claimed",
          revision: 1,
          times: 1,
          level: 0,
          raised_at: HELD.at,
          last_at: HELD.at,
          roused_at: HELD.at,
        },
        ...{ roused_by: 1, staffed: true, claimed_by: behandler, claimed_at: HELD.at },
      },
    ],
    alert_event: [{ alert_id: `${citizen}-alert`, ...HELD, kind: "told", staff_id: behandler }],
    notice: [{ staff_id: behandler, kind: "alert", ref: `${citizen}-alert`, created_at: HELD.at, next_at: HELD.at }],
    staff_session: [
      {
        ...{ id: `${behandler}-in`, staff_id: behandler, secret_hash: behandler, method: "oidc", browser: "" },
        ...{ begun_at: HELD.at, seen_at: HELD.at, rotated_at: HELD.at },
      },
    ],
    teams_chat: [{ staff_id: behandler, conversation: "c", service_url: "u", tenant: "t", seen_at: HELD.at }],
  };
}

const BO = rowsOf("bo", "north", "mette");
const LIV = rowsOf("liv", "south", "lars");
const OTHERS: Record<string, readonly object[]> = {
  unit: [
    { id: "north", name: "Nord" },
    { id: "south", name: "Syd" },
  ],
  staff: STAFF.map((it) => ({ ...it, name: it.id })),
  flow_version: [{ id: "parathed", version: "v", bundle: {} }],
  indicators: [{ unit_id: "north", quarter: "2026-Q3", shown: {}, made_at: HELD.at }],
  telegram_file: [{ bot_id: "1", hash: "h", file_id: "f" }],
  setting: [{ name: "demo", value: {} }],
  lease: [{ name: "telegram 1", holder: "process" }],
  process: [{ id: "process" }],
  // Nora has the watch of her unit, and nothing else to do with Bo
  duty: [{ id: "watch", unit_id: "north", day: "1", from_minute: 0, to_minute: 1440, staff_id: "nora", rank: 1 }],
  duty_setting: [{ unit_id: "north", first_minutes: 10, then_minutes: 10 }],
  teams_activity: [{ id: "activity", ...HELD }],
  telegram_try: [{ chat_id: 3, since: HELD.at, count: 1 }],
  audit_seal: [{ n: 1, ...HELD, first_id: 1, last_id: 1, count: 1, ids: [1], body: "b", previous: "", hash: "h" }],
  erasure: [{ citizen_id: "gone", unit_id: "north", ...HELD, counts: {} }],
  tries: [{ name: "door", count: 1, since: HELD.at }],
};
const MORE: Record<string, readonly object[]> = {
  relation: [
    { ...about("bo"), staff_id: "kim", role: "socialpaedagog", from_at: "2026-01-01" },
    { ...about("bo"), staff_id: "gert", role: "behandler", from_at: "2025-01-01" },
  ],
  // everyone of the night shift in the other unit sees what it was sent
  release: [{ session_id: "bo-shown", receiver: "socialpaedagog@south", ...HELD }],
  consent: [{ ...about("bo"), receiver: "socialpaedagog@south", name: "nat", kinds: { "*": true }, ...HELD }],
};

/** Table → its rows. Tables come in the order in which they can be filled. */
export const WORLD: Readonly<Record<string, readonly object[]>> = Object.fromEntries(
  [...Object.keys(OTHERS), ...Object.keys(BO)].map((table) => [
    table,
    [OTHERS, BO, LIV, MORE].flatMap((rows) => rows[table] ?? []),
  ]),
);

/** What is not said of a row has its default. */
export function insertSql(table: string, row: object): string {
  const columns = Object.keys(row)
    .map((it) => `"${it}"`)
    .join(", ");
  return `insert into "${table}" (${columns}) select ${columns} from jsonb_populate_record(null::"${table}", $1)`;
}

/** How a row is named where people read of it: in SQL. */
export const LABELS: Readonly<Record<string, string>> = {
  relation: "staff_id || ' with ' || citizen_id",
  citizen_key: "citizen_id",
  data_request: "citizen_id",
  audit_seal: "n::text",
  erasure: "citizen_id",
  invitation: "citizen_id",
  telegram_chat: "citizen_id",
  doorbell: "chat_id::text",
  telegram_try: "chat_id::text",
  alert_event: "alert_id || ' ' || kind",
  notice: "staff_id || ' of ' || ref",
  teams_chat: "staff_id",
  duty_setting: "unit_id",
  tries: "name",
  occurrence: "schedule_id",
  turn: "conversation_id",
  answer: "session_id",
  release: "session_id || ' to ' || receiver",
  outbox: "conversation_id",
  consent: "citizen_id || ' to ' || receiver",
  consent_record: "citizen_id",
  audit: "actor || ' at ' || citizen_id",
  looked: "session_id",
  journal_note: "session_id",
  indicators: "unit_id",
  telegram_file: "hash",
  setting: "name",
  lease: "name",
};

/** Fills a database as its owner. */
export async function fill(client: pg.Client): Promise<void> {
  // nothing of it is written down in the audit
  await client.query("set session_replication_role = replica");
  for (const [table, rows] of Object.entries(WORLD)) {
    for (const row of rows) await client.query(insertSql(table, row), [JSON.stringify(row)]);
  }
  await client.query("set session_replication_role = origin");
}
