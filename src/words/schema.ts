import { z } from "zod";
import { heardRules, heardWords, safetyWords } from "./safety.ts";

/** Words by a name of the flow: choices, items, cards. */
const labels = z.record(z.string(), z.string());

/** The words of one step. Which of them a step must have is told by the words function of its kind. */
const stepWords = z.strictObject({
  /** how it is asked */
  text: z.string().optional(),
  /** the same, said plainer (R13) */
  plain: z.string().optional(),
  /** how a summary and the journal note name it */
  short: z.string().optional(),
  choices: labels.optional(),
  /** the button that leads out */
  link: z.string().optional(),
  /** other ways to say a choice */
  also: z.record(z.string(), z.array(z.string())).optional(),
  /** the words beside the numbers of a scale, by its size */
  values: z.strictObject({ of5: labels.optional(), of3: labels.optional() }).optional(),
  /** the items of a loop over a list */
  items: labels.optional(),
  /** what is asked after each round of a repeated block */
  more: z.strictObject({ text: z.string().optional(), plain: z.string().optional() }).optional(),
});

/** `locales/<language>/<flow>.yaml`: every word of one flow in one language. Which it must have, its flow tells. */
export const flowWordsSchema = z.strictObject({
  /** the name of the exercise on a button */
  title: z.string().optional(),
  /** what it is for, said to the citizen */
  aim: z.string().optional(),
  params: z.record(z.string(), labels).optional(),
  decks: z.record(z.string(), labels).optional(),
  sheet: z
    .strictObject({ title: z.string().optional(), parts: labels.optional(), halves: labels.optional() })
    .optional(),
  steps: z.record(z.string(), stepWords).optional(),
});

/** The keys that may be in a file of words, and below each of its steps. */
export const WORD_KEYS = { flow: Object.keys(flowWordsSchema.shape), step: Object.keys(stepWords.shape) } as const;

/** Words shared by all flows: texts and lists of texts by key, in groups. */
export type SharedWords = { readonly [key: string]: string | readonly string[] | SharedWords };
const sharedWords: z.ZodType<SharedWords> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), z.array(z.string()), sharedWords])),
);

const lines = z.array(z.string()).min(1);

/** What staff does: at every exercise, at every kind of question, and at one exercise and its steps. */
const guides = z.strictObject({
  voice: z.strictObject({ dos: lines, donts: lines }),
  /** what an exercise is done with, by the names its guide has for it */
  materials: z.record(z.string(), z.string()),
  kinds: z.record(z.string(), lines),
  flows: z.record(
    z.string(),
    z.strictObject({
      how: lines,
      dos: lines,
      donts: lines,
      tips: lines.optional(),
      steps: z.record(z.string(), lines).optional(),
    }),
  ),
});

/** Cases that staff talk about. */
const dilemmas = z.strictObject({
  cases: z.record(z.string(), z.strictObject({ title: z.string(), text: z.string(), ask: lines })),
});

/**
 * The files that belong to no flow: what is said in all of them, the pictures, the citizen's pages, the console, the
 * instruction cards, and what is heard and answered when something cannot wait.
 */
export const SHARED_SCHEMAS: Readonly<Record<string, z.ZodType<SharedWords>>> = {
  common: sharedWords,
  pictures: z.record(z.string(), z.strictObject({ meaning: z.string(), alt: z.string() })),
  web: sharedWords,
  telegram: sharedWords,
  teams: sharedWords,
  staff: sharedWords,
  dilemmas: dilemmas as unknown as z.ZodType<SharedWords>,
  guides: guides as unknown as z.ZodType<SharedWords>,
  heard: heardRules as unknown as z.ZodType<SharedWords>,
  "heard-words": heardWords as unknown as z.ZodType<SharedWords>,
  safety: safetyWords as unknown as z.ZodType<SharedWords>,
};
