import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { CRISIS_CATEGORIES, type CrisisCategory } from "../src/model/safety.ts";
import { createLookFor, type LookFor } from "../src/safety/look-for.ts";
import { crisisRules } from "../src/words/safety.ts";

/** A sentence and what it tells; "-" tells of nothing that cannot wait. */
export interface Labelled {
  readonly label: CrisisCategory | "-";
  readonly sentence: string;
}

/** How many sentences of one label there are, and how many the rules judge right. */
export interface Score {
  readonly label: CrisisCategory | "-";
  readonly all: number;
  readonly right: number;
  readonly wrong: readonly string[];
}

/**
 * The labelled sets: those that the rules are made by; those that were written at the same time and kept aside by chance;
 * and those that were written by others than the rules, which nobody who changes rules reads.
 */
export const SETS = ["da", "en", "da-aside", "en-aside", "da-held-out", "en-held-out"] as const;
export type SetName = (typeof SETS)[number];

/** The rules of the product. */
export function productLookFor(): LookFor {
  const read = (language: string, name: string) =>
    parse(readFileSync(`locales/${language}/${name}.yaml`, "utf8")) as Record<string, unknown>;
  const shared = ["da", "en"].map((language) => {
    return [language, { heard: read(language, "heard"), "heard-words": read(language, "heard-words") }] as const;
  });
  return createLookFor(crisisRules(Object.fromEntries(shared)));
}

export function readSet(name: SetName): Labelled[] {
  const lines = readFileSync(`test/safety/${name}.tsv`, "utf8").trim().split("\n");
  return lines.map((line) => {
    const [label, sentence] = line.split("\t");
    if (label !== "-" && !CRISIS_CATEGORIES.includes(label as CrisisCategory))
      throw new Error(`${name}: got "${line}"`);
    return { label: label as Labelled["label"], sentence: sentence ?? "" };
  });
}

/** The scores by label, the harmless last. */
export function measureSet(lookFor: LookFor, name: SetName): Score[] {
  const sentences = readSet(name);
  const language = name.slice(0, 2);
  return [...CRISIS_CATEGORIES, "-" as const].map((label) => {
    const own = sentences.filter((it) => it.label === label);
    const wrong = own.filter(({ sentence }) => {
      const found = lookFor(sentence, language);
      return label === "-" ? found.length > 0 : !found.some((it) => it.category === label);
    });
    return { label, all: own.length, right: own.length - wrong.length, wrong: wrong.map((it) => it.sentence) };
  });
}

/** All sets as a table in Markdown. */
export function measureTable(lookFor: LookFor): string {
  const rows = SETS.flatMap((name) =>
    measureSet(lookFor, name).map(({ label, all, right }) => {
      const what = label === "-" ? "harmless, false alarms" : `${label}, found`;
      const count = label === "-" ? all - right : right;
      return `| ${name} | ${what} | ${count} of ${all} | ${((100 * count) / all).toFixed(1)} % |`;
    }),
  );
  return ["| set | sentences | count | share |", "|---|---|---|---|", ...rows].join("\n");
}
