import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FlowWords } from "../flow/library.ts";
import { type Parsed, type Problem, parseYaml } from "../flow/parse.ts";
import { AppError } from "../model/errors.ts";
import { flowWordsSchema, SHARED_SCHEMAS, type SharedWords } from "./schema.ts";

/** Folders of languages are named "da" or "pt-BR"; others in the locales folder hold no words. */
const LANGUAGE = /^[a-z]{2}(-[A-Z]{2})?$/;

/**
 * Every word of the product by language. A file with problems is in it as it stands, so that all problems can be found
 * at once: use it only when there are none.
 *
 *     const words = loadWords("locales");
 *     words.flows.da?.parathed?.title; // "Parathed 1-5"
 *     words.lineOf("da", "parathed", ["steps", "level", "text"]); // 15
 */
export interface WordCatalog {
  readonly languages: readonly string[];
  /** language → flow id → words */
  readonly flows: Readonly<Record<string, Readonly<Record<string, FlowWords>>>>;
  /** language → "common", "pictures", "web", "staff" → words */
  readonly shared: Readonly<Record<string, Readonly<Record<string, SharedWords>>>>;
  readonly problems: readonly Problem[];
  /** the file of a flow or of shared words, below the folder as it was given */
  fileOf(language: string, name: string): string;
  /** the line (from 1) of a path in that file, or of the nearest thing around it; 1 when there is no such file */
  lineOf(language: string, name: string, path: readonly PropertyKey[]): number;
}

/**
 * Reads every `<localesDir>/<language>/*.yaml`.
 * @throws AppError config: there is no such folder
 */
export function loadWords(localesDir: string): WordCatalog {
  const languages = listFolder(localesDir).filter((name) => LANGUAGE.test(name));
  const fileOf = (language: string, name: string) => join(localesDir, language, `${name}.yaml`);
  const read = languages.flatMap((language) =>
    listFolder(join(localesDir, language))
      .filter((it) => it.endsWith(".yaml"))
      .map((it) => {
        const name = it.slice(0, -".yaml".length);
        return { language, name, parsed: parseWords(fileOf(language, name), name) };
      }),
  );
  const byLanguage = <T>(keep: (name: string) => boolean) =>
    Object.fromEntries(
      languages.map((language) => {
        const own = read.filter((it) => it.language === language && keep(it.name));
        return [language, Object.fromEntries(own.map((it) => [it.name, asRecord(it.parsed.source) as T]))];
      }),
    );
  return {
    languages,
    flows: byLanguage<FlowWords>((name) => !isShared(name)),
    shared: byLanguage<SharedWords>(isShared),
    problems: read.flatMap((it) => it.parsed.problems),
    fileOf,
    lineOf: (language, name, path) =>
      read.find((it) => it.language === language && it.name === name)?.parsed.lineOf(path) ?? 1,
  };
}

function isShared(name: string): boolean {
  return Object.hasOwn(SHARED_SCHEMAS, name);
}

function parseWords(file: string, name: string): Parsed<unknown> {
  const schema = isShared(name) ? SHARED_SCHEMAS[name] : flowWordsSchema;
  return parseYaml<unknown>(file, readFileSync(file, "utf8"), schema ?? flowWordsSchema);
}

function asRecord(source: unknown): unknown {
  return source !== null && typeof source === "object" ? source : {};
}

/** The names in a folder, sorted. */
function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (cause) {
    throw new AppError("config", `${folder}: expected a folder of words, got none that can be read`, { cause });
  }
}
