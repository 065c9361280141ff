import { sql } from "kysely";

/** The id of a citizen's conversation, and how far it has come: also for those who may see nothing else of it. */
export const TALK = sql<string>`skridt_conversation(citizen.id)`;
export const REVISION = sql<number>`skridt_revision(citizen.id)`;
