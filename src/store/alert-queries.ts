import { type Selectable, sql } from "kysely";
import type { AlertEventKind, AlertState } from "../model/alert.ts";
import type { CrisisCategory, CrisisUrgency } from "../model/safety.ts";
import type { CitizenKey } from "./keys/citizen-keys.ts";
import { openEach } from "./keys/open-each.ts";
import type { Database } from "./open.ts";
import type { Tables } from "./tables.ts";

/** An alert as somebody of the staff may see it; without what was said. */
export interface StoredAlert {
  readonly id: string;
  readonly citizen: { readonly id: string; readonly name: string };
  readonly conversation: string;
  readonly unit: { readonly id: string; readonly name: string; readonly phone: string | null };
  readonly category: CrisisCategory;
  readonly urgency: CrisisUrgency;
  readonly state: AlertState;
  /** the turn in which it was said last */
  readonly revision: number;
  readonly times: number;
  readonly raisedAt: Date;
  readonly lastAt: Date;
  readonly staffed: boolean;
  readonly level: number;
  readonly nextAt: Date | null;
  readonly loweredAt: Date | null;
  readonly claimedBy: { readonly id: string; readonly name: string } | null;
  readonly claimedAt: Date | null;
  readonly closedBy: string | null;
  readonly closedAt: Date | null;
  readonly note: string | null;
  /** what is between the reader and the alert */
  readonly reader: {
    readonly role: string;
    readonly tied: boolean;
    readonly told: boolean;
    readonly sameUnit: boolean;
  };
}

/** One thing that happened with an alert. */
export interface StoredAlertEvent {
  readonly at: Date;
  readonly kind: AlertEventKind;
  /** the member of staff who did it, or who was told */
  readonly name: string | null;
}

/**
 * Alerts with what is between them and one member of staff, the newest first; whether they may see them is for the rules
 * to say. One who left has none.
 * @param which one, or all that are open and those closed since
 */
export async function alertsBefore(
  { db, keys }: Database,
  staff: string,
  which: { readonly alert: string } | { readonly since: Date },
): Promise<StoredAlert[]> {
  let query = db
    .selectFrom("alert as a")
    .innerJoin("citizen as c", "c.id", "a.citizen_id")
    .innerJoin("unit as u", "u.id", "a.unit_id")
    .innerJoin("staff as s", (join) => join.on("s.id", "=", staff).on("s.left_at", "is", null))
    .leftJoin("staff as holder", "holder.id", "a.claimed_by")
    .leftJoin("staff as closer", "closer.id", "a.closed_by")
    .selectAll("a")
    .select(["c.name", "u.name as unitName", "u.phone", "s.role", "holder.name as holderName"])
    .select("closer.name as closerName")
    .select([
      sql<boolean>`s.unit_id = a.unit_id`.as("sameUnit"),
      sql<boolean>`exists (select from relation r where r.citizen_id = a.citizen_id and r.staff_id = s.id
        and r.from_at <= now() and (r.to_at is null or r.to_at > now()))`.as("tied"),
      sql<boolean>`exists (select from alert_event e where e.alert_id = a.id and e.staff_id = s.id
        and e.kind = 'told')`.as("told"),
    ])
    .orderBy("a.last_at", "desc");
  query =
    "alert" in which
      ? query.where("a.id", "=", which.alert)
      : query.where((where) => where.or([where("a.state", "!=", "closed"), where("a.closed_at", ">", which.since)]));
  const rows = await query.execute();
  return await openEach(keys, rows, (row) => row.citizen_id, alertOf);
}

/** A row of `alertsBefore`. */
interface Row extends Selectable<Tables["alert"]> {
  readonly name: string;
  readonly unitName: string;
  readonly phone: string | null;
  readonly role: string;
  readonly holderName: string | null;
  readonly closerName: string | null;
  readonly sameUnit: boolean;
  readonly tied: boolean;
  readonly told: boolean;
}

function alertOf(row: Row, key: CitizenKey): StoredAlert {
  const { id, citizen_id: citizen } = row;
  return {
    id,
    citizen: { id: citizen, name: key.open(row.name, "citizen.name", citizen) },
    conversation: row.conversation_id,
    unit: { id: row.unit_id, name: row.unitName, phone: row.phone },
    category: row.category,
    urgency: row.urgency,
    state: row.state,
    revision: row.revision,
    times: row.times,
    raisedAt: row.raised_at,
    lastAt: row.last_at,
    staffed: row.staffed,
    level: row.level,
    nextAt: row.next_at,
    loweredAt: row.lowered_at,
    claimedBy: row.claimed_by === null ? null : { id: row.claimed_by, name: row.holderName ?? "" },
    claimedAt: row.claimed_at,
    closedBy: row.closerName,
    closedAt: row.closed_at,
    note: row.note === null ? null : key.open(row.note, "alert.note", id),
    reader: { role: row.role, tied: row.tied, told: row.told, sameUnit: row.sameUnit },
  };
}

/** All that happened with an alert, in order. */
export async function alertHistory({ db }: Database, alert: string): Promise<StoredAlertEvent[]> {
  return await db
    .selectFrom("alert_event as e")
    .leftJoin("staff as s", "s.id", "e.staff_id")
    .select(["e.at", "e.kind", "s.name"])
    .where("e.alert_id", "=", alert)
    .orderBy("e.id")
    .execute();
}

/** Grows with everything that happens with an alert. */
export async function alertStamp({ db }: Database): Promise<number> {
  const found = await db
    .selectFrom("alert_event")
    .select((of) => of.fn.max("id").as("id"))
    .executeTakeFirst();
  return Number(found?.id ?? 0);
}

/** An alert as an operator sees it: neither name nor what it is about. */
export interface ListedAlert extends Pick<StoredAlert, "id" | "urgency" | "state" | "level" | "raisedAt" | "nextAt"> {
  /** ids */
  readonly citizen: string;
  readonly unit: string;
}

/** All alerts that are open, the oldest first. */
export async function openAlerts({ db }: Database): Promise<ListedAlert[]> {
  return await db
    .selectFrom("alert")
    .select(["id", "citizen_id as citizen", "unit_id as unit", "urgency", "state", "level"])
    .select(["raised_at as raisedAt", "next_at as nextAt"])
    .where("state", "!=", "closed")
    .orderBy("raised_at")
    .execute();
}

/** Alerts that nobody has taken. */
export interface UnclaimedAlerts {
  /** somebody was told of them */
  readonly told: boolean;
  readonly count: number;
  /** seconds since somebody was told of the one that waits longest; since it was raised where nobody was */
  readonly age: number;
}

/** How many wait to be taken, and how long: of those that somebody was told of, and of the others. */
export async function unclaimedAlerts({ db }: Database, now: Date): Promise<UnclaimedAlerts[]> {
  const { rows } = await sql<UnclaimedAlerts>`
    select first.at is not null as told, count(*)::int as count,
      extract(epoch from ${now}::timestamptz - min(coalesce(first.at, a.raised_at)))::float8 as age
    from alert a, lateral (
      select min(e.at) as at from alert_event e
      where e.alert_id = a.id and e.kind = 'told' and e.at >= a.roused_at) first
    where a.state = 'raised' group by 1`.execute(db);
  return rows;
}
