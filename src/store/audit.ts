import { sql } from "kysely";
import type { FlowRef } from "../model/conversation.ts";
import type { Ruled, RuleName } from "../people/ruling.ts";
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
  readonly rule: RuleName;
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

/** Of which citizen it is, the database finds out: `skridt_whose`. */
type Owned = "citizen" | "outcome" | "alert" | "appointment" | "media" | "device";
/** `people`: to do something about units, staff and citizens; `entry`: to be let in. */
const OF_NOBODY = ["people", "numbers", "entry", "exercise", "button", "picture"] as const;
export type Wanted = Owned | (typeof OF_NOBODY)[number];

/** Somebody wanted what they may not have. */
export interface Denied {
  /** id of a member of staff, "citizen:ID", or where somebody came from whom nobody knows */
  readonly actor: string;
  readonly what: Wanted;
  /** of what was wanted; one that is nobody's is not written down */
  readonly id?: string;
  /** whom it was about, where that is not whose it is */
  readonly citizen?: string;
  /** what was decided, by the rules in `people` */
  readonly ruling: Ruled;
}

/** Somebody whom nobody knows, by the way they came. */
export const strangerAt = (way: "web" | "telegram" | "teams" | "sign-in"): string => `stranger:${way}`;

/** Tries of one actor that are written down within an hour: who tries thousands fills nothing. */
const MOST_TRIES = 50;

/** Writes down a try that was denied; the same within an hour once, and of one actor no more than fifty. */
export async function recordDenied({ db }: Database, denied: Denied, at: Date): Promise<void> {
  const { actor, what, id = null, citizen = null, ruling } = denied;
  const ofNobody = OF_NOBODY.some((it) => it === what);
  const text = sql`
    with lately as (
      select what, rule, ref from audit where actor = ${actor} and action = 'tried' and at > ${at}::timestamptz - ${SAME_LOOK}
    )
    insert into audit (at, actor, action, allowed, what, citizen_id, session_id, ref, rule)
    select ${at}, ${actor}, 'tried', false, ${what}, coalesce(whose, ${citizen}), ${what === "outcome" ? id : null}, ${id},
      ${ruling.rule}
    from skridt_whose(${what}, ${id}) whose
    where (whose is not null or ${ofNobody}) and ${actor} is distinct from 'citizen:' || whose and (select count(*) from lately) < ${MOST_TRIES}
      and not exists (
        select from lately l where l.what = ${what} and l.rule = ${ruling.rule} and l.ref is not distinct from ${id}::text)`;
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
