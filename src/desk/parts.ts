import type { CardLook } from "../channels/teams/cards/look.ts";
import type { Answered, Asked, Owed, TeamsStaff } from "../channels/teams/parts.ts";
import type { StaffActor, StaffParts } from "../console/parts.ts";
import type { PictureLink } from "../pictures/index.ts";
import { lookFor } from "./look.ts";

/** What is wrong with words for a citizen: the rule, and what broke it. */
export interface WordProblem {
  readonly rule: string;
  readonly got: string | undefined;
}

/** What the desk needs from the rest of the product: what the console needs, and what is told by pictures and addresses. */
export interface DeskParts extends StaffParts {
  /** The whole address of a picture, as PNG so many pixels wide; one drawn from somebody's answers ends after a day. */
  shownAt(link: PictureLink, width: number): string;
  /** The address of a page of the console; `path` is below /staff. */
  consoleUrl(path: string): string;
  /** Holds words for a citizen against the rules of words (R1-R6). */
  lint(language: string, words: string): readonly WordProblem[];
  /** Shows a member of staff a card in the chat of their own; false: they have none with us. */
  tellAlone(staff: string, shows: Pick<Owed, "verb" | "data">): Promise<boolean>;
  /** Writes to a citizen. Written twice with the same id it is written once. */
  encourage(message: Encouragement): Promise<void>;
}

/** A few words of staff to a citizen. */
export interface Encouragement {
  readonly id: string;
  readonly conversation: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly words: string;
}

/** One thing that is done for a member of staff. */
export interface Doing {
  readonly parts: DeskParts;
  readonly staff: TeamsStaff;
  /** the same person, as the console knows them */
  readonly actor: StaffActor;
  readonly look: CardLook;
}

export function doingFor(parts: DeskParts, staff: TeamsStaff): Doing {
  const { id, name, role, language } = staff;
  return { parts, staff, actor: { id, name, role, language }, look: lookFor(parts, staff) };
}

/** What an action carried: the card's own, and what was typed. */
export interface Carried<D> {
  readonly data: D;
  readonly inputs: Readonly<Record<string, string>>;
}

export type Act<D> = (doing: Doing, carried: Carried<D>) => Promise<Answered>;

export type { Answered, Asked };
