import type { Found, WatchNow } from "./alert.ts";
import type {
  Answered,
  Conversation,
  ConversationEvent,
  DataRequest,
  Frame,
  Person,
  Signature,
} from "./conversation.ts";
import type { Persona } from "./picture.ts";
import type { Screen } from "./screen.ts";
import type { AnsweredBy, Value } from "./value.ts";

/** How a turn ended: expected endings are a union, not exceptions. */
export type Verdict = "accepted" | "stale" | "not-understood" | "duplicate" | "interrupted" | "finished";

/** What a turn causes: data, carried out by the store, the outbox and the jobs. */
export type Effect =
  | { readonly type: "say"; readonly screen: Screen }
  /** `known`: what is kept of earlier sessions and used in this one */
  | { readonly type: "session-began"; readonly frame: Frame; readonly known: readonly Answered[] }
  | {
      readonly type: "record-answer";
      readonly session: string;
      readonly path: string;
      readonly value: Value;
      readonly by: AnsweredBy;
    }
  /** the answer was taken back; it stays in the record as a correction (R12) */
  | { readonly type: "withdraw-answer"; readonly session: string; readonly path: string }
  | { readonly type: "session-stopped" | "session-resumed"; readonly session: string }
  | { readonly type: "countersigned"; readonly session: string; readonly signature: Signature }
  /** what the citizen decided about themselves */
  | { readonly type: "set-profile"; readonly persona?: Persona; readonly wordForUse?: string }
  /** what somebody may see from now on; `wording`: what the citizen read or tapped when they decided it */
  | {
      readonly type: "set-consent";
      readonly receiver: string;
      readonly name: string;
      /** null: nothing is said about it any more */
      readonly kinds: Readonly<Record<string, boolean | null>>;
      readonly wording: string;
    }
  /** something cannot wait: those are told who are on duty */
  | ({ readonly type: "raise-alert" } & Found & WatchNow)
  /** the citizen says that it was a mistake; it stays open (R27) */
  | { readonly type: "lower-alert" }
  /** the citizen asks staff for a copy of everything, or to be erased */
  | { readonly type: "request-data"; readonly what: DataRequest }
  | { readonly type: "record-outcome"; readonly outcome: Outcome };

/** What a finished session reports. `releasedTo` is empty when the citizen keeps it to themselves (R22). */
export interface Outcome {
  readonly session: string;
  readonly answers: readonly Answered[];
  /** `[path, card]`: the cards that were drawn */
  readonly drawn: Frame["drawn"];
  readonly releasedTo: readonly Person[];
  readonly assignment?: string;
}

/** One inbound tap or message and everything it causes. */
export interface Turn {
  readonly verdict: Verdict;
  /** the conversation afterwards; its revision is one higher when anything happened */
  readonly conversation: Conversation;
  readonly events: readonly ConversationEvent[];
  readonly effects: readonly Effect[];
}
