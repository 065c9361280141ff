import { type Kysely, sql } from "kysely";

/** What a leder was shown of a unit and a quarter: made once and never changed, so that nothing follows from a change. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table indicators (
      unit_id text not null references unit,
      quarter text not null,
      shown json not null,
      made_at timestamptz not null,
      primary key (unit_id, quarter)
    );
    comment on column indicators.shown is 'numbers of five or more people only; nobody is in it';
    create index session_started on session (started_at);
  `.execute(db);
}
