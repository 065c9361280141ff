import type { Service } from "../acting.ts";
import { OWN_TABLES } from "../keys/own-tables.ts";
import type { Tables } from "../tables.ts";

/** A condition on a row, in SQL; several are joined by "or". */
type When = string;

/** Who may do what with the rows of a table; absent: nobody. */
interface Rules {
  readonly see?: readonly When[];
  readonly add?: readonly When[];
  /** rows that may be changed or locked; `to`: what they may become, when that is less */
  readonly change?: readonly When[];
  readonly to?: readonly When[];
  readonly remove?: readonly When[];
  /** absent: whoever runs the installation may do everything with it */
  readonly operator?: "sees and adds";
}

const by = (...names: readonly Service[]): When =>
  `current_setting('skridt.actor', true) in (${names.map((it) => `'service:${it}'`).join(", ")})`;
const ANYBODY: When = "current_setting('skridt.actor', true) <> ''";
/** `column` is about the acting citizen */
const self = (column = "citizen_id"): When => `${column} = (select skridt_citizen())`;
const OWN_TALK: When = "conversation_id = (select skridt_conversation(skridt_citizen()))";
/** `column` is the acting member of staff */
const me = (column: string): When => `${column} = (select skridt_staff())`;
const MINE: When = "receiver in ((select skridt_staff()), (select skridt_group()))";
const role = (...roles: readonly string[]): When =>
  `(select skridt_role()) in (${roles.map((it) => `'${it}'`).join(", ")})`;
const MY_UNIT: When = "unit_id = (select skridt_unit())";
/** citizens, or alerts, of the acting member of staff (functions.ts) */
const among = (which: "tied" | "met" | "known" | "alerts" | "alarming", column = "citizen_id"): When =>
  `${column} = any((select skridt_${which}())::text[])`;
const all = (...conditions: readonly When[]): When => `(${conditions.join(" and ")})`;

/** Those who administer people (people/administer.ts); of whom, `known` says. */
const ADMINISTERS = role("administrator", "tovholder", "behandler");
const ADMINISTERED = all(ADMINISTERS, among("known"));
const STAFF: When = "(select skridt_role()) is not null";
/** the duties of a unit */
const ROSTER = [role("administrator"), all(role("tovholder"), MY_UNIT)];
const READABLE: When = "skridt_reads(id, citizen_id, flow_id, null)";
const IN_SIGHT = (table: string, column: string): When =>
  `exists (select from ${table} seen where seen.id = ${column})`;

/**
 * Every table, and who may do what with it. It mirrors people/access.ts and people/administer.ts; what is not said here
 * cannot be done, whichever query asks. A new table gets its line here.
 */
export const POLICIES: Readonly<Record<keyof Tables, Rules>> = {
  // people
  unit: { see: [ANYBODY], add: [role("administrator")], change: [role("administrator")] },
  staff: {
    see: [
      by("turns", "jobs", "entry", "teams"),
      // also a leder: who there is says nothing of citizens
      STAFF,
      "id = any((select skridt_around())::text[])",
    ],
    add: [role("administrator")],
    // who hands over, or takes up a course, keeps others from leaving meanwhile
    change: [ADMINISTERS],
    to: [role("administrator"), all(role("tovholder"), MY_UNIT)],
  },
  citizen: {
    see: [
      by("turns", "jobs", "telegram", "indicators", "retention"),
      self("id"),
      among("known", "id"),
      among("alarming", "id"),
    ],
    add: [role("administrator"), all(role("tovholder", "behandler"), MY_UNIT)],
    change: [by("turns", "erasure"), all(ADMINISTERS, among("known", "id"))],
  },
  citizen_key: { see: [by("turns", "delivery", "keys")], add: [ADMINISTERED] },
  relation: {
    see: [by("turns", "jobs"), self(), me("staff_id"), among("known")],
    add: [ADMINISTERED],
    change: [ADMINISTERED],
  },
  invitation: {
    see: [by("entry", "telegram"), among("tied")],
    add: [among("tied")],
    // a new one ends those before it
    change: [by("entry", "telegram"), among("tied")],
  },
  device: {
    see: [by("turns", "entry", "telegram"), self(), among("tied")],
    add: [by("entry", "telegram")],
    change: [by("entry", "telegram"), self(), among("tied")],
  },
  telegram_chat: {
    see: [by("telegram"), self(), among("tied")],
    add: [by("telegram")],
    change: [by("telegram")],
  },
  doorbell: { see: [by("telegram")], add: [by("telegram")], change: [by("telegram")], remove: [by("telegram")] },
  // wrong codes of strangers
  telegram_try: { see: [by("telegram")], add: [by("telegram")], change: [by("telegram")], remove: [by("telegram")] },

  // what is asked
  flow_version: { see: [ANYBODY], add: [by("start")] },
  assignment: {
    see: [by("turns", "jobs", "indicators"), self(), among("known")],
    add: [by("jobs"), among("tied")],
    change: [by("turns", "jobs"), ADMINISTERED],
    remove: [by("jobs")],
  },
  schedule: {
    see: [by("jobs"), self(), among("known")],
    add: [among("tied")],
    change: [by("jobs"), among("tied"), ADMINISTERED],
  },
  appointment: {
    see: [by("jobs", "indicators", "retention"), self(), among("known")],
    add: [among("tied")],
    change: [among("tied"), ADMINISTERED],
  },
  occurrence: {
    see: [by("jobs"), IN_SIGHT("schedule", "schedule_id")],
    add: [by("jobs")],
    change: [by("jobs")],
    remove: [by("jobs")],
  },

  // what the citizen has a right to
  data_request: {
    see: [by("turns"), self(), ADMINISTERED],
    add: [by("turns"), self()],
    change: [all(role("administrator"), among("known"))],
  },
  erasure: { see: [role("administrator"), by("erasure")], add: [by("erasure")] },

  // what was said
  conversation: {
    see: [by("turns", "delivery", "telegram", "jobs", "retention"), self()],
    add: [ADMINISTERED],
    change: [by("turns", "telegram", "erasure")],
  },
  turn: {
    see: [
      by("turns", "delivery", "jobs", "telegram", "retention"),
      OWN_TALK,
      // what made an alert, for who has taken it
      `exists (select from alert a where a.conversation_id = turn.conversation_id and a.revision = turn.revision
        and a.claimed_by = (select skridt_staff()))`,
    ],
    add: [by("turns")],
    // the words of the thread
    change: [by("retention")],
  },
  session: {
    see: [by("turns", "jobs", "teams", "indicators"), self(), all(among("met"), "status = 'completed'", READABLE)],
    add: [by("turns")],
    change: [by("turns")],
  },
  answer: { see: [by("indicators"), IN_SIGHT("session", "session_id")], add: [by("turns")] },
  release: { see: [by("turns", "indicators"), IN_SIGHT("session", "session_id"), MINE], add: [by("turns")] },
  outbox: {
    see: [by("delivery", "telegram", "retention"), OWN_TALK],
    add: [by("turns")],
    change: [by("delivery", "telegram")],
    remove: [by("retention")],
  },
  media: {
    see: [
      by("retention"),
      self(),
      all(
        among("met"),
        `(exists (select from appointment where place_photo = media.id)
          or exists (select from session s where s.citizen_id = media.citizen_id
            and skridt_reads(s.id, s.citizen_id, s.flow_id, 'media')))`,
      ),
    ],
    add: [self(), among("tied")],
    // photos of one album become one picture
    change: [self()],
    remove: [by("retention")],
  },

  // who sees it
  consent: { see: [by("turns"), self(), among("met")], add: [by("turns")], change: [by("turns")] },
  consent_record: { see: [self(), among("met")], add: [by("turns")] },
  // nobody changes or removes anything: migration 019 says how it is pruned
  audit: {
    see: [by("jobs", "audit", "retention"), self(), me("actor")],
    add: [me("actor"), by("audit", "turns")],
    operator: "sees and adds",
  },
  audit_seal: { see: [by("audit", "retention")], add: [by("audit")], operator: "sees and adds" },
  looked: { see: [me("staff_id")], add: [me("staff_id")], remove: [me("staff_id")] },
  journal_note: { see: [me("staff_id")], add: [me("staff_id")] },
  indicators: { see: [by("indicators"), all(role("leder", "tovholder"), MY_UNIT)], add: [by("indicators")] },

  // what cannot wait
  duty: { see: [by("turns", "jobs"), STAFF], add: ROSTER, change: ROSTER, remove: ROSTER },
  duty_setting: { see: [by("turns", "jobs"), STAFF], add: ROSTER, change: ROSTER },
  alert: {
    see: [by("turns", "jobs"), self(), among("alerts", "id")],
    add: [by("turns")],
    change: [by("turns", "jobs"), among("alerts", "id")],
  },
  alert_event: {
    see: [by("turns", "jobs"), IN_SIGHT("alert", "alert_id")],
    add: [by("turns", "jobs"), among("alerts", "alert_id")],
    change: [by("jobs")],
  },
  notice: {
    see: [by("turns", "jobs", "teams"), me("staff_id"), among("alerts", "ref")],
    add: [by("turns", "jobs", "teams"), among("alerts", "ref")],
    change: [by("turns", "jobs", "teams"), among("alerts", "ref")],
  },

  // how staff come in and are reached
  staff_session: {
    see: [by("entry"), me("staff_id")],
    add: [by("entry")],
    change: [by("entry")],
    remove: [by("entry"), me("staff_id")],
  },
  teams_chat: {
    // who of their colleagues is not reached there
    see: [by("turns", "teams"), me("staff_id"), all(STAFF, "closed_reason is not null")],
    add: [by("teams")],
    change: [by("teams")],
  },
  teams_activity: { see: [by("teams")], add: [by("teams")], remove: [by("teams")] },
  lease: { see: [by("telegram")], add: [by("telegram")], change: [by("telegram")], remove: [by("telegram")] },
  process: {
    see: [by("delivery", "teams", "telegram")],
    add: [by("delivery")],
    change: [by("delivery")],
    remove: [by("delivery")],
  },
  tries: { see: [by("entry")], add: [by("entry")], change: [by("entry")], remove: [by("entry")] },

  // about nobody
  telegram_file: { see: [by("telegram")], add: [by("telegram")], change: [by("telegram")] },
  setting: { see: [by("start")], add: [by("start")], change: [by("start")] },
};

const OPERATOR = by("command-line", "demo");
const ROLE = "skridt_app";
/** Erasing a citizen finds and removes what is theirs, in every table. */
const ERASED = new Set(OWN_TABLES.map(({ table }) => table));

/** The policies and privileges of one table, made anew. */
function tableSql(table: string, rules: Rules): string[] {
  const { see, add, change, to = change, remove, operator } = rules;
  const policy = (name: string, command: string, using?: readonly When[], check?: readonly When[]) => {
    const parts = [using && ` using (${using.join(" or ")})`, check && ` with check (${check.join(" or ")})`];
    return `create policy "${name}" on "${table}" for ${command} to ${ROLE}${parts.filter(Boolean).join("")}`;
  };
  const seesAll = operator === "sees and adds";
  const erased = ERASED.has(table) ? [by("erasure")] : [];
  return [
    `alter table "${table}" enable row level security, force row level security`,
    `revoke all on "${table}" from ${ROLE}`,
    `grant select, insert${seesAll ? "" : ", update, delete"} on "${table}" to ${ROLE}`,
    policy("see", "select", [...(see ?? []), ...erased, OPERATOR]),
    policy("add", "insert", undefined, [...(add ?? []), OPERATOR]),
    ...(seesAll
      ? []
      : [
          policy("change", "update", [...(change ?? []), OPERATOR], [...(to ?? []), OPERATOR]),
          policy("remove", "delete", [...(remove ?? []), ...erased, OPERATOR]),
        ]),
  ];
}

/** All of them. */
export const policiesSql = (): string[] => Object.entries(POLICIES).flatMap(([table, rules]) => tableSql(table, rules));
