import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { newConversation } from "../../../src/model/conversation.ts";
import { localTime } from "../../../src/schedule/local.ts";
import { jsonOf } from "../../../src/store/keys/citizen-keys.ts";
import type { Database } from "../../../src/store/open.ts";
import { storedState } from "../../../src/store/turn-rows.ts";
import type { Behandler } from "../people.ts";

const STEP = 1_000;
const FLOW = "opfoelgning";
/** It may be evening where this is measured. */
const AWAKE = { hours_from: 0, hours_to: 23 };
/** Put in within a minute, with some room. */
const PUT_IN_A_MINUTE = 20_000;
const LOOK_MS = 500;

/** What became of a campaign, seconds after its time. */
export interface Campaign {
  readonly citizens: number;
  readonly firstS: number;
  readonly lastS: number;
}

/** Plans a check-in of as many new citizens for the same minute. @returns when it is due */
export async function planCampaign(database: Database, { unit, staff }: Behandler, citizens: number): Promise<Date> {
  const ahead = 2 + Math.ceil(citizens / PUT_IN_A_MINUTE);
  const at = new Date((Math.floor(Date.now() / 60_000) + ahead) * 60_000);
  const start = localTime(at).toString({ smallestUnit: "second" });
  for (let from = 0; from < citizens; from += STEP) {
    await addPlanned(database, { unit, staff }, Math.min(STEP, citizens - from), { at, start });
  }
  return at;
}

async function addPlanned(
  { db, keys }: Database,
  { unit, staff }: Behandler,
  count: number,
  { at, start }: { readonly at: Date; readonly start: string },
): Promise<void> {
  const all = await Promise.all(
    Array.from({ length: count }, async () => {
      const [citizen, conversation, schedule] = [randomUUID(), randomUUID(), randomUUID()];
      return { citizen, conversation, schedule, ...(await keys.make(citizen)) };
    }),
  );
  const now = new Date();
  await db
    .insertInto("citizen")
    .values(
      all.map(({ citizen: id, key }) => ({ id, name: key.seal("Ole", "citizen.name", id), unit_id: unit, ...AWAKE })),
    )
    .execute();
  await db
    .insertInto("citizen_key")
    .values(all.map(({ row }) => row))
    .execute();
  await db
    .insertInto("relation")
    .values(all.map(({ citizen }) => ({ citizen_id: citizen, staff_id: staff, role: "behandler" as const })))
    .execute();
  const stateOf = ({ conversation, citizen, key }: (typeof all)[number]) =>
    JSON.stringify(storedState(newConversation(conversation, citizen), key));
  await db
    .insertInto("conversation")
    .values(all.map((it) => ({ id: it.conversation, citizen_id: it.citizen, state: stateOf(it) })))
    .execute();
  const planned = all.map(({ schedule: id, citizen, key }) => ({
    ...{ id, citizen_id: citizen, flow_id: FLOW, params: jsonOf(key.sealValue({}, "schedule.params", id)) },
    ...{ by_staff: staff, start, rule: "FREQ=WEEKLY", holidays: "keep" as const },
    ...{ created_at: now, looked_at: now, next_at: at, around: null },
    ...{ appointment_id: null, appointment_days: null, appointment_time: null },
  }));
  await db.insertInto("schedule").values(planned).execute();
}

const STARTED = `
  select count(*)::int as started, extract(epoch from min(t.at))::float8 as first,
    extract(epoch from max(t.at))::float8 as last
  from turn t where t.channel = 'staff' and t.at >= $1`;

/** Waits until every check-in is offered. */
export async function followCampaign(owner: pg.Pool, at: Date, citizens: number): Promise<Campaign> {
  for (;;) {
    const { rows } = await owner.query<{ started: number; first: number; last: number }>(STARTED, [at]);
    const [now] = rows;
    if (now && now.started >= citizens) {
      const since = (seconds: number) => seconds - at.getTime() / 1000;
      return { citizens, firstS: since(now.first), lastS: since(now.last) };
    }
    await sleep(LOOK_MS);
  }
}
