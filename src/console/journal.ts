import { createHash } from "node:crypto";
import { holdsCpr } from "../people/cpr.ts";
import { addNoteVersion, noteVersions } from "../store/journal.ts";
import type { StoredOutcome } from "../store/outcomes.ts";
import type { StaffActor, StaffParts } from "./parts.ts";

/** Letters of an edited note. */
export const NOTE_MAX = 20_000;

/** A saved version of a note. */
export interface EditedNote {
  readonly text: string;
  readonly at: Date;
}

/** What the reader made of the note of an outcome. */
export interface Journal {
  /** the newest version; undefined: the note is as it was generated */
  readonly edited: EditedNote | undefined;
  /** those before it, the newest first */
  readonly older: readonly EditedNote[];
  /** what may be read is not what it was when the notes were written: they are not shown */
  readonly outdated: boolean;
}

export type NoteProblem = "empty" | "long" | "cpr";

/**
 * What a member of staff made of the note of an outcome. Only what was written from the same answers as can be read now:
 * else words that the citizen has withdrawn since would still stand in it.
 */
export async function readJournal(parts: StaffParts, actor: StaffActor, outcome: StoredOutcome): Promise<Journal> {
  const all = await noteVersions(parts.database, outcome.id, actor.id);
  const readAs = digestOf(outcome);
  const [edited, ...older] = all.filter((it) => it.readAs === readAs);
  return { edited, older, outdated: edited === undefined && all.length > 0 };
}

/** Keeps a version of a note, where it says something else than the last. @returns what is wrong with it, where something is */
export async function saveNote(
  parts: StaffParts,
  actor: StaffActor,
  outcome: StoredOutcome,
  given: string,
): Promise<NoteProblem | undefined> {
  const text = given.replaceAll("\r\n", "\n").trim();
  if (text === "") return "empty";
  if (text.length > NOTE_MAX) return "long";
  if (holdsCpr(text)) return "cpr";
  const { edited } = await readJournal(parts, actor, outcome);
  if (edited?.text === text) return undefined;
  const version = { text, at: parts.now(), readAs: digestOf(outcome) };
  await addNoteVersion(parts.database, { citizen: outcome.citizen, session: outcome.id, staff: actor.id }, version);
  return undefined;
}

/** Tells answers as they may be read from the same with something withheld; that a photo was let go of changes no words. */
function digestOf({ answers, known }: StoredOutcome): string {
  return createHash("sha256")
    .update(JSON.stringify([answers, known], (name, value) => (name === "gone" ? undefined : value)))
    .digest("base64url");
}
