import type { Aside, Conversation } from "../model/conversation.ts";

export type Covering = Exclude<Aside, { kind: "note" }>;

/** What stands in front of the flow's question; a note stands beside it. */
export function covering(aside: Aside | null): Covering | null {
  return aside?.kind === "note" ? null : aside;
}

/** After this long the place is said in words before going on (R15), and what was said last is out of mind. */
const AWAY_MS = 4 * 60 * 60 * 1000;

/** Whether the citizen has not been here for long. `at`: now, ISO. */
export function isAway({ activeAt }: Conversation, at: string): boolean {
  return activeAt !== null && Date.parse(at) - Date.parse(activeAt) > AWAY_MS;
}

/** Nothing is asked, or the last thing that was said was an end that has been read long ago: what is sent may be shown. */
export function isFree(conversation: Conversation, at: string): boolean {
  const { frames, aside } = conversation;
  return isIdle(conversation) || (frames.length === 0 && aside?.kind === "ended" && isAway(conversation, at));
}

/** Nothing runs and nothing is asked: the start, or the menu. */
export function isIdle({ frames, aside }: Conversation): boolean {
  return frames.length === 0 && (aside === null || aside.kind === "menu" || aside.kind === "note");
}
