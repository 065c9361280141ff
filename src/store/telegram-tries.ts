import { sql } from "kysely";
import type { Database } from "./open.ts";

const MOST = 5;
const WITHIN_MS = 60 * 60 * 1000;
/** chats remembered at most: the oldest are forgotten */
const REMEMBERED = 10_000;

/**
 * Counts a chat's try of a code, before the code is looked at. Codes cannot be guessed by trying: after five wrong ones a
 * chat waits for an hour, whichever process it meets.
 * @returns whether it may still try
 */
export async function countTry({ db }: Database, chat: number, now: Date): Promise<boolean> {
  const begun = new Date(now.getTime() - WITHIN_MS);
  const { count } = await db
    .insertInto("telegram_try")
    .values({ chat_id: String(chat), since: now, count: 1 })
    .onConflict((known) =>
      known.column("chat_id").doUpdateSet({
        since: sql`case when telegram_try.since <= ${begun} then excluded.since else telegram_try.since end`,
        count: sql`case when telegram_try.since <= ${begun} then 1 else telegram_try.count + 1 end`,
      }),
    )
    .returning("count")
    .executeTakeFirstOrThrow();
  // whoever begins to try pays for the tidying up
  if (count === 1) await forgetOld(db, begun);
  return count <= MOST;
}

async function forgetOld(db: Database["db"], begun: Date): Promise<void> {
  await db
    .deleteFrom("telegram_try")
    .where((where) =>
      where.or([
        where("since", "<=", begun),
        where("chat_id", "in", (from) =>
          from.selectFrom("telegram_try").select("chat_id").orderBy("since", "desc").offset(REMEMBERED),
        ),
      ]),
    )
    .execute();
}

/** A chat that found the right code has not tried. */
export async function forgetTries({ db }: Database, chat: number): Promise<void> {
  await db.deleteFrom("telegram_try").where("chat_id", "=", String(chat)).execute();
}
