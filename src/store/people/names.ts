import { openEach } from "../keys/open-each.ts";
import type { Database } from "../open.ts";

/** What is sealed of a row of `citizen`. */
interface Named {
  readonly id: string;
  readonly name: string;
  readonly word_for_use?: string | null;
}

/** The rows with their names, and the citizens' words for their use, as they were written. */
export async function withNames<T extends Named>({ keys }: Database, rows: readonly T[]): Promise<T[]> {
  return await openEach(
    keys,
    rows,
    (row) => row.id,
    (row, key) => {
      const word = row.word_for_use ? { word_for_use: key.open(row.word_for_use, "citizen.word_for_use", row.id) } : {};
      return { ...row, name: key.open(row.name, "citizen.name", row.id), ...word };
    },
  );
}

const { compare } = new Intl.Collator("da");

/** By name, as names are ordered in Danish. */
export const byName = <T extends { readonly id: string; readonly name: string }>(people: readonly T[]): T[] =>
  people.toSorted((a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
