import { sql } from "kysely";
import type { AlertNews } from "../model/alert.ts";
import type { Person } from "../model/conversation.ts";
import { AppError } from "../model/errors.ts";
import type { CrisisUrgency } from "../model/safety.ts";
import type { Database } from "./open.ts";
import { storable } from "./storable.ts";

/** The name under which it is announced that something happened with an alert. */
export const ALERTS = "alerts";

/** Somebody does something with an alert. */
export interface AlertAct {
  readonly alert: string;
  readonly staff: string;
  readonly at: Date;
}

/** Whether a claim was won; else who has it, or that it was closed meanwhile. */
export type Claim = { readonly won: true } | { readonly won: false; readonly closed: boolean; readonly by: Person };

/**
 * One takes an alert, and only one: who comes second is told who has it. Taken twice by the same it is taken once.
 * @param act `from`: takes it over from this one, if it is still theirs
 * @throws AppError "not-found": no such alert
 */
export async function claimAlert({ db }: Database, act: AlertAct & { readonly from?: string }): Promise<Claim> {
  const { alert, staff, at, from = null } = act;
  const { rows } = await sql<{ id: string }>`
    with won as (
      update alert set state = 'claimed', claimed_by = ${staff}, claimed_at = ${at}, next_at = null
      where id = ${alert} and (state = 'raised' or (state = 'claimed' and claimed_by = ${from}))
      returning id
    ), happened as (
      insert into alert_event (alert_id, at, kind, staff_id) select id, ${at}, 'claimed', ${staff} from won
    ), gone as (
      update notice set sent_at = ${at}, error = 'gone'
      where ref = ${alert} and kind in ('alert', 'escalation') and sent_at is null and exists (select from won)
    ), others as (
      insert into notice (staff_id, kind, ref, created_at, next_at)
      select distinct n.staff_id, 'alert-claimed', n.ref, ${at}::timestamptz, ${at}::timestamptz
      from notice n join won on won.id = n.ref
      where n.kind in ('alert', 'escalation') and n.sent_at is not null and n.error is null and n.staff_id <> ${staff}
      on conflict do nothing
    )
    select id from won`.execute(db);
  if (rows.length > 0) return { won: true };
  const found = await db
    .selectFrom("alert")
    .innerJoin("staff", (join) => join.on(sql<boolean>`staff.id = coalesce(alert.closed_by, alert.claimed_by)`))
    .select(["alert.state", "staff.id", "staff.name"])
    .where("alert.id", "=", alert)
    .executeTakeFirst();
  if (!found) throw noAlert(alert);
  const { id, name, state } = found;
  if (id === staff && state === "claimed") return { won: true };
  return { won: false, closed: state === "closed", by: { id, name } };
}

/**
 * Closes an alert with a note of who took it.
 * @throws AppError "not-found": no such alert; "refused": it is not theirs; "conflict": it is closed already
 */
export async function closeAlert({ db, keys }: Database, act: AlertAct & { readonly note: string }): Promise<void> {
  const { alert, staff, at } = act;
  const found = await db.selectFrom("alert").select("citizen_id").where("id", "=", alert).executeTakeFirst();
  if (!found) throw noAlert(alert);
  const note = (await keys.of(found.citizen_id)).seal(storable(act.note), "alert.note", alert);
  const { rows } = await sql<{ id: string }>`
    with closed as (
      update alert set state = 'closed', closed_by = ${staff}, closed_at = ${at}, note = ${note}, next_at = null
      where id = ${alert} and state = 'claimed' and claimed_by = ${staff}
      returning id
    ), happened as (
      insert into alert_event (alert_id, at, kind, staff_id) select id, ${at}, 'closed', ${staff} from closed
    )
    select id from closed`.execute(db);
  if (rows.length > 0) return;
  const now = await db.selectFrom("alert").select("state").where("id", "=", alert).executeTakeFirst();
  if (now?.state === "closed") throw new AppError("conflict", "alert: it is closed already");
  throw new AppError("refused", "alert: only who has taken it closes it (alert claimed-by)");
}

/** Somebody read an open alert. The citizen hears of the first who did since those on duty were told. */
export async function markRead({ db }: Database, { alert, staff, at }: AlertAct): Promise<void> {
  await sql`
    insert into alert_event (alert_id, at, kind, staff_id, heard_at)
    select a.id, ${at}, 'read', ${staff}, case when r.anybody then ${at}::timestamptz end
    from alert a, lateral (
      select coalesce(bool_or(true), false) as anybody, coalesce(bool_or(e.staff_id = ${staff}), false) as own
      from alert_event e where e.alert_id = a.id and e.kind in ('read', 'claimed') and e.at >= a.roused_at) r
    where a.id = ${alert} and a.state <> 'closed' and not r.own`.execute(db);
}

/** An alert that nobody has taken in time. */
export interface DueAlert {
  readonly id: string;
  readonly unit: string;
  readonly conversation: string;
  readonly urgency: CrisisUrgency;
  readonly staffed: boolean;
  readonly level: number;
  readonly nextAt: Date;
  /** ids of those who were told since it was roused */
  readonly told: readonly string[];
}

/** The alerts whose next step is due, the oldest first. */
export async function dueAlerts({ db }: Database, now: Date): Promise<DueAlert[]> {
  const rows = await db
    .selectFrom("alert")
    .select(["id", "unit_id as unit", "conversation_id as conversation", "urgency", "staffed", "level"])
    .select("next_at")
    .select(
      sql<string[]>`(select coalesce(array_agg(distinct e.staff_id), '{}') from alert_event e
        where e.alert_id = alert.id and e.kind = 'told' and e.at >= alert.roused_at)`.as("told"),
    )
    .where("state", "=", "raised")
    .where("next_at", "<=", now)
    .orderBy("next_at")
    .execute();
  return rows.map(({ next_at, ...row }) => ({ ...row, nextAt: next_at as Date }));
}

/** The next are told. */
export interface AlertStep {
  readonly alert: Pick<DueAlert, "id" | "nextAt">;
  readonly level: number;
  readonly tell: readonly string[];
  /** they are told because others did not take it */
  readonly escalated: boolean;
  /** when others are told; null: nobody more */
  readonly nextAt: Date | null;
  readonly at: Date;
}

/** Takes one step of an alert, once however many processes do. @returns whether it was taken now */
export async function stepAlert(
  { db }: Database,
  { alert, level, tell, escalated, nextAt, at }: AlertStep,
): Promise<boolean> {
  const kind = escalated ? "escalation" : "alert";
  const { rows } = await sql<{ id: string }>`
    with stepped as (
      update alert set level = ${level}, next_at = ${nextAt}, staffed = staffed or ${tell.length > 0}
      where id = ${alert.id} and state = 'raised' and next_at = ${alert.nextAt}
      returning id
    ), told as (
      select stepped.id, staff from stepped, unnest(${tell}::text[]) staff
    ), noticed as (
      insert into notice (staff_id, kind, ref, created_at, next_at)
      select staff, ${kind}, id, ${at}::timestamptz, ${at}::timestamptz from told on conflict do nothing
    ), happened as (
      insert into alert_event (alert_id, at, kind, staff_id, heard_at)
      select id, ${at}::timestamptz, kind, staff, ${at}::timestamptz from (
        select id, 'escalated' as kind, null as staff, 1 as n from stepped where ${escalated}
        union all select id, 'told', staff, 2 from told) e
      order by n
    )
    select id from stepped`.execute(db);
  return rows.length > 0;
}

/** Something that became of an alert and that its citizen has not heard yet. */
export interface Unheard {
  readonly id: string;
  readonly conversation: string;
  readonly what: AlertNews;
  readonly by: Person;
}

/** What citizens are still to hear, in order; of one alert, or of all. */
export async function unheardOf({ db }: Database, alert?: string): Promise<Unheard[]> {
  let query = db
    .selectFrom("alert_event as e")
    .innerJoin("alert as a", "a.id", "e.alert_id")
    .innerJoin("staff as s", "s.id", "e.staff_id")
    .select(["e.id", "e.kind as what", "a.conversation_id as conversation", "s.id as staff", "s.name"])
    .where("e.heard_at", "is", null)
    .orderBy("e.id")
    .$narrowType<{ what: AlertNews }>();
  if (alert !== undefined) query = query.where("a.id", "=", alert);
  return (await query.execute()).map(({ staff, name, ...row }) => ({ ...row, by: { id: staff, name } }));
}

/** The citizen has heard of it. */
export async function noteHeard({ db }: Database, event: string, at: Date): Promise<void> {
  await db.updateTable("alert_event").set({ heard_at: at }).where("id", "=", event).execute();
}

const noAlert = (id: string): AppError =>
  new AppError("not-found", `alert: expected the id of an alert that there is, got "${id}"`);
