import type { ConversationEvent } from "../../src/model/conversation.ts";
import type { AnsweredBy, Value } from "../../src/model/value.ts";
import { jsonOf } from "../../src/store/keys/citizen-keys.ts";
import type { Database } from "../../src/store/open.ts";

/** A turn as it is stored, with its events opened. */
interface OpenedTurn {
  readonly at: Date;
  readonly channel: string;
  readonly events: readonly ConversationEvent[];
}

/** All turns in which something happened, in the order of each conversation. */
export async function openedTurns({ db, keys }: Database): Promise<OpenedTurn[]> {
  const rows = await db
    .selectFrom("turn")
    .innerJoin("conversation", "conversation.id", "conversation_id")
    .select(["turn.revision", "turn.at", "turn.channel", "events", "conversation_id", "citizen_id"])
    .orderBy("turn.revision")
    .execute();
  const all = await keys.all(rows.map((row) => row.citizen_id));
  const opened = rows.map(({ at, channel, events, conversation_id, revision, citizen_id }) => {
    const key = all.get(citizen_id)!;
    return { at, channel, events: key.openValue(events.sealed, "turn.events", conversation_id, revision) };
  });
  return opened.filter(({ events }) => events.length > 0);
}

/** An answer as it is stored, opened. */
interface OpenedAnswer {
  readonly session: string;
  readonly revision: number;
  readonly path: string;
  readonly value: Value | null;
  readonly by: AnsweredBy | null;
}

/** All answers that were ever given, or those of some conversations, in the order of each. */
export async function openedAnswers(
  { db, keys }: Database,
  conversations?: readonly string[],
): Promise<OpenedAnswer[]> {
  let query = db
    .selectFrom("answer")
    .innerJoin("session", "session.id", "session_id")
    .select(["session_id", "revision", "n", "path", "value", "by", "citizen_id"])
    .orderBy("revision")
    .orderBy("n");
  if (conversations) query = query.where("conversation_id", "in", conversations);
  const rows = await query.execute();
  const all = await keys.all(rows.map((row) => row.citizen_id));
  return rows.map(({ session_id: session, revision, n, path, value, by, citizen_id }) => {
    const key = all.get(citizen_id)!;
    return {
      session,
      revision,
      by,
      path: key.open(path, "answer.path", session, revision, n),
      value: value && key.openValue(value, "answer.value", session, revision, n),
    };
  });
}

/** Another session with the same in it, released to the same. */
export async function copySession({ db, keys }: Database, id: string, copy: string): Promise<void> {
  const row = await db.selectFrom("session").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const key = await keys.of(row.citizen_id);
  const again = (column: "params" | "known" | "answers" | "drawn" | "signature") => {
    const sealed = row[column];
    if (sealed === null) return null as never;
    const opened = key.openValue<unknown>(sealed, `session.${column}`, id);
    return jsonOf(key.sealValue(opened, `session.${column}`, copy));
  };
  const sealed = { params: again("params"), known: again("known"), answers: again("answers"), drawn: again("drawn") };
  await db
    .insertInto("session")
    .values({ ...row, ...sealed, signature: again("signature"), id: copy })
    .execute();
}
