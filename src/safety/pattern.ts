import { AppError } from "../model/errors.ts";
import type { CrisisRules } from "../model/safety.ts";
import type { Heard, Lexicon } from "./lexicon.ts";

/** The words from `from` up to `to`, not with it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a pattern found; `core` is its first sequence, which is what is said. */
export interface Find extends Span {
  readonly core: Span;
}

export interface Pattern {
  /** forms of which one is in every text that the pattern is found in */
  readonly needs: ReadonlySet<number>;
  /** everywhere it stands in a text, once for each word it begins with; `present` are the forms of all its words */
  find(words: readonly Heard[], present: ReadonlySet<number>): Find[];
}

/** One part of a sequence: one word of several, or one of several sequences; or a gap of any words. */
interface Meanings {
  readonly forms: ReadonlySet<number>;
  readonly phrases: readonly Sequence[];
}
interface Choice extends Meanings {
  /** forms of which one is in every text that it is found in */
  readonly needs: ReadonlySet<number>;
  readonly optional: boolean;
}
interface Sequence {
  readonly parts: readonly (Choice | "gap")[];
  /** of each part that must be there: forms of which one is */
  readonly needs: readonly ReadonlySet<number>[];
}

/** A gap is at most so wide, and so many fillers may stand between two words: that keeps the search linear. */
const WIDEST_GAP = 4;
const MOST_FILLERS = 3;
/** What stands together is at most so many words from the first. */
const NEAR = { "&": 12, "~": 4 } as const;

/**
 * Reads patterns; their language is told by {@link CrisisRules}.
 * @throws AppError config, when a pattern is read: it names a list that there is not, or one that names itself
 */
export function createPatterns(lists: CrisisRules["words"], lexicon: Lexicon): (source: string) => Pattern {
  const compiled = new Map<string, Meanings>();

  function listOf(name: string, source: string, within: readonly string[]): Meanings {
    const written = Object.hasOwn(lists, name) ? lists[name] : undefined;
    if (!written || within.includes(name))
      throw new AppError("config", `${source}: expected the name of a list of words, got "${name}"`);
    const known = compiled.get(name);
    if (known) return known;
    const inner = [...within, name];
    const entries = written.map((it) => (it.includes(" ") ? sequenceOf(it, inner) : choiceOf(it, it, inner)));
    const list = merge(entries);
    compiled.set(name, list);
    return list;
  }

  function choiceOf(part: string, source: string, within: readonly string[]): Choice {
    const optional = part.endsWith("?");
    const meanings = (optional ? part.slice(0, -1) : part).split("|").map((it) => {
      if (it.includes("_")) return merge([sequenceOf(it.replaceAll("_", " "), within)]);
      const list = /^\{(.+)\}$/.exec(it)?.[1];
      return list === undefined ? { forms: new Set([lexicon.form(it)]), phrases: [] } : listOf(list, source, within);
    });
    const all = merge(meanings);
    return { ...all, needs: needsOf(all, lexicon), optional };
  }

  function sequenceOf(source: string, within: readonly string[]): Sequence {
    const parts = source.split(" ").map((part) => (part === ".." ? "gap" : choiceOf(part, source, within)));
    return { parts, needs: parts.flatMap((it) => (it === "gap" || it.optional ? [] : [it.needs])) };
  }

  return (source) => {
    const [first = "", ...others] = source.split(/ (?=[&~] )/);
    const sequence = sequenceOf(first, []);
    const near = others.map((it) => {
      const within = it.startsWith("&") ? NEAR["&"] : NEAR["~"];
      return { within, sequence: sequenceOf(it.slice(2), []) };
    });
    const needs = [sequence, ...near.map((it) => it.sequence)].flatMap((it) => it.needs);
    return {
      needs: rarest(needs, lexicon),
      find: (words, present) => {
        if (needs.some((it) => !anyOf(present, it))) return [];
        const rest = near.map((it) => ({ within: it.within, ends: endsOf(words, it.sequence) }));
        return endsOf(words, sequence).flatMap((to, from) => {
          const core = to === undefined ? undefined : { from, to };
          const span = core && together(core, rest);
          return span ? [{ ...span, core }] : [];
        });
      },
    };
  };
}

function merge(all: readonly (Sequence | Meanings)[]): Meanings {
  return {
    forms: new Set(all.flatMap((it) => ("forms" in it ? [...it.forms] : []))),
    phrases: all.flatMap((it) => ("forms" in it ? it.phrases : [it])),
  };
}

function needsOf({ forms, phrases }: Meanings, lexicon: Lexicon): ReadonlySet<number> {
  return phrases.reduce<ReadonlySet<number>>((all, it) => all.union(rarest(it.needs, lexicon)), forms);
}

/** The set of which a text has one the least often. */
function rarest(sets: readonly ReadonlySet<number>[], lexicon: Lexicon): ReadonlySet<number> {
  const weighed = sets.map((forms) => ({ forms, weight: [...forms].reduce((sum, it) => sum + lexicon.weight(it), 0) }));
  return weighed.reduce((least, it) => (it.weight < least.weight ? it : least), weighed[0]!).forms;
}

function anyOf(present: ReadonlySet<number>, forms: ReadonlySet<number>): boolean {
  for (const it of present) if (forms.has(it)) return true;
  return false;
}

/** By each word that a sequence begins with: where it ends. */
function endsOf(words: readonly Heard[], sequence: Sequence): (number | undefined)[] {
  return words.map((_, at) => endOf(words, at, sequence.parts, 0, 0, (end) => end));
}

/** The span around one and one of each of the others near it, in any order; undefined without one. */
function together(
  span: Span,
  others: readonly { readonly within: number; readonly ends: readonly (number | undefined)[] }[],
): Span | undefined {
  let all = span;
  for (const { within, ends } of others) {
    const start = Math.max(0, span.from - within);
    const near = ends.slice(start, span.to + within).map((to, i) => ({ from: start + i, to }));
    const other = near.find((it) => it.to !== undefined && (it.to <= span.from || it.from >= span.to));
    if (other?.to === undefined) return undefined;
    all = { from: Math.min(all.from, other.from), to: Math.max(all.to, other.to) };
  }
  return all;
}

/** Where the parts from `part` on end, when they stand from `at` on and what comes after them does (`then`). */
function endOf(
  words: readonly Heard[],
  at: number,
  parts: Sequence["parts"],
  part: number,
  skipped: number,
  then: (end: number) => number | undefined,
): number | undefined {
  const wanted = parts[part];
  if (wanted === undefined) return then(at);
  const after = (end: number) => endOf(words, end, parts, part + 1, 0, then);
  if (wanted === "gap") {
    for (let wide = 0; wide <= WIDEST_GAP && at + wide <= words.length; wide++) {
      const end = after(at + wide);
      if (end !== undefined) return end;
    }
    return undefined;
  }
  const word = words[at];
  if (word?.forms.some((it) => wanted.forms.has(it))) {
    const end = after(at + 1);
    if (end !== undefined) return end;
  }
  for (const phrase of word ? wanted.phrases : []) {
    const end = endOf(words, at, phrase.parts, 0, 0, after);
    if (end !== undefined) return end;
  }
  if (wanted.optional) {
    const end = endOf(words, at, parts, part + 1, skipped, then);
    if (end !== undefined) return end;
  }
  if (part === 0 || !word?.filler || skipped >= MOST_FILLERS) return undefined;
  return endOf(words, at + 1, parts, part, skipped + 1, then);
}
