import { type Kysely, sql } from "kysely";

/**
 * What is due is found in its order, without a look at what was sent, however much is due at the same minute; and whether
 * what was sent is begun, without a look at all that ever was.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index occurrence_due on occurrence (at, schedule_id) where state = 'due';
    drop index schedule_next;
    create index schedule_next on schedule (next_at, id) where stopped_at is null;
    create index session_assignment on session (assignment_id) where assignment_id is not null;
  `.execute(db);
}
