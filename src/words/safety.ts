import { z } from "zod";
import { CRISIS_CATEGORIES, CRISIS_URGENCIES, type CrisisRules } from "../model/safety.ts";

const patterns = z.array(z.string().regex(/^\S+( \S+)*$/, "expected words with one space between"));

/** `locales/<language>/heard-words.yaml`: how words are compared, and the lists that patterns name */
export const heardWords = z.strictObject({
  sounds: z.array(z.string().regex(/^\S+ > \S*$/, 'expected "written > heard"')),
  endings: patterns,
  spellings: z.record(z.string(), patterns),
  small: patterns,
  fillers: patterns,
  exact: patterns,
  words: z.record(z.string(), patterns),
});

/** `locales/<language>/heard.yaml`: the rules, and what makes their patterns harmless */
export const heardRules = z.strictObject({
  rules: z.record(
    z.string(),
    z.strictObject({
      category: z.enum(CRISIS_CATEGORIES),
      urgency: z.enum(CRISIS_URGENCIES),
      say: patterns,
      past: patterns,
    }),
  ),
  harmless: patterns,
  titles: z.strictObject({ before: patterns, after: patterns }),
  past: z.strictObject({ ago: patterns, still: patterns }),
});

/** What is answered (R26): two bubbles, the question whether there is danger now, and one more after its answer. */
const answer = z.strictObject({ first: z.string(), second: z.string(), danger: z.string(), safe: z.string() });

/** `locales/<language>/safety.yaml` */
export const safetyWords = z.strictObject({
  ask: z.strictObject({ text: z.string(), plain: z.string(), yes: z.string(), no: z.string() }),
  /** the buttons that call, by what they call */
  calls: z.strictObject({
    emergency: z.string(),
    unit: z.string(),
    livslinien: z.string(),
    giftlinjen: z.string(),
    doctor: z.string(),
  }),
  answers: z.record(z.enum(CRISIS_CATEGORIES), answer),
});

/**
 * What is listened for, by language.
 * @param shared the shared words of a catalog without problems
 */
export function crisisRules(shared: Readonly<Record<string, Readonly<Record<string, unknown>>>>) {
  return Object.fromEntries(
    Object.entries(shared).flatMap(([language, files]): [string, CrisisRules][] => {
      const rules = files.heard as z.infer<typeof heardRules> | undefined;
      const words = files["heard-words"] as z.infer<typeof heardWords> | undefined;
      return rules && words ? [[language, { ...words, ...rules }]] : [];
    }),
  );
}
