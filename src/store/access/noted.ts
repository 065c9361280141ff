import type { Tables } from "../tables.ts";

/**
 * Tables of which each change is written down in the audit by the database itself, whatever made it: "all", or what is added
 * and removed and a change of these columns. What citizens do by themselves is in their turns, what is sent at its time in
 * occurrences, what happened with an alert in its events; erasing a citizen is one row.
 */
const NOTED: Readonly<Partial<Record<keyof Tables, "all" | readonly string[]>>> = {
  unit: "all",
  staff: "all",
  citizen: "all",
  relation: "all",
  invitation: "all",
  device: ["revoked_at"],
  telegram_chat: ["closed_at"],
  assignment: "all",
  schedule: ["start", "rule", "holidays", "params", "paused_from", "paused_to", "stopped_at"],
  appointment: "all",
  consent: "all",
  journal_note: "all",
  alert: ["state", "claimed_by", "note"],
  duty: "all",
  duty_setting: "all",
  data_request: "all",
  erasure: "all",
};

const FUNCTION = "note_change";

/** Ids only: what was there before or after is never repeated. */
const NOTE = `
declare
  acts text := coalesce(nullif(current_setting('skridt.actor', true), ''), 'database:' || session_user);
  who text := coalesce(nullif(current_setting('skridt.person', true), ''), acts);
  found text := nullif(current_setting('skridt.rule', true), '');
  was jsonb := case when tg_op = 'INSERT' then '{}' else to_jsonb(old) end;
  is_now jsonb := case when tg_op = 'DELETE' then '{}' else to_jsonb(new) end;
  it jsonb := case when tg_op = 'DELETE' then was else is_now end;
  changed text[];
begin
  if acts = 'service:erasure' and tg_table_name <> 'erasure' then return null; end if;
  if tg_op = 'UPDATE' then
    changed := array(select n.key from jsonb_each(is_now) n where n.value is distinct from was -> n.key order by n.key);
    if changed = '{}' then return null; end if;
  end if;
  -- what staff does, a rule of the program has allowed; a change of which it forgot to say so is not made
  if found is null and starts_with(who, 'staff:') then
    raise insufficient_privilege using message = tg_table_name || ': no rule allowed this change';
  end if;
  insert into audit (at, actor, action, what, citizen_id, session_id, ref, columns, rule)
  values (now(), case when starts_with(who, 'staff:') then substr(who, 7) else who end,
    case tg_op when 'INSERT' then 'added' when 'UPDATE' then 'changed' else 'removed' end, tg_table_name,
    case when tg_table_name = 'citizen' then it ->> 'id'
      else coalesce(it ->> 'citizen_id', (select s.citizen_id from session s where s.id = it ->> 'session_id')) end,
    it ->> 'session_id', case when tg_table_name <> 'citizen' then coalesce(it ->> 'id', it ->> 'staff_id') end, changed,
    coalesce(found, case split_part(who, ':', 1) when 'citizen' then 'self' when 'service' then 'operation' else 'owner' end));
  return null;
end`;

/** The statements that make it so, anew. @param schema where the tables are */
export function notedSql(schema: string): string[] {
  return [
    `create or replace function ${FUNCTION}() returns trigger language plpgsql security definer
      set search_path = "${schema}", pg_temp as $$${NOTE}$$`,
    ...Object.entries(NOTED).flatMap(([table, changes]) => [
      `drop trigger if exists ${FUNCTION} on "${table}"`,
      `create trigger ${FUNCTION} after insert or delete or update ${changes === "all" ? "" : `of ${changes.join(", ")}`}
        on "${table}" for each row when (current_setting('skridt.actor', true) is distinct from 'service:turns')
        execute function ${FUNCTION}()`,
    ]),
  ];
}
