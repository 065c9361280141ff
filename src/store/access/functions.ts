/**
 * What policies ask about who acts. They say the same as people/access.ts and people/administer.ts, for rows instead of
 * pages; a test holds the two together. Those that read tables do so as their owner, as policies would go round in circles.
 * `known` and what it is made of are arrays: a query asks for them once, not for each row.
 */
const ACTIVE = "r.from_at <= now() and (r.to_at is null or r.to_at > now())";

interface SqlFunction {
  readonly given?: string;
  readonly returns: string;
  /** reads tables as their owner */
  readonly reads?: true;
  readonly body: string;
}

const named = (kind: string): SqlFunction => ({
  returns: "text",
  body: `select case when starts_with(current_setting('skridt.actor', true), '${kind}:')
    then substr(current_setting('skridt.actor', true), ${kind.length + 2}) end`,
});
/** Something of the acting member of staff, while they have not left. */
const own = (column: string): SqlFunction => ({
  returns: "text",
  reads: true,
  body: `select ${column} from staff s where s.id = skridt_staff() and s.left_at is null`,
});
const ids = (select: string): SqlFunction => ({
  returns: "text[]",
  reads: true,
  body: `select coalesce(array_agg(id), '{}') from (${select}) found(id)`,
});

/** Relations of the acting member of staff. */
const OF_MINE = `relation r join staff s on s.id = r.staff_id and s.id = skridt_staff() and s.left_at is null
  and s.role in ('behandler', 'socialpaedagog', 'tovholder')`;

/** By name, in the order in which they can be made. */
export const FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  skridt_service: named("service"),
  skridt_staff: named("staff"),
  skridt_citizen: named("citizen"),
  skridt_role: own("role"),
  skridt_unit: own("unit_id"),
  /** everyone of the actor's role in their unit, as a receiver */
  skridt_group: own("s.role || '@' || s.unit_id"),
  /** the citizens tied to the actor now */
  skridt_tied: ids(`select r.citizen_id from ${OF_MINE} where ${ACTIVE}`),
  /** the citizens the actor may meet (mayMeet) */
  skridt_met: ids(`
    select unnest(skridt_tied())
    union select c.citizen_id from consent c
      where c.receiver = skridt_group() and skridt_role() in ('behandler', 'socialpaedagog', 'tovholder')
        and c.kinds @? '$.* ? (@ == true)'`),
  /** the citizens of whom the actor sees that they are there, and whom they belong to: those they meet or administer */
  skridt_known: ids(`
    select unnest(skridt_met())
    union select id from citizen where skridt_role() = 'administrator'
    union select id from citizen where skridt_role() = 'tovholder' and unit_id = skridt_unit()
    -- whom the people of a tovholder's unit have, until the end of the moment in which they hand over
    union select r.citizen_id from relation r join staff s on s.id = r.staff_id
      where skridt_role() = 'tovholder' and s.unit_id = skridt_unit() and (r.to_at is null or r.to_at >= now())
    -- whose course ended while they belonged to the actor
    union select c.id from citizen c join relation r on r.citizen_id = c.id and r.to_at = c.closed_at
      where skridt_role() in ('behandler', 'tovholder') and r.staff_id = skridt_staff()
    -- who was added just now, and has never belonged to anybody
    union select c.id from citizen c where skridt_role() in ('behandler', 'tovholder') and c.unit_id = skridt_unit()
      and not exists (select from relation r where r.citizen_id = c.id)`),
  /** whether the actor may read an outcome (mayRead) or what is inside it (mayReadInside); inside: 'words', 'media' or null */
  skridt_reads: {
    given: "session_id text, citizen_id text, flow_id text, inside text",
    returns: "boolean",
    reads: true,
    body: `
      with to_me as (
        select exists (select from release x where x.session_id = $1 and x.receiver = skridt_staff()) as person,
          exists (select from release x where x.session_id = $1 and x.receiver = skridt_group()) as group
      ), said as (
        select coalesce((p.kinds -> $3)::boolean, (p.kinds -> '*')::boolean) as person,
          coalesce((g.kinds -> $3)::boolean, (g.kinds -> '*')::boolean) as group,
          (p.kinds -> $4)::boolean as person_inside, (g.kinds -> $4)::boolean as group_inside
        from (select 1) one
          left join consent p on p.citizen_id = $2 and p.receiver = skridt_staff()
          left join consent g on g.citizen_id = $2 and g.receiver = skridt_group()
      )
      select case
        when skridt_role() not in ('behandler', 'socialpaedagog', 'tovholder') then false
        when not said.person then false
        when to_me.person and $2 = any(skridt_tied())
          then $4 is null or coalesce(said.person_inside, said.person is null)
        when to_me.group then coalesce(said.group, false) and ($4 is null or coalesce(said.group_inside, false))
        else false end
      from to_me, said`,
  },
  /** the alerts the actor may see (mayTakeAlert; whose hour it is, the product knows: here all who are ever on duty) */
  skridt_alerts: ids(`
    select a.id from alert a join staff s on s.id = skridt_staff() and s.left_at is null
    where exists (select from alert_event e where e.alert_id = a.id and e.staff_id = s.id and e.kind = 'told')
      or exists (select from duty d where d.unit_id = a.unit_id and d.staff_id = s.id)
      or a.citizen_id = any(skridt_tied())
      or (s.role = 'tovholder' and s.unit_id = a.unit_id)`),
  /** the citizens they are about */
  skridt_alarming: ids("select citizen_id from alert where id = any(skridt_alerts())"),
  /** the staff a citizen has or had to do with: their names are told */
  skridt_around: ids(`
    select staff_id from relation where citizen_id = skridt_citizen()
    union select actor from audit where citizen_id = skridt_citizen()
    union select unnest(with_staff) from appointment where citizen_id = skridt_citizen()`),
  /** the conversation of a citizen, and how far it has come: staff sees nothing else of it */
  skridt_conversation: {
    given: "citizen_id text",
    returns: "text",
    reads: true,
    body: "select c.id from conversation c where c.citizen_id = $1",
  },
  skridt_revision: {
    given: "citizen_id text",
    returns: "int",
    reads: true,
    body: "select c.revision from conversation c where c.citizen_id = $1",
  },
  /** whose a thing is, so that a try to get at it can be written down with them */
  skridt_whose: {
    given: "what text, id text",
    returns: "text",
    reads: true,
    body: `
      select case $1
        when 'citizen' then (select c.id from citizen c where c.id = $2)
        when 'outcome' then (select s.citizen_id from session s where s.id = $2)
        when 'alert' then (select a.citizen_id from alert a where a.id = $2)
        when 'appointment' then (select a.citizen_id from appointment a where a.id = $2)
        when 'media' then (select m.citizen_id from media m where m.id = $2)
        when 'device' then (select d.citizen_id from device d where d.id = $2) end`,
  },
  /** what is between the acting member of staff and an outcome, also one that they may not read: which rule denied it */
  skridt_before: {
    given: "session_id text",
    returns: `table (flow_id text, role text, tied boolean, "personKinds" json, "groupKinds" json, person boolean, "group" boolean)`,
    reads: true,
    body: `
      select x.flow_id, s.role, x.citizen_id = any(skridt_tied()), p.kinds::json, g.kinds::json,
        exists (select from release r where r.session_id = x.id and r.receiver = skridt_staff()),
        exists (select from release r where r.session_id = x.id and r.receiver = skridt_group())
      from session x join staff s on s.id = skridt_staff()
        left join consent p on p.citizen_id = x.citizen_id and p.receiver = skridt_staff()
        left join consent g on g.citizen_id = x.citizen_id and g.receiver = skridt_group()
      where x.id = $1`,
  },
  /** whether what was asked was begun, whoever may see it */
  skridt_begun: {
    given: "assignment_id text",
    returns: "boolean",
    reads: true,
    body: "select exists (select from session s where s.assignment_id = $1)",
  },
  /** what the citizens whom the actor may meet have begun and not ended; not what was left for another */
  skridt_under_way: {
    returns: "table (citizen_id text, flow_id text, flow_version text, status text, started_at timestamptz)",
    reads: true,
    body: `
      select s.citizen_id, s.flow_id, s.flow_version, s.status, s.started_at
      from session s join conversation c on c.id = s.conversation_id
      where s.citizen_id = any(skridt_met()) and s.status <> 'completed'
        and exists (select from json_array_elements(c.state -> 'frames') frame where frame ->> 'session' = s.id)`,
  },
};

/** The statements that make them all anew. @param schema where the tables are */
export function functionsSql(schema: string): string[] {
  return Object.entries(FUNCTIONS).map(([name, { given = "", returns, reads, body }]) => {
    const as = reads ? ` security definer set search_path = "${schema}", pg_temp` : "";
    return `create or replace function ${name}(${given}) returns ${returns} language sql stable${as} as $$${body}$$`;
  });
}
