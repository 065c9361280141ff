import type pg from "pg";

/** How full a database is made. */
export interface Fill {
  readonly citizens: number;
  /** of all of them together; each also has a turn and a message that was sent */
  readonly answers: number;
}

/** Citizens of one statement. */
const STEP = 2_000;
const CITIZENS_OF_STAFF = 50;
const ANSWERS_OF_SESSION = 5;

/**
 * Rows of others, beside those that are measured: as many, and with the same columns, keys and indexes, but shorter than
 * real ones and sealed by nobody. They are put in without triggers and checks, as the owner.
 */
export async function fill(owner: pg.Pool, { citizens, answers }: Fill): Promise<void> {
  const each = Math.round(answers / citizens);
  const client = await owner.connect();
  try {
    await client.query("set session_replication_role = replica");
    await client.query(STAFF, [Math.ceil(citizens / CITIZENS_OF_STAFF)]);
    for (let from = 0; from < citizens; from += STEP) {
      const to = Math.min(from + STEP, citizens);
      for (const text of PEOPLE) await client.query(text, [from, to - 1]);
      if (each === 0) continue;
      await client.query(SESSIONS, [from, to - 1, Math.ceil(each / ANSWERS_OF_SESSION)]);
      for (const text of ANSWERED) await client.query(text, [from, to - 1, each]);
    }
    await client.query("reset session_replication_role");
  } finally {
    client.release();
  }
  await owner.query("vacuum analyze");
}

const STAFF = `
  with unit as (insert into unit (id, name) select 'u' || j, 'Unit ' || j from generate_series(0, $1 / 10) j)
  insert into staff (id, unit_id, name, role)
  select 'm' || j, 'u' || j / 10, 'Maria ' || j, 'behandler' from generate_series(0, $1) j`;

const OF_STAFF = `(i / ${CITIZENS_OF_STAFF})`;
const PEOPLE = [
  `insert into citizen (id, unit_id, name)
   select 'g' || i, 'u' || ${OF_STAFF} / 10, repeat('n', 60) from generate_series($1::int, $2::int) i`,
  `insert into citizen_key (citizen_id, wrapped, data_key, version)
   select 'g' || i, repeat('k', 80), (select data_key from citizen_key limit 1), 1
   from generate_series($1::int, $2::int) i`,
  `insert into relation (citizen_id, staff_id, role)
   select 'g' || i, 'm' || ${OF_STAFF}, 'behandler' from generate_series($1::int, $2::int) i`,
  `insert into conversation (id, citizen_id, state)
   select 'c' || i, 'g' || i, json_build_object('frames', '[]'::json, 'sealed', repeat('s', 900))
   from generate_series($1::int, $2::int) i`,
];

const SESSIONS = `
  with made as (
    insert into session (id, conversation_id, citizen_id, flow_id, flow_version, params, persona, status, started_at,
      completed_at, answers, known)
    select 's' || i || '-' || k, 'c' || i, 'g' || i, 'parathed', '1', '""', 'mature-man', 'completed', now(), now(),
      to_json(repeat('a', 400)), '""'
    from generate_series($1::int, $2::int) i, generate_series(1, $3::int) k
    returning id, citizen_id
  )
  insert into release (session_id, receiver, at)
  select id, 'm' || substr(citizen_id, 2)::int / ${CITIZENS_OF_STAFF}, now() from made`;

const EACH_ANSWER = "from generate_series($1::int, $2::int) i, generate_series(1, $3::int) k";
const ANSWERED = [
  `insert into answer (session_id, path, revision, n, value, by, at)
   select 's' || i || '-' || (k - 1) / ${ANSWERS_OF_SESSION} + 1, repeat('p', 60), k, 0, to_json(repeat('v', 80)),
     'citizen', now() ${EACH_ANSWER}`,
  `insert into turn (conversation_id, revision, channel, inbound_id, verdict, said, events, at)
   select 'c' || i, k, 'web', md5(i || '-' || k), 'accepted', to_json(repeat('w', 60)),
     json_build_object('types', '["answered"]'::json, 'sealed', repeat('e', 150)), now() - interval '90 days' ${EACH_ANSWER}`,
  `insert into outbox (conversation_id, revision, channel, address, message, sent_at)
   select 'c' || i, k, 'web', 'c' || i, to_json(repeat('m', 200)), now() ${EACH_ANSWER}`,
];
