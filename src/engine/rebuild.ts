import type { Library } from "../flow/library.ts";
import type { Conversation, ConversationEvent } from "../model/conversation.ts";
import { apply } from "./apply.ts";

/** What one turn recorded. */
export interface RecordedTurn {
  readonly at: string;
  readonly events: readonly ConversationEvent[];
}

/** A conversation from all that happened in it, in order: the same that was stored turn by turn. */
export function rebuild(empty: Conversation, turns: readonly RecordedTurn[], library: Library): Conversation {
  return turns.reduce((conversation, turn) => {
    const after = turn.events.reduce((before, event) => apply(before, event, library, turn.at), conversation);
    return { ...after, revision: conversation.revision + 1 };
  }, empty);
}
