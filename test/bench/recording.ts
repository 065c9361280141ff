import type { Database } from "../../src/store/open.ts";
import type { StoredEvents } from "../../src/store/tables.ts";
import { answer, type Page } from "./chat.ts";
import { Connection } from "./client.ts";
import { dialogueOf } from "./dialogue.ts";
import type { Visitor } from "./people.ts";

/** What one turn of the product wrote, sealed, and showed: the floor writes and shows the same. */
export interface RecordedTurn {
  readonly state: unknown;
  readonly said: unknown;
  readonly events: StoredEvents;
  readonly message: unknown;
  readonly answer: { readonly path: string; readonly value: unknown } | null;
  /** of the session, once it is completed */
  readonly answers: unknown;
  readonly page: Page;
}

const WRITTEN = `
  select v.state, t.said, t.events, o.message,
    (select json_build_object('path', a.path, 'value', a.value) from answer a join session s on s.id = a.session_id
      where s.conversation_id = v.id and a.revision = v.revision) as answer,
    (select s.answers from session s where s.conversation_id = v.id) as answers
  from conversation v
    join turn t on t.conversation_id = v.id and t.revision = v.revision
    join outbox o on o.conversation_id = v.id and o.revision = v.revision
  where v.id = $1`;

/** Walks the dialogue once and keeps what each turn left in the database. */
export async function record(url: string, database: Database, visitor: Visitor): Promise<RecordedTurn[]> {
  const connection = new Connection(url);
  const turns: RecordedTurn[] = [];
  let page = visitor.page;
  for (const give of dialogueOf(visitor.number)) {
    page = await answer(connection, visitor.cookie, page, give);
    const { rows } = await database.pool.query<Omit<RecordedTurn, "page">>(WRITTEN, [visitor.conversation]);
    turns.push({ ...(rows[0] as Omit<RecordedTurn, "page">), page });
  }
  connection.close();
  return turns;
}
