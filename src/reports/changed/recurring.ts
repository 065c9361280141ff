import { nameOf } from "../../flow/place.ts";
import type { Value } from "../../model/value.ts";
import type { KnownRun, Stems } from "../changed.ts";

/** Something the citizen said in their own words. */
export interface Telling {
  readonly text: string;
  /** the run it was said in */
  readonly id: string;
  readonly at: Date;
}

/** A word that was said in more than one answer. */
export interface Recurring {
  /** as it was said most often */
  readonly word: string;
  /** the answers it was said in, the newest first */
  readonly said: readonly Telling[];
  /** how many of them were given since the moment asked about */
  readonly since: number;
}

/** The least number of answers in which a word recurs. */
const OFTEN = 2;

/** Own words, not those that staff gave for the citizen, and not the name under an agreement. */
export function tellingsOf({ id, compiled, outcome, given }: KnownRun): Telling[] {
  return outcome.answers.flatMap(([path, value]) => {
    const signs = compiled.asks.get(nameOf(path))?.step.type === "sign";
    if (signs || given.get(path)?.by === "staff") return [];
    return ownIn(value).map((text) => ({ text, id, at: outcome.completedAt }));
  });
}

/** The words that recur and were said since a moment, most often first. */
export function recurringIn(tellings: readonly Telling[], since: Date, stems: Stems): Recurring[] {
  const newestFirst = tellings.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const uses = newestFirst.flatMap((telling) =>
    wordsIn(telling.text).flatMap(({ word, said }) => {
      const stem = stems.get(word);
      return stem === undefined ? [] : [{ stem, said, telling }];
    }),
  );
  const found = [...Map.groupBy(uses, ({ stem }) => stem).values()].map((all): Recurring => {
    const said = [...new Set(all.map(({ telling }) => telling))];
    return { word: mostSaid(all.map((use) => use.said)), said, since: said.filter(({ at }) => at >= since).length };
  });
  return found
    .filter(({ said, since: now }) => said.length >= OFTEN && now > 0)
    .sort((a, b) => b.said.length - a.said.length || a.word.localeCompare(b.word, "da"));
}

/** A word in small letters, to be known by, and as it was said. */
export interface Said {
  readonly word: string;
  readonly said: string;
}

/** The words of a text; numbers are none. */
export function wordsIn(text: string): Said[] {
  const all = text.match(/\p{L}+(?:['’-]\p{L}+)*/gu) ?? [];
  return all.map((said) => ({ word: said.toLocaleLowerCase("da").normalize("NFC"), said }));
}

/** The newest of those said most often. @param forms the newest first, at least one */
function mostSaid(forms: readonly string[]): string {
  const [first, ...others] = [...Map.groupBy(forms, (it) => it).values()];
  return others.reduce((a, b) => (b.length > a.length ? b : a), first as string[])[0] as string;
}

function ownIn(value: Value): readonly string[] {
  switch (value.kind) {
    case "words":
      return [value.words];
    case "choices":
      return value.own ?? [];
    case "media":
      return value.caption === undefined ? [] : [value.caption];
    default:
      return [];
  }
}
