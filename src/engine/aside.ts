import type { Aside, Conversation } from "../model/conversation.ts";

export type Covering = Exclude<Aside, { kind: "note" }>;

/** What stands in front of the flow's question; a note stands beside it. */
export function covering(aside: Aside | null): Covering | null {
  return aside?.kind === "note" ? null : aside;
}

/** Nothing runs and nothing is asked: the start, or the menu. */
export function isIdle({ frames, aside }: Conversation): boolean {
  return frames.length === 0 && (aside === null || aside.kind === "menu" || aside.kind === "note");
}
