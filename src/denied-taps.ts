import { isForeign, menuChoice } from "./engine/token.ts";
import type { Library } from "./flow/library.ts";
import type { Conversation } from "./model/conversation.ts";
import type { Inbound } from "./model/inbound.ts";
import type { Verdict } from "./model/turn.ts";
import { refusedBy } from "./people/entry.ts";
import type { Denied } from "./store/audit.ts";

/** What a tap wanted that was not for who tapped: a button of another's conversation, or an exercise that is not offered. */
export function deniedTap(
  inbound: Inbound,
  { id, citizen }: Pick<Conversation, "id" | "citizen">,
  verdict: Verdict,
  library: Pick<Library, "latest">,
): Denied | undefined {
  if (inbound.kind !== "tap" || verdict !== "stale") return undefined;
  const actor = inbound.beside?.id ?? `citizen:${citizen}`;
  if (isForeign(id, inbound.token)) return { actor, what: "button", citizen, ruling: refusedBy("not-own") };
  const flow = menuChoice(id, inbound.token);
  if (flow === undefined || !library.latest(flow)) return undefined;
  return { actor, what: "exercise", id: flow, citizen, ruling: refusedBy("not-offered") };
}
