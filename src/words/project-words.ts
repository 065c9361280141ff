import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Words of the project in one language. */
export interface ProjectWords {
  /** right, though no dictionary has them; small letters */
  readonly words: ReadonlySet<string>;
  /** long word → the plainer one that must stand beside it (R4); small letters */
  readonly plainer: ReadonlyMap<string, string>;
}

/**
 * Reads `<localesDir>/project-words/<language>.txt`: one word a line, `long word = plainer words` for a pair,
 * `#` begins a remark. Empty when there is no such file.
 */
export function loadProjectWords(localesDir: string, language: string): ProjectWords {
  const file = join(localesDir, "project-words", `${language}.txt`);
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const pairs = lines
    .map((line) => line.replace(/#.*/, "").toLowerCase())
    .filter((line) => line.trim() !== "")
    .map((line) => line.split("=").map((part) => part.trim()) as [string, string?]);
  return {
    words: new Set(pairs.map(([word]) => word)),
    plainer: new Map(pairs.flatMap(([word, plainer]) => (plainer ? [[word, plainer] as const] : []))),
  };
}
