import type { LookFor } from "../src/safety/look-for.ts";
import { type Labelled, readSet } from "./safety-measure.ts";

/** Ways to write Danish badly: each takes a word, and gives it as somebody may write it. */
const MISSPELLINGS: Readonly<Record<string, (word: string) => string>> = {
  "jæ, mi, igge, æ, ha": (word) =>
    ({ jeg: "jæ", mig: "mi", ikke: "igge", er: "æ", har: "ha", vil: "vel", med: "mæ" })[word] ?? word,
  "å as o": (word) => word.replaceAll("å", "o"),
  "d after l, n and r left out": (word) => word.replaceAll(/(?<=[lnr])d/g, ""),
  "d after a vowel left out": (word) =>
    word.length > 3 ? word.replaceAll(/(?<=[aeiouyæøå])d(?![aeiouyæøå])/g, "") : word,
  "-et as -ed": (word) => (word.length > 4 ? word.replace(/et$/, "ed") : word),
  "-er as -e": (word) => (word.length > 3 ? word.replace(/er$/, "e") : word),
};

/** How many of the Danish sentences that are found are found when they are misspelt, by how. */
export function measureMisspelt(
  lookFor: LookFor,
): { readonly how: string; readonly all: number; readonly found: number }[] {
  const isFound = ({ label }: Labelled, sentence: string) =>
    lookFor(sentence, "da").some((it) => it.category === label);
  const crises = readSet("da").filter((it) => it.label !== "-" && isFound(it, it.sentence));
  return Object.entries(MISSPELLINGS).map(([how, misspell]) => {
    const written = crises.map((it) => ({ it, said: it.sentence.split(" ").map(misspell).join(" ") }));
    const changed = written.filter(({ it, said }) => said !== it.sentence);
    return { how, all: changed.length, found: changed.filter(({ it, said }) => isFound(it, said)).length };
  });
}

/** The rows of it for the table of all sets. */
export function misspeltRows(lookFor: LookFor): string {
  const rows = measureMisspelt(lookFor).map(({ how, all, found }) => {
    return `| da, misspelt | ${how}, found | ${found} of ${all} | ${((100 * found) / all).toFixed(1)} % |`;
  });
  return rows.join("\n");
}
