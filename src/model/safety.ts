/** What a free text can tell that must not wait; the most pressing first. */
export const CRISIS_CATEGORIES = ["overdose", "suicide", "withdrawal", "violence", "harm", "pregnancy"] as const;
export type CrisisCategory = (typeof CRISIS_CATEGORIES)[number];

/** `now`: somebody's life or body may be in danger this minute. `today`: a person must hear of it today. */
export const CRISIS_URGENCIES = ["now", "today"] as const;
export type CrisisUrgency = (typeof CRISIS_URGENCIES)[number];

/** Something a text told. `said` are the writer's own words: personal, never for a log. */
export interface CrisisFinding {
  readonly category: CrisisCategory;
  readonly urgency: CrisisUrgency;
  /** the name of the rule that found it */
  readonly rule: string;
  /** the words that set it off, as they were written */
  readonly said: string;
}

/**
 * One rule: patterns of words. A pattern is words with spaces between; what sounds alike, other endings and small
 * spelling mistakes are understood. `word*` is a word that begins so, `*word` one that ends so, `=word` a word spelled just so, `{name}` a word or
 * a sequence of that list, `a|b` either, `a_b` words that belong together, `..` up to four words of any kind, `##` a number of two digits or more; a
 * question mark at the end makes a part optional. `a & b` is two sequences in any order, at most twelve words apart,
 * `a ~ b` at most four.
 */
export interface CrisisRule {
  readonly category: CrisisCategory;
  readonly urgency: CrisisUrgency;
  /** patterns that always count */
  readonly say: readonly string[];
  /** patterns that do not count where the text tells that it is long ago */
  readonly past: readonly string[];
}

/** What is listened for in one language. All lists below `rules` and after it hold patterns. */
export interface CrisisRules {
  /** what sounds alike: "written > heard", a regular expression over folded words, in this order */
  readonly sounds: readonly string[];
  /** endings of words that mean the same without them */
  readonly endings: readonly string[];
  /** small words, and how they are also written */
  readonly spellings: Readonly<Record<string, readonly string[]>>;
  /** small words, with which others are written as one word */
  readonly small: readonly string[];
  /** words that may stand anywhere inside what is said */
  readonly fillers: readonly string[];
  /** words that are themselves, never a slip for another */
  readonly exact: readonly string[];
  /** lists by name: words, and sequences as in a pattern */
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly rules: Readonly<Record<string, CrisisRule>>;
  /** sayings: a finding that shares words with one is none */
  readonly harmless: readonly string[];
  /** what stands right before or after a title, a song line or an answer of a quiz */
  readonly titles: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** what tells that it is long ago, and what tells that it is not over */
  readonly past: { readonly ago: readonly string[]; readonly still: readonly string[] };
}

/** A number to call, as it is kept: who answers for it, and until when it was looked after (YYYY-MM-DD). */
export interface CrisisNumber {
  /** as it is dialled, in groups */
  readonly number: string;
  readonly owner: string;
  readonly review: string;
}

/** The regions, whose lægevagt has a number of its own. */
export const REGIONS = ["hovedstaden", "sjaelland", "syddanmark", "midtjylland", "nordjylland"] as const;
export type Region = (typeof REGIONS)[number];

/** The numbers that are the same for all units of a region. */
export const CRISIS_NUMBERS = ["emergency", "livslinien", "giftlinjen", ...REGIONS] as const;
export type CrisisNumbers = Readonly<Record<(typeof CRISIS_NUMBERS)[number], CrisisNumber>>;

/** Whom a call button calls; `unit` is the unit's own number, `doctor` the lægevagt of its region. */
export type CrisisCall = "emergency" | "unit" | "livslinien" | "giftlinjen" | "doctor";
