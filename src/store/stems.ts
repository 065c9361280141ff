import type { Database } from "./open.ts";

/** The dictionaries that come with PostgreSQL (Snowball, snowballstem.org), by language. */
const DICTIONARIES: Readonly<Record<string, string>> = { da: "danish_stem", en: "english_stem" };

/**
 * The stem of each word: "drikker" and "drikke" share one. Words that say nothing by themselves ("og", "jeg") have none,
 * and are left out. In a language without a dictionary a word is its own stem.
 */
export async function stemsOf(
  { pool }: Database,
  words: readonly string[],
  language: string,
): Promise<ReadonlyMap<string, string>> {
  const dictionary = DICTIONARIES[language] ?? "simple";
  const { rows } = await pool.query<{ word: string; stem: string }>(
    `select word, stem[1] as stem from unnest($1::text[]) word, ts_lexize($2::regdictionary, word) stem
     where stem <> '{}'`,
    [[...new Set(words)], dictionary],
  );
  return new Map(rows.map(({ word, stem }) => [word, stem]));
}
