import { isDeepStrictEqual } from "node:util";
import type { Answered } from "../../src/model/conversation.ts";
import type { Sealed } from "../../src/store/keys/citizen-keys.ts";
import type { Database } from "../../src/store/open.ts";
import { answersOf, storedValue, TURNS } from "./dialogue.ts";
import type { Citizen } from "./people.ts";

const OUTCOMES = `
  select s.id, s.conversation_id as conversation, s.citizen_id as citizen, s.status, s.answers,
    (select count(*)::int from release r where r.session_id = s.id) as released
  from session s where s.conversation_id = any($1)`;
const LEFT = "select count(*)::int as waiting from outbox where conversation_id = any($1) and sent_at is null";
const DELIVERY_MS = 30_000;

interface Row {
  readonly id: string;
  readonly conversation: string;
  readonly citizen: string;
  readonly status: string;
  readonly answers: Sealed<readonly Answered[]>;
  readonly released: number;
}

/** Every visitor has exactly one outcome, with their own answers, seen by the behandler. @throws Error otherwise */
export async function checkOutcomes(database: Database, visitors: readonly Citizen[]): Promise<void> {
  const ids = visitors.map((it) => it.conversation);
  const { rows } = await database.pool.query<Row>(OUTCOMES, [ids]);
  const keys = await database.keys.all(rows.map((row) => row.citizen));
  for (const visitor of visitors) {
    const own = rows.filter((row) => row.conversation === visitor.conversation);
    const [outcome] = own;
    const right = own.length === 1 && outcome?.status === "completed" && outcome.released === 1;
    if (!right) throw new Error(`expected one outcome of each citizen, sent; got ${JSON.stringify(own)}`);
    const answers = keys.get(outcome.citizen)?.openValue(outcome.answers, "session.answers", outcome.id) ?? [];
    for (const [step, give] of answersOf(visitor.number)) {
      const kept = answers.filter(([path]) => path === step).map(([, value]) => value);
      const expected = [storedValue(step, give)];
      if (!isDeepStrictEqual(kept, expected)) {
        throw new Error(`${step}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(kept)}`);
      }
    }
  }
}

/** Everything that was said is delivered soon after. @returns how many milliseconds that took */
export async function untilDelivered(database: Database, visitors: readonly Citizen[]): Promise<number> {
  const begun = performance.now();
  const ids = visitors.map((it) => it.conversation);
  for (;;) {
    const { rows } = await database.pool.query<{ waiting: number }>(LEFT, [ids]);
    const ms = performance.now() - begun;
    if (rows[0]?.waiting === 0) return ms;
    if (ms > DELIVERY_MS) throw new Error(`${rows[0]?.waiting} messages were not delivered`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** The floor took every turn too. @throws Error otherwise */
export async function checkFloor(database: Database, visitors: readonly Citizen[]): Promise<void> {
  const ids = visitors.map((it) => it.conversation);
  const { rows } = await database.pool.query<{ n: number }>(
    "select count(*)::int as n from conversation where id = any($1) and revision = $2",
    [ids, TURNS],
  );
  if (rows[0]?.n !== visitors.length) throw new Error(`the floor finished ${rows[0]?.n} of ${visitors.length}`);
}
