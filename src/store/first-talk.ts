import { sql } from "kysely";

/** The day of a citizen's first talk, "2026-11-27": what staff set, or else the first appointment since the first contact that was held. */
export const FIRST_TALK = sql<string | null>`coalesce(citizen.first_talk_on, (
  select min((at at time zone 'Europe/Copenhagen')::date) from appointment
  where appointment.citizen_id = citizen.id and became = 'held' and cancelled_at is null
    and (at at time zone 'Europe/Copenhagen')::date >= citizen.first_contact_on))`;
