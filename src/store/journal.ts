import type { CitizenKey } from "./keys/citizen-keys.ts";
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
export async function noteVersions({ db, keys }: Database, session: string, staff: string): Promise<NoteVersion[]> {
  const rows = await db
    .selectFrom("journal_note")
    .innerJoin("session", "session.id", "session_id")
    .select(["text", "at", "read_as as readAs", "citizen_id"])
    .where("session_id", "=", session)
    .where("staff_id", "=", staff)
    .orderBy("journal_note.id", "desc")
    .execute();
  const key = rows[0] && (await keys.of(rows[0].citizen_id));
  return rows.map(({ text, at, readAs }) => {
    const opened = (key as CitizenKey).open(text, "journal_note.text", session, staff, at.toISOString());
    return { text: opened, at, readAs };
  });
}

/** Adds a version; those before it stay. */
export async function addNoteVersion(
  { db, keys }: Database,
  about: { readonly citizen: string; readonly session: string; readonly staff: string },
  { text, at, readAs }: NoteVersion,
): Promise<void> {
  const { session, staff } = about;
  const key = await keys.of(about.citizen);
  const sealed = key.seal(storable(text), "journal_note.text", session, staff, at.toISOString());
  await db
    .insertInto("journal_note")
    .values({ session_id: session, staff_id: staff, text: sealed, read_as: readAs, at })
    .execute();
}
