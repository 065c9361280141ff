import { sql } from "kysely";
import type { FlowRef } from "../model/conversation.ts";
import { asService } from "./acting.ts";
import type { Database } from "./open.ts";
import { LOOKS, type LookAction } from "./tables.ts";

/** Whoever runs the installation, by its command line. */
export const OPERATOR = "service:command-line";

/**
 * Somebody looked at what is a citizen's. `actor` is the id of a member of staff, or the operator; `rule` the access rule
 * that allowed it.
 */
export interface Looking {
  readonly actor: string;
  readonly action: LookAction;
  readonly citizen: string;
  /** the session that was read */
  readonly session?: string;
  /** of the operator: the command */
  readonly what?: string;
  readonly rule: string;
}

/** A page that stands open and brings itself up to date is one look, not one each time. */
const SAME_LOOK = sql`interval '1 hour'`;

/** Writes down who looked at what; the same look within an hour once. What is taken out of the house counts every time. */
export async function recordLooks({ db }: Database, looks: readonly Looking[], at: Date): Promise<void> {
  if (looks.length === 0) return;
  const rows = JSON.stringify(looks);
  await sql`
    insert into audit (at, actor, action, what, citizen_id, session_id, rule)
    select ${at}, l.actor, l.action, l.what, l.citizen, l.session, l.rule
    from json_to_recordset(${rows}) as l(actor text, action text, what text, citizen text, session text, rule text)
    where l.action = 'copied' or not exists (
      select from audit a where a.citizen_id = l.citizen and a.actor = l.actor and a.action = l.action
        and a.session_id is not distinct from l.session and a.what is not distinct from l.what and a.at > ${at}::timestamptz - ${SAME_LOOK})`.execute(
    db,
  );
}

/** A member of staff wanted what they may not have. */
export interface Denied {
  readonly actor: string;
  /** "people": to do something about units, staff and citizens */
  readonly what: "citizen" | "outcome" | "alert" | "people";
  /** of a citizen, an outcome or an alert; one that is nobody's is not written down */
  readonly id?: string;
  /** the rule that denied it */
  readonly rule: string;
}

/** Writes down a try that was denied; the same within an hour once. */
export async function recordDenied({ db }: Database, { actor, what, id, rule }: Denied, at: Date): Promise<void> {
  const text = sql`
    insert into audit (at, actor, action, allowed, what, citizen_id, session_id, ref, rule)
    select ${at}, ${actor}, 'tried', false, ${what}, whose, ${what === "outcome" ? id : null}, ${id ?? null}, ${rule}
    from skridt_whose(${what}, ${id ?? null}) whose
    where (whose is not null or ${what} = 'people') and not exists (
      select from audit a where a.actor = ${actor} and a.action = 'tried' and a.what = ${what} and a.rule = ${rule}
        and a.ref is not distinct from ${id ?? null}::text and a.at > ${at}::timestamptz - ${SAME_LOOK})`;
  await asService("audit", () => text.execute(db));
}

/** A look as the citizen is told of it. */
export interface Look {
  readonly at: Date;
  readonly action: LookAction;
  /** null, as is the role: whoever runs the installation */
  readonly name: string | null;
  readonly role: string | null;
  /** of the operator: the command */
  readonly what: string | null;
  /** the exercise whose outcome was read; null: the page of the citizen */
  readonly flow: FlowRef | null;
}

/** Who looked at what of a citizen's, the newest first. */
export async function looksAt({ db }: Database, citizen: string, limit: number): Promise<Look[]> {
  const rows = await db
    .selectFrom("audit")
    .leftJoin("staff", "staff.id", "audit.actor")
    .leftJoin("session", "session.id", "audit.session_id")
    .select(["audit.at", "audit.action", "audit.what", "staff.name", "staff.role"])
    .select(["session.flow_id", "session.flow_version"])
    .where("audit.citizen_id", "=", citizen)
    .where(({ or, eb }) => or([eb("staff.id", "is not", null), eb("audit.actor", "=", OPERATOR)]))
    .where("audit.action", "in", LOOKS)
    .orderBy("audit.id", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ action, flow_id, flow_version, ...look }) => {
    const flow = flow_id !== null && flow_version !== null ? { id: flow_id, version: flow_version } : null;
    return { ...look, action: action as LookAction, flow };
  });
}
