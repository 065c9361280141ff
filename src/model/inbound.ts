import type { AlertNews } from "./alert.ts";
import type { FlowRef, Person } from "./conversation.ts";
import type { CrisisCategory, CrisisUrgency } from "./safety.ts";
import type { AnsweredBy, Media } from "./value.ts";

/** Where a message came from; `id` is unique per channel, so that a repeated delivery is recognised. */
interface Arrival {
  readonly channel: string;
  readonly id: string;
  readonly at: string;
  readonly by?: AnsweredBy;
  /** it came on the phone of this member of staff, who sits beside the citizen (R30) */
  readonly beside?: Person;
}

/**
 * One thing that came in. `opened`: the citizen opened the chat. `offer`: staff or a schedule asks for an exercise.
 * `remind`: that exercise is shown once more, if it still waits (R29). `withdraw`: it is asked for no more.
 */
export type Inbound = Arrival &
  (
    | { readonly kind: "opened" }
    | { readonly kind: "tap"; readonly token: string }
    | { readonly kind: "words"; readonly words: string }
    | { readonly kind: "media"; readonly media: Media; readonly caption?: string }
    /** words that told of something that cannot wait, where words are not taken: only what they told is known */
    | { readonly kind: "crisis"; readonly category: CrisisCategory; readonly urgency: CrisisUrgency }
    | { readonly kind: "begin"; readonly begin: Beginning }
    | { readonly kind: "offer"; readonly offer: Offer }
    | { readonly kind: "remind"; readonly assignment: string }
    | { readonly kind: "withdraw"; readonly assignment: string }
    /** staff signs a session the citizen keeps */
    | { readonly kind: "countersign"; readonly session: string; readonly signer: Person }
    /** somebody read, took or closed what could not wait */
    | { readonly kind: "alert-news"; readonly what: AlertNews; readonly who: Person }
    /** a member of staff writes a few words about what they were shown */
    | { readonly kind: "encourage"; readonly from: Person; readonly words: string }
  );

/** What a session starts with. */
export interface Beginning {
  readonly flow: FlowRef;
  readonly params: Readonly<Record<string, string>>;
  readonly assignment?: string;
  /** who will be asked about at the end: may they see it? (R9, R22) The first is who sent it. */
  readonly audience: readonly Person[];
  /** the member of staff on whose phone it is run, side by side (R30) */
  readonly beside?: Person;
}

/** An exercise that waits for the citizen. */
export interface Offer extends Beginning {
  readonly assignment: string;
  readonly from: string;
  /** the talk it belongs to */
  readonly talk?: Talk;
}

/** A talk of the citizen's that an exercise comes before or after. `day`: "2026-11-27" */
export interface Talk {
  readonly day: string;
  readonly side: "before" | "after";
}

/** The citizen was there themselves: what is said unasked goes there from now on. */
export function isOnOwnPhone(inbound: Inbound): boolean {
  return isFromCitizen(inbound) && inbound.beside === undefined;
}

const FROM_OTHERS = ["offer", "remind", "withdraw", "begin", "countersign", "alert-news", "encourage"] as const;

/** Staff and schedules speak to the citizen; the rest is the citizen's own doing. */
export function isFromCitizen({ kind }: Inbound): boolean {
  return !FROM_OTHERS.some((it) => it === kind);
}
