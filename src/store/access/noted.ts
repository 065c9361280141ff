import type { Service } from "../acting.ts";
import type { Tables } from "../tables.ts";

/** Whose changes of a table are told elsewhere: a part of the program, or whoever acts as a citizen or a member of staff. */
type Quiet = Service | "staff" | "citizen";

interface Noting {
  /** their changes have no row: what they do is told by the turn, the delivery, or the row that caused it */
  readonly quiet?: readonly Quiet[];
  /** columns in which parts of the program keep how far they are */
  readonly bookkeeping?: readonly string[];
  /** one row for each citizen and statement: thousands of rows go at night */
  readonly together?: true;
  /** it comes with a row that is noted */
  readonly added?: false;
}

/**
 * Tables of which each change is written down in the audit by the database itself, whatever made it: all that hold what is
 * a citizen's, and what decides who sees it. What is left out is listed in docs/security.md; a test holds the two together.
 */
const NOTED: Readonly<Partial<Record<keyof Tables, Noting>>> = {
  unit: {},
  staff: {},
  duty: {},
  duty_setting: {},
  erasure: {},
  citizen: {},
  citizen_key: { added: false },
  relation: {},
  invitation: {},
  device: { bookkeeping: ["secret_hash", "previous_hash", "rotated_at"] },
  telegram_chat: { bookkeeping: ["live", "menu"] },
  doorbell: { quiet: ["telegram"] },
  assignment: {},
  schedule: { bookkeeping: ["next_at", "looked_at"] },
  occurrence: { quiet: ["jobs"] },
  appointment: {},
  data_request: {},
  conversation: { quiet: ["telegram"], added: false },
  turn: { together: true },
  session: {},
  answer: {},
  release: {},
  outbox: { quiet: ["delivery", "telegram"], together: true },
  media: { quiet: ["citizen"] },
  consent: {},
  consent_record: {},
  journal_note: {},
  looked: { quiet: ["staff"] },
  alert: { bookkeeping: ["level", "next_at", "roused_at", "roused_by"] },
  alert_event: { quiet: ["jobs", "staff"] },
  notice: { quiet: ["jobs", "teams", "staff"] },
};

/** They save what was said, by whoever said it, and write down themselves what staff did; and erasing is one row. */
const EVERYWHERE: readonly Quiet[] = ["turns", "erasure"];

const NOTE = "note_change";
const NOTE_ADDED = "note_added";
const NOTE_TOGETHER = "note_changes";

/** Who did it, for whom and by which rule. What staff does, a rule of the program has allowed: else it is not made. */
const WHO = `
  acts text := coalesce(nullif(current_setting('skridt.actor', true), ''), 'database:' || session_user);
  who text := coalesce(nullif(current_setting('skridt.person', true), ''), acts);
  found text := coalesce(nullif(current_setting('skridt.rule', true), ''),
    case split_part(who, ':', 1) when 'citizen' then 'self' when 'service' then 'operation' when 'database' then 'owner' end);
  did text := case tg_op when 'INSERT' then 'added' when 'UPDATE' then 'changed' else 'removed' end;`;
const MUST_BE_ALLOWED = `
  if found is null then
    raise insufficient_privilege using message = tg_table_name || ': no rule allowed this change';
  end if;`;
const NAME = "case when starts_with(who, 'staff:') then substr(who, 7) else who end";

/** In SQL: what the audit holds of a row `it`, a jsonb. Ids only: what was there before or after is never repeated. */
const WHOSE = `
    case when tg_table_name = 'citizen' then it ->> 'id' else coalesce(it ->> 'citizen_id',
      (select s.citizen_id from session s where s.id = it ->> 'session_id'),
      (select c.citizen_id from conversation c where c.id = it ->> 'conversation_id'),
      (select a.citizen_id from alert a where a.id = it ->> 'alert_id'),
      (select s.citizen_id from schedule s where s.id = it ->> 'schedule_id'),
      (select t.citizen_id from telegram_chat t where t.chat_id::text = it ->> 'chat_id')) end,
    it ->> 'session_id', case when tg_table_name <> 'citizen' then coalesce(it ->> 'id', it ->> 'staff_id') end`;

/** Of a row that was changed or removed. Its arguments are columns of bookkeeping. */
const CHANGE = `
declare
  ${WHO}
  it jsonb := to_jsonb(old);
  is_now jsonb := case when tg_op = 'UPDATE' then to_jsonb(new) end;
  changed text[];
begin
  if tg_op = 'UPDATE' then
    changed := array(select n.key from jsonb_each(is_now) n where n.value is distinct from it -> n.key order by n.key);
    if changed = '{}' then return null; end if;
    if tg_nargs > 0 and changed <@ tg_argv::text[] and starts_with(acts, 'service:') and acts <> 'service:command-line' then
      return null;
    end if;
    it := is_now;
  end if;
  ${MUST_BE_ALLOWED}
  insert into audit (at, actor, action, what, citizen_id, session_id, ref, columns, rule)
  values (now(), ${NAME}, did, tg_table_name, ${WHOSE}, changed, found);
  return null;
end`;

/** Of the rows of one statement, when there were any. */
const ofStatement = (noting: string) => `
declare ${WHO}
begin
  if not exists (select from some_rows) then return null; end if;
  ${MUST_BE_ALLOWED}
  ${noting};
  return null;
end`;

/** Each that was added. */
const ADDED = ofStatement(`
  insert into audit (at, actor, action, what, citizen_id, session_id, ref, rule)
  select now(), ${NAME}, did, tg_table_name, ${WHOSE}, found from (select to_jsonb(r) as it from some_rows r) added`);

/** Each conversation of which some were changed or removed. */
const CHANGES = ofStatement(`
  insert into audit (at, actor, action, what, citizen_id, rule)
  select now(), ${NAME}, did, tg_table_name, c.citizen_id, found
  from (select distinct conversation_id as id from some_rows) changed left join conversation c using (id)`);

/** In SQL: whether who acts is one of these. Somebody without a name is none of them. */
function quietSql(quiet: readonly Quiet[]): string {
  const isKind = (it: Quiet): boolean => it === "staff" || it === "citizen";
  const kinds = quiet.filter(isKind);
  const services = quiet.filter((it) => !isKind(it)).map((it) => `'service:${it}'`);
  const acts = "coalesce(current_setting('skridt.actor', true), '')";
  const some = [`${acts} in (${services.join(", ")})`, ...kinds.map((it) => `starts_with(${acts}, '${it}:')`)];
  return some.join(" or ");
}

function triggersOf(table: string, { quiet = [], bookkeeping = [], together, added }: Noting): string[] {
  const name = (suffix: string) => `${NOTE}${suffix}`;
  const unless = table === "erasure" ? "" : `when (not (${quietSql([...EVERYWHERE, ...quiet])}))`;
  const columns = bookkeeping.map((it) => `'${it}'`).join(", ");
  const changes = `create trigger ${name("")} after update or delete on "${table}" for each row ${unless}
    execute function ${NOTE}(${columns})`;
  const all = (event: "insert" | "update" | "delete", noting: string) =>
    `create trigger ${name(`_${event}`)} after ${event} on "${table}"
      referencing ${event === "delete" ? "old" : "new"} table as some_rows
      for each statement ${unless} execute function ${noting}()`;
  const dropped = ["", "_insert", "_update", "_delete"].map((it) => `drop trigger if exists ${name(it)} on "${table}"`);
  const adds = added === false ? [] : [all("insert", NOTE_ADDED)];
  return [
    ...dropped,
    ...adds,
    ...(together ? [all("update", NOTE_TOGETHER), all("delete", NOTE_TOGETHER)] : [changes]),
  ];
}

/** The statements that make it so, anew. @param schema where the tables are */
export function notedSql(schema: string): string[] {
  const made = (name: string, body: string) =>
    `create or replace function ${name}() returns trigger language plpgsql security definer
      set search_path = "${schema}", pg_temp as $$${body}$$`;
  const triggers = Object.entries(NOTED).flatMap(([table, noting]) => triggersOf(table, noting));
  return [made(NOTE, CHANGE), made(NOTE_ADDED, ADDED), made(NOTE_TOGETHER, CHANGES), ...triggers];
}
