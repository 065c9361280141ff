/** So long after it was claimed a new finding is left to who claimed it; later all on duty are told anew. */
const CLAIM_HOLDS = "interval '1 hour'";
const LET_GO = `alert.claimed_at < excluded.last_at - ${CLAIM_HOLDS}`;

/**
 * Why those on duty are told of a finding that an open alert takes up: it is worse, it was called a mistake, nobody could
 * be told before, or who took it did so long ago.
 */
const ROUSES = `(
  (excluded.urgency = 'now' and alert.urgency = 'today') or alert.lowered_at is not null
  or (excluded.staffed and not alert.staffed) or ${LET_GO})`;
const ifRoused = (column: string, then = `excluded.${column}`): string =>
  `${column} = case when ${ROUSES} then ${then} else alert.${column} end`;

/** The part of the save that raises alerts from `alarms`: a citizen has one that is open, and what comes meanwhile is added to it. */
export const RAISE = `
    insert into alert (id, citizen_id, conversation_id, unit_id, category, urgency, revision, raised_at, last_at, roused_at,
      roused_by, staffed, next_at)
    select a.alert, a.citizen, a.id, c.unit_id, a.category, a.urgency, a.revision, a.at, a.at, a.at, a.revision, a.staffed, a."nextAt"
    from alarms a join citizen c on c.id = a.citizen
    on conflict (citizen_id) where state <> 'closed' do update set
      revision = excluded.revision, times = alert.times + 1, last_at = excluded.last_at,
      category = case when excluded.urgency <= alert.urgency then excluded.category else alert.category end,
      urgency = least(excluded.urgency, alert.urgency),
      lowered_at = null,
      state = case when ${LET_GO} then 'raised' else alert.state end,
      claimed_by = case when ${LET_GO} then null else alert.claimed_by end,
      claimed_at = case when ${LET_GO} then null else alert.claimed_at end,
      ${ifRoused("roused_at")}, ${ifRoused("roused_by", "excluded.revision")}, ${ifRoused("staffed", "excluded.staffed or alert.staffed")},
      ${ifRoused("level", "0")}, ${ifRoused("next_at")}
    returning alert.id as alert, alert.citizen_id, alert.state, alert.claimed_by, alert.last_at as at,
      alert.roused_by = alert.revision as roused, alert.times = 1 as fresh`;

/** Who is told of what was raised: those on duty, and whoever holds it already. */
export const TOLD = `
    select r.alert, r.at, staff from raised r join alarms a on a.citizen = r.citizen_id
      cross join lateral jsonb_array_elements_text(a.tell) staff
    where r.roused and r.state = 'raised'
    union select r.alert, r.at, r.claimed_by from raised r where r.state = 'claimed'`;
