import { type Kysely, sql } from "kysely";

/** A relation counts once; what is due and what belongs to a citizen is found without reading the whole table. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    delete from relation a using relation b
      where a.citizen_id = b.citizen_id and a.staff_id = b.staff_id and a.role = b.role
        and a.to_at is null and b.to_at is null and a.from_at > b.from_at;
    create unique index relation_once on relation (citizen_id, staff_id, role) where to_at is null;
    create index outbox_due on outbox (next_at, id) where sent_at is null;
    create index device_citizen on device (citizen_id);
    create index invitation_citizen on invitation (citizen_id);
    create index assignment_citizen on assignment (citizen_id);
    create index media_citizen on media (citizen_id);
  `.execute(db);
}
