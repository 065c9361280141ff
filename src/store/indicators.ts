import type { Library } from "../flow/library.ts";
import type { IndicatorFacts, Quarter } from "../model/indicators.ts";
import { asService } from "./acting.ts";
import { completedIn, numbersIn, opinionsIn } from "./indicator-answers.ts";
import { runsIn, sentIn, waitsIn } from "./indicator-people.ts";
import type { Database } from "./open.ts";
import { mustExist } from "./people/exist.ts";

/** Where and when. */
export interface Asked {
  readonly unit: string;
  readonly quarter: Quarter;
}

/**
 * What is shown of a unit and a quarter. Made the first time it is asked for, then kept: what is corrected later changes
 * nothing, as the difference would tell of one person.
 * @throws AppError "not-found": no such unit
 */
export async function indicatorsShown<T extends object>(
  parts: { readonly database: Database; readonly library: Library },
  asked: Asked,
  now: Date,
  make: (facts: IndicatorFacts) => T,
): Promise<T> {
  return await asService("indicators", () => shownOf(parts, asked, now, make));
}

const shownOf: typeof indicatorsShown = async (parts, asked, now, make) => {
  type T = ReturnType<typeof make>;
  const { db } = parts.database;
  const kept = async () => {
    const row = await db
      .selectFrom("indicators")
      .select("shown")
      .where("unit_id", "=", asked.unit)
      .where("quarter", "=", asked.quarter.id)
      .executeTakeFirst();
    return row?.shown as T | undefined;
  };
  const before = await kept();
  if (before) return before;
  await mustExist(parts.database, "unit", asked.unit);
  const shown = make(await factsIn(parts, asked));
  await db
    .insertInto("indicators")
    .values({ unit_id: asked.unit, quarter: asked.quarter.id, shown: JSON.stringify(shown), made_at: now })
    .onConflict((conflict) => conflict.columns(["unit_id", "quarter"]).doNothing())
    .execute();
  return (await kept()) ?? shown;
};

/** What happened, without names. */
async function factsIn(
  parts: { readonly database: Database; readonly library: Library },
  asked: Asked,
): Promise<IndicatorFacts> {
  const { database } = parts;
  const waits = await waitsIn(database, asked);
  const [sent, runs, completed] = [
    await sentIn(database, asked),
    await runsIn(database, asked),
    await completedIn(parts, asked),
  ];
  const numberOf = numbering();
  const counts = (flow: string) => {
    const found = parts.library.latest(flow)?.flow;
    return found !== undefined && found.report !== false && !found.anonymous && !found.consents;
  };
  const counted = <T extends { person: string; flow: string }>(rows: readonly T[]) =>
    rows.filter((it) => counts(it.flow)).map((it) => ({ ...it, person: numberOf(it.person) }));
  return {
    waits,
    sent: counted(sent),
    runs: counted(runs),
    numbers: counted(numbersIn(parts.library, completed)),
    opinions: opinionsIn(parts.library, completed),
  };
}

/** Ids become numbers in order of meeting. */
function numbering(): (id: string) => number {
  const numbers = new Map<string, number>();
  return (id) => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  };
}
