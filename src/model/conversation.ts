import type { AlertNews, Found, OpenAlert, WatchNow } from "./alert.ts";
import type { Consent, Consents } from "./consent.ts";
import type { Beginning, Offer } from "./inbound.ts";
import type { Persona } from "./picture.ts";
import type { CrisisCategory, Region } from "./safety.ts";
import type { Text } from "./text.ts";
import type { AnsweredBy, Value } from "./value.ts";

/** A flow at one version; the version is a hash of its definition and words. */
export interface FlowRef {
  readonly id: string;
  readonly version: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** What the engine must know of the citizen. Read with the conversation, never stored in it. */
export interface Profile {
  readonly name: string;
  readonly language: string;
  readonly persona: Persona;
  /** the citizen's own word for their use (R5); absent: the language's default word */
  readonly wordForUse?: string;
  /** choices shown at a time, 2-7 (R7) */
  readonly choicesAtATime: number;
  /** calm: Skridt speaks slower (R19) */
  readonly pace: "calm" | "normal";
  /** who sees what the citizen starts alone */
  readonly audience: readonly Person[];
  /** decides which lægevagt is called */
  readonly region?: Region;
  /** the number of the citizen's unit, as it is dialled */
  readonly unitPhone?: string;
  /** who else works with the citizen; absent: nobody */
  readonly others?: readonly Person[];
}

/** `[path, value]`: the answer at one place in a flow; places inside loops carry the item ("strengths/anger/strength"). */
export type Answered = readonly [path: string, value: Value];

/** One run of one flow by one citizen. */
export interface Frame extends Beginning {
  readonly session: string;
  /** number of the session in its conversation; part of button tokens */
  readonly serial: number;
  readonly persona: Persona;
  readonly startedAt: string;
  /** persisted XState snapshot: a cache of the answers */
  readonly snapshot: unknown;
  /** every place that was shown, in order of first showing; part of button tokens */
  readonly asked: readonly string[];
  /** `[path, card]`: the cards drawn so far */
  readonly drawn: readonly (readonly [path: string, card: string])[];
  /** the cards drawn at the same places last time: not drawn there again when others fit */
  readonly avoid: readonly (readonly [path: string, card: string])[];
  /** answers taken back by Tilbage: offered again, never lost (R12) */
  readonly kept: readonly Answered[];
  /** answers after a reopened place: given again by themselves when they still fit */
  readonly ahead: readonly Answered[];
  /** choices ticked so far at a question with several */
  readonly draft: readonly string[];
  readonly page: number;
  /** how often "Det forstår jeg ikke" was said here (R13) */
  readonly plainer: number;
  /** how often an answer was not understood here (R18) */
  readonly misses: number;
}

/** The parts of the menu: how I am, exercises, knowledge, and what I keep. */
export const MENU_GROUPS = ["check-in", "exercise", "information", "mine"] as const;
export type MenuGroup = (typeof MENU_GROUPS)[number];

/** A word beside the question: an old button, an answer that is needed, no step before, the citizen's own name, a day too early. */
export type Note = "old-button" | "needed" | "first" | "own-name" | "too-early";

/** What is asked instead of the flow's own question; closing it leads back to the same place. */
export type Aside =
  | { readonly kind: "paused" }
  | { readonly kind: "stopped" }
  | { readonly kind: "did-you-mean"; readonly value: Value; readonly label: Text | string }
  | { readonly kind: "change"; readonly path: string; readonly value: Value }
  | { readonly kind: "change-which"; readonly page: number }
  | { readonly kind: "switch"; readonly begin: Beginning }
  | { readonly kind: "menu"; readonly page: number; readonly group?: MenuGroup }
  /** one thing the citizen keeps; `version` counts from the current one */
  | { readonly kind: "thing"; readonly flow: string; readonly version: number }
  /** something that must not wait; `danger` is what the citizen said, `below` what was on screen before */
  | {
      readonly kind: "crisis";
      readonly category: CrisisCategory;
      readonly danger?: boolean;
      readonly below: Aside | null;
    }
  /** who may see what; `page` counts its buttons */
  | { readonly kind: "who"; readonly page: number }
  /** somebody may see nothing any more; `before` is what they could see */
  | { readonly kind: "no-more"; readonly receiver: string; readonly before: Consent }
  /** what shall become of all that is known of the citizen; `sure`: of erasing it; `copy`, `erasure`: that is asked for now */
  | { readonly kind: "data"; readonly at: "ask" | "sure" | DataRequest }
  /** a word beside the question, which stays as it is */
  | { readonly kind: "note"; readonly note: Note }
  | {
      readonly kind: "ended";
      readonly flow: FlowRef;
      readonly session: string;
      readonly told: readonly Person[];
      readonly next?: string;
      readonly beside?: Person;
    };

/** What a citizen can ask for (R23): a copy of everything, or that it is erased. */
export type DataRequest = "copy" | "erasure";

/** A finished session of an exercise whose outcome the citizen keeps: a nødplan, a contract. */
export interface Kept {
  readonly flow: FlowRef;
  readonly session: string;
  /** when it was finished, ISO */
  readonly at: string;
  readonly persona: Persona;
  readonly params: Readonly<Record<string, string>>;
  /** who sent it or may see it, first of all who is behind it */
  readonly audience: readonly Person[];
  readonly answers: readonly Answered[];
  readonly known: readonly Answered[];
  /** the second signature, where one is needed */
  readonly signed?: Signature;
}

export interface Signature {
  readonly by: Person;
  readonly at: string;
}

/** An exercise that waits for the citizen from a moment on, ISO. */
export interface Waiting {
  readonly flow: string;
  readonly due: string;
}

/** The shape of a stored conversation. A stored one of another shape is built anew from its events. */
export const FORMAT = 3;

/** One citizen's dialogue. Everything in it is a fold of its events: the stored form is a cache. */
export interface Conversation {
  readonly format: number;
  readonly id: string;
  readonly citizen: string;
  /** counts the turns that changed something; guards the save */
  readonly revision: number;
  /** sessions begun so far */
  readonly sessions: number;
  /** running sessions, the one on screen last */
  readonly frames: readonly Frame[];
  readonly aside: Aside | null;
  /** the revision at which the aside came; part of its button tokens */
  readonly asideAt: number;
  /** the revision of the citizen's last turn: what waits silently does not change it; part of the controls' tokens */
  readonly turnedAt: number;
  readonly offers: readonly Offer[];
  /** flow id → the cards drawn in its last session */
  readonly drawn: Readonly<Record<string, readonly (readonly [path: string, card: string])[]>>;
  /** flow id → what the citizen keeps of it, the current one first */
  readonly kept: Readonly<Record<string, readonly Kept[]>>;
  readonly waiting: readonly Waiting[];
  readonly consents: Consents;
  /** news for the citizen that was not shown yet */
  readonly news: readonly News[];
  /** what could not wait and is not over */
  readonly alert?: OpenAlert;
  /** when the citizen last did something, ISO; null: never */
  readonly activeAt: string | null;
}

/** The other side has signed, or somebody has read or taken what could not wait. */
export type News =
  | { readonly flow: string; readonly session: string }
  | { readonly alert: Exclude<AlertNews, "closed">; readonly by: Person }
  /** a few words that somebody wrote */
  | { readonly words: string; readonly by: Person };

/** A conversation in which nothing has happened yet. */
export function newConversation(id: string, citizen: string): Conversation {
  const nothing = { frames: [], aside: null, asideAt: 0, turnedAt: 0, offers: [], drawn: {}, activeAt: null };
  const own = { kept: {}, waiting: [], consents: {}, news: [] };
  return { format: FORMAT, id, citizen, revision: 0, sessions: 0, ...nothing, ...own };
}

/** What happened in a conversation: the truth, stored append-only. Each names all it needs to be replayed. */
export type ConversationEvent =
  | { readonly type: "began"; readonly begin: Beginning; readonly persona: Persona }
  | { readonly type: "answered"; readonly path: string; readonly value: Value; readonly by: AnsweredBy }
  | { readonly type: "changed"; readonly path: string; readonly value: Value; readonly by: AnsweredBy }
  | { readonly type: "reopened"; readonly path: string }
  | { readonly type: "ticked"; readonly choice: string; readonly on: boolean }
  | { readonly type: "paged"; readonly page: number }
  | { readonly type: "went-back" }
  | { readonly type: "repeated" }
  | { readonly type: "asked-plainer" }
  | { readonly type: "missed" }
  | { readonly type: "asked-aside"; readonly aside: Aside }
  | { readonly type: "closed-aside" }
  | { readonly type: "stopped" }
  /** the session on screen was left for good or, for an interruption, is over */
  | { readonly type: "left" }
  | { readonly type: "offered"; readonly offer: Offer }
  /** what was offered was shown once more */
  | { readonly type: "reminded"; readonly assignment: string }
  /** what was offered and not begun is asked for no more */
  | { readonly type: "withdrawn"; readonly assignment: string }
  /** the other side signed a session that the citizen keeps */
  | { readonly type: "countersigned"; readonly session: string; readonly by: Person }
  /** the citizen told what cannot wait, and this was true of who is told */
  | ({ readonly type: "alerted" } & Found & Pick<WatchNow, "watch" | "opens">)
  /** they said that it was a mistake */
  | { readonly type: "mistaken" }
  /** what became of it */
  | { readonly type: "alert-news"; readonly what: AlertNews; readonly by: Person }
  /** a member of staff wrote a few words */
  | { readonly type: "encouraged"; readonly by: Person; readonly words: string }
  /** the citizen said beside all exercises what somebody may see; all of it anew */
  | { readonly type: "consented"; readonly receiver: string; readonly consent: Consent }
  /** the citizen asks staff for it */
  | { readonly type: "asked-for"; readonly what: DataRequest }
  | { readonly type: "opened" };
