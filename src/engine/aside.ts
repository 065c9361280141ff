import type { Aside } from "../model/conversation.ts";

export type Covering = Exclude<Aside, { kind: "note" }>;

/** What stands in front of the flow's question; a note stands beside it. */
export function covering(aside: Aside | null): Covering | null {
  return aside?.kind === "note" ? null : aside;
}
