import { sql } from "kysely";
import { asService } from "./acting.ts";
import type { Database } from "./open.ts";
import type { Staff } from "./people.ts";
import { hashOf } from "./secrets.ts";

/** Where a member of staff is reached in Teams. */
export interface TeamsChat {
  readonly conversation: string;
  readonly serviceUrl: string;
  readonly tenant: string;
}

/** Whether somebody has a chat with the bot that is a way to them. */
export async function isReachedInTeams({ db }: Database, staff: string): Promise<boolean> {
  const chat = db.selectFrom("teams_chat").select("staff_id").where("staff_id", "=", staff);
  return (await chat.where("closed_at", "is", null).executeTakeFirst()) !== undefined;
}

/** Why a member of staff is not reached in Teams any more. */
export type Unreached = "blocked" | "removed";

/** Who has an Entra object id, and has not left. */
export async function staffByAad({ db }: Database, aad: string): Promise<Staff | undefined> {
  const found = db
    .selectFrom("staff")
    .selectAll()
    .where(sql<boolean>`lower(aad) = lower(${aad})`)
    .where("left_at", "is", null);
  return await asService("entry", () => found.executeTakeFirst());
}

/** Remembers where a member of staff wrote from last; whoever was blocked or removed is back. */
export async function keepTeamsChat({ db }: Database, staff: string, chat: TeamsChat, now: Date): Promise<void> {
  const { conversation, serviceUrl: service_url, tenant } = chat;
  const row = { conversation, service_url, tenant, seen_at: now, closed_at: null, closed_reason: null };
  await db
    .insertInto("teams_chat")
    .values({ staff_id: staff, ...row })
    .onConflict((known) => known.column("staff_id").doUpdateSet(row))
    .execute();
}

/** Nothing more is sent there, until they write again. */
export async function closeTeamsChat({ db }: Database, staff: string, reason: Unreached, now: Date): Promise<void> {
  await db
    .updateTable("teams_chat")
    .set({ closed_at: now, closed_reason: reason })
    .where("staff_id", "=", staff)
    .where("closed_at", "is", null)
    .execute();
}

/** Who was reached in Teams and is not any more, by their id. */
export async function unreachedInTeams({ db }: Database): Promise<ReadonlyMap<string, Unreached>> {
  const rows = await db
    .selectFrom("teams_chat")
    .select(["staff_id", "closed_reason"])
    .where("closed_reason", "is not", null)
    .execute();
  return new Map(rows.map((it) => [it.staff_id, it.closed_reason as Unreached]));
}

const TAKE = `
  with old as (delete from teams_activity where at < $2::timestamptz - interval '1 day')
  insert into teams_activity (id, at) values ($1, $2) on conflict do nothing returning id`;

/** False: an activity of this id was taken before. Ids are kept for a day, as digests. */
export async function takeActivity({ pool }: Database, id: string, now: Date): Promise<boolean> {
  const taken = await pool.query({ name: "take-activity", text: TAKE, values: [hashOf(id), now] });
  return taken.rowCount === 1;
}
