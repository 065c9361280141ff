import type { Database } from "./open.ts";
import { storable } from "./storable.ts";

/** A note as a member of staff edited it, for themselves. */
export interface NoteVersion {
  readonly text: string;
  readonly at: Date;
  /** digest of the answers as the writer could read them then */
  readonly readAs: string;
}

/** What a member of staff made of the note of a session, the newest first. */
export async function noteVersions({ db }: Database, session: string, staff: string): Promise<NoteVersion[]> {
  const rows = await db
    .selectFrom("journal_note")
    .select(["text", "at", "read_as as readAs"])
    .where("session_id", "=", session)
    .where("staff_id", "=", staff)
    .orderBy("id", "desc")
    .execute();
  return rows;
}

/** Adds a version; those before it stay. */
export async function addNoteVersion(
  { db }: Database,
  about: { readonly session: string; readonly staff: string },
  { text, at, readAs }: NoteVersion,
): Promise<void> {
  const { session, staff } = about;
  await db
    .insertInto("journal_note")
    .values({ session_id: session, staff_id: staff, text: storable(text), read_as: readAs, at })
    .execute();
}
