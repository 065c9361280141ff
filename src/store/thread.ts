import type { Message } from "../model/message.ts";
import { asService } from "./acting.ts";
import type { Said } from "./conversations.ts";
import type { Database } from "./open.ts";

/** One earlier moment of a conversation: what the citizen did, and what was said after it. */
export interface Moment {
  readonly at: Date;
  readonly said: Said | null;
  readonly message: Message | null;
}

/** The moments since a time, oldest first, at most so many of the newest. */
export async function threadOf(
  { db, keys }: Database,
  conversation: string,
  since: Date,
  limit: number,
): Promise<Moment[]> {
  const rows = await db
    .selectFrom("turn")
    .leftJoin("outbox", (join) =>
      join.onRef("outbox.conversation_id", "=", "turn.conversation_id").onRef("outbox.revision", "=", "turn.revision"),
    )
    .innerJoin("conversation", "conversation.id", "turn.conversation_id")
    .select(["turn.at", "turn.revision", "turn.said", "outbox.message", "citizen_id"])
    .where("turn.conversation_id", "=", conversation)
    .where("turn.at", ">=", since)
    .orderBy("turn.revision", "desc")
    .limit(limit)
    .execute();
  const key = rows[0] && (await keys.of(rows[0].citizen_id));
  return rows.reverse().map(({ at, revision, said, message }) => ({
    at,
    said: key && said !== null ? key.openValue(said, "turn.said", conversation, revision) : null,
    message: key && message !== null ? key.openValue(message, "outbox.message", conversation, revision) : null,
  }));
}

/**
 * The channel on which something was done last in a conversation: answered by the citizen, or anything at all on `beside`.
 * Undefined: nothing yet.
 */
export async function lastDoneOn({ db }: Database, conversation: string, beside: string): Promise<string | undefined> {
  const query = db
    .selectFrom("turn")
    .select("channel")
    .where("conversation_id", "=", conversation)
    .where((it) => it.or([it("said", "is not", null), it("channel", "=", beside)]))
    .orderBy("revision", "desc")
    .limit(1);
  return (await asService("turns", () => query.executeTakeFirst()))?.channel;
}
