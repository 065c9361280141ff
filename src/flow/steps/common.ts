import { z } from "zod";

/** Ids are short: they travel in button tokens of at most 64 bytes. */
export const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,23}$/,
    "expected a short id: a-z, 0-9 and -, at most 24 characters, starting with a letter",
  );

export const choice = z.union([id.transform((it) => ({ id: it, picture: it })), z.strictObject({ id, picture: id })]);

/** Choices in the flow, or taken from an earlier answer (`from: people` offers the names given there). */
export const choices = z.union([z.array(choice).min(2), z.strictObject({ from: z.string() })]);

/**
 * A card drawn from one of the flow's decks, said as `{{card}}` in the step's words; none comes twice in a session.
 * `match` keeps the cards whose tag is the answer of a step, or the item of a loop (`item`); a card without the tag fits all.
 */
const draw = z.strictObject({ deck: id, match: z.record(id, z.string()).optional() });

/** A picture named by earlier choices: "{{who}}-offers-{{offer}}". Where one of them is open, the exercise's own stands. */
const picturePattern = z.string().regex(/^[a-z0-9-]*(\{\{[a-z][a-z0-9-]*\}\}[a-z0-9-]*)+$/);

/** The answers a picture's name is made of. */
export const gapsIn = (picture: string): readonly string[] =>
  [...picture.matchAll(/\{\{([^}]+)\}\}/g)].map((match) => match[1] as string);

/** What every step that shows something may have. `sheet: true` shows the flow's own sheet, as answered so far. */
export const shown = {
  id,
  picture: z.union([id, picturePattern]).optional(),
  sheet: z.literal(true).optional(),
  draw: draw.optional(),
};

/** `required`: only for what a contract or consent cannot be without (R14). */
export const asking = { ...shown, required: z.literal(true).optional() };

/** One place for words in the locale file of a flow, below `steps.<id>`. */
export interface WordKey {
  readonly key: string;
  readonly limit: "bubble" | "choice" | "short" | "title";
  readonly optional?: true;
}

const base: readonly WordKey[] = [{ key: "text", limit: "bubble" }];

/** The words of a question: how it is asked, asked plainer (R13), and named in a summary. */
export const questionWords: readonly WordKey[] = [
  ...base,
  { key: "plain", limit: "bubble" },
  { key: "short", limit: "short" },
];
export const messageWords: readonly WordKey[] = [...base, { key: "plain", limit: "bubble" }];

export function choiceWords(from: z.infer<typeof choices> | undefined): WordKey[] {
  if (!Array.isArray(from)) return [];
  return from.map((it) => ({ key: `choices.${it.id}`, limit: "choice" }));
}
