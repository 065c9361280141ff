import { at } from "../flow/issues.ts";
import type { Problem } from "../flow/parse.ts";
import type { WordCatalog } from "./catalog.ts";
import { SHARED_SCHEMAS } from "./schema.ts";

/** Shared words are the same by key in every language: what one has, all have. */
export function compareShared(catalog: WordCatalog): Problem[] {
  const names = Object.keys(SHARED_SCHEMAS).filter((name) => name !== OWN_LISTS);
  return names.flatMap((name) => {
    const inLanguage = (language: string) => catalog.shared[language]?.[name];
    const keys = new Map(
      catalog.languages.flatMap((language) =>
        leaves(inLanguage(language)).map((path) => [path.join("."), { path, language }]),
      ),
    );
    return catalog.languages.flatMap((language) => {
      const file = catalog.fileOf(language, name);
      if (keys.size > 0 && inLanguage(language) === undefined) {
        return [{ file, line: 1, message: "the file: expected shared words, got no such file" }];
      }
      return [...keys.values()]
        .filter(({ path }) => at(inLanguage(language), path) === undefined)
        .map(({ path, language: other }) => ({
          file,
          line: catalog.lineOf(language, name, path),
          message: `${path.join(".")}: expected words, as in ${other}, got none`,
        }));
    });
  });
}

/** Every language has its own lists of words that are listened for; their names are only for its own patterns. */
const OWN_LISTS = "heard-words";

/** The paths of all texts and lists. */
function leaves(words: unknown, path: readonly string[] = []): string[][] {
  if (typeof words === "string" || Array.isArray(words)) return [[...path]];
  if (words === null || typeof words !== "object") return [];
  return Object.entries(words).flatMap(([key, value]) => leaves(value, [...path, key]));
}
