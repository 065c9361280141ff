import type { Message } from "../../src/model/message.ts";
import type { Database } from "../../src/store/open.ts";

/** Puts messages in the outbox of a conversation, on the channel "test", as turns do. */
export async function queueMessages(
  { pool, db, keys }: Database,
  conversation: string,
  texts: readonly string[],
): Promise<void> {
  const rest = { language: "da", choices: [], layout: "list", input: "none", controls: [], readAloud: "" } as const;
  const messages: Message[] = texts.map((text) => ({ ...rest, bubbles: [{ text }] }));
  const { citizen_id } = await db
    .selectFrom("conversation")
    .select("citizen_id")
    .where("id", "=", conversation)
    .executeTakeFirstOrThrow();
  const key = await keys.of(citizen_id);
  const sealed = messages.map((it, n) => key.sealValue(it, "outbox.message", conversation, n + 1));
  await pool.query(
    `insert into outbox (conversation_id, revision, channel, address, message)
     select $1, n, 'test', 'to-' || $1, m from json_array_elements($2) with ordinality as x(m, n) order by n`,
    [conversation, JSON.stringify(sealed)],
  );
}
