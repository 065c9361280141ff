import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseYaml } from "../flow/parse.ts";
import { AppError } from "../model/errors.ts";

const list = z.array(z.string().regex(/^[^\p{Lu}]+$/u, "expected small letters"));

const rulesSchema = z.strictObject({
  gap: z.string(),
  abbreviations: list,
  negations: list,
  fixed: list,
  negatives: list,
  numbers: list,
  forbidden: list,
  praise: list,
});

/** What the word lint looks for in one language. Each file in `rules/` says what its lists mean. */
export type WordRules = z.infer<typeof rulesSchema>;

/**
 * The rules of a language; undefined when there are none for it.
 * @throws AppError config: the file of rules is wrong
 */
export function loadRules(language: string): WordRules | undefined {
  const file = join(import.meta.dirname, "rules", `${language}.yaml`);
  if (!existsSync(file)) return undefined;
  const { value, problems } = parseYaml(`rules/${language}.yaml`, readFileSync(file, "utf8"), rulesSchema);
  if (value) return value;
  throw new AppError("config", problems.map((it) => `${it.file}:${it.line} ${it.message}`).join("\n"));
}

/** The entries of a list that a text holds as whole words, as they stand in the text; `*` is any letters. */
export function findEntries(text: string, entries: readonly string[]): string[] {
  return entries.flatMap((entry) => [...text.matchAll(patternOf(entry))].map((match) => match[0]));
}

/** of each entry, in the order they were needed: making one takes longer than using it */
const patterns = new Map<string, RegExp>();

function patternOf(entry: string): RegExp {
  const known = patterns.get(entry);
  if (known) return known;
  const letters = "[\\p{L}\\p{M}]*";
  const escaped = entry.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", letters);
  const pattern = new RegExp(`(?<![\\p{L}\\p{M}\\d])${escaped}(?![\\p{L}\\p{M}\\d])`, "giu");
  patterns.set(entry, pattern);
  return pattern;
}
