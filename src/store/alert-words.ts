import type { ConversationEvent } from "../model/conversation.ts";
import type { StoredAlert } from "./alert-queries.ts";
import type { Database } from "./open.ts";

/** What the citizen wrote in the turn that an alert points to; undefined: it is not kept any more. */
export async function saidAt(
  { db, keys }: Database,
  { citizen, conversation, revision }: Pick<StoredAlert, "citizen" | "conversation" | "revision">,
): Promise<string | undefined> {
  const turn = await db
    .selectFrom("turn")
    .select(["said", "events"])
    .where("conversation_id", "=", conversation)
    .where("revision", "=", revision)
    .executeTakeFirst();
  if (!turn) return undefined;
  const key = await keys.of(citizen.id);
  const said = turn.said && key.openValue(turn.said, "turn.said", conversation, revision);
  if (said && "words" in said) return said.words;
  return captionIn(key.openValue(turn.events.sealed, "turn.events", conversation, revision));
}

/** The words below a photo are in the answer that it gave. */
function captionIn(events: readonly ConversationEvent[]): string | undefined {
  for (const event of events) {
    if (event.type !== "answered" && event.type !== "changed") continue;
    if (event.value.kind === "media") return event.value.caption;
    if (event.value.kind === "choices") return event.value.own?.join(" ");
  }
  return undefined;
}
