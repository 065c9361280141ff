import type { CrisisRules } from "../model/safety.ts";

/** How a word is heard: with what sounds alike written alike, and the same without its endings. */
export interface Sound {
  readonly whole: string;
  readonly stem: string;
}

/** A stem is at least so long, with a vowel in it. */
const SHORTEST_STEM = 4;
const VOWEL = /[aeiouyø]/;

/**
 * The ear of one language: its table of what sounds alike, in the order of the table, and its endings.
 *
 *     const heard = earOf({ sounds: ["nd > n", "^hv > v"], endings: ["ede", "er", "e"] });
 *     heard("handler").whole; // "hanler"
 *     heard("kravlede").stem === heard("kravler").stem; // true
 */
export function earOf({ sounds, endings }: Pick<CrisisRules, "sounds" | "endings">): (folded: string) => Sound {
  const table = sounds.map((it) => {
    const [written = "", heard = ""] = it.split(" > ");
    return { written: new RegExp(written, "gu"), heard };
  });
  const longestFirst = endings.toSorted((a, b) => b.length - a.length);
  const stemOf = (whole: string): string => {
    const ending = longestFirst.find((it) => whole.endsWith(it) && isStem(whole.slice(0, -it.length)));
    return ending === undefined ? whole : stemOf(whole.slice(0, -ending.length));
  };
  return (folded) => {
    const heard = table.reduce((word, it) => word.replace(it.written, it.heard), folded);
    const whole = heard.replaceAll(/(\p{L})\1+/gu, "$1");
    return { whole, stem: stemOf(whole) };
  };
}

function isStem(word: string): boolean {
  return word.length >= SHORTEST_STEM && VOWEL.test(word);
}
