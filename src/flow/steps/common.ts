import { z } from "zod";

/** Ids are short: they travel in button tokens of at most 64 bytes. */
export const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,23}$/,
    "expected a short id: a-z, 0-9 and -, at most 24 characters, starting with a letter",
  );

export const choice = z.union([id.transform((it) => ({ id: it, picture: it })), z.strictObject({ id, picture: id })]);

const byItem = z.strictObject({ by: z.literal("item"), of: z.record(id, z.array(choice).min(1)) });

/**
 * Choices in the flow, those of the loop's item (`by: item`), or taken from an earlier answer (`from: people` offers the
 * names given there).
 */
export const choices = z.union([z.array(choice).min(2), byItem, z.strictObject({ from: z.string() })]);
/** As choices; what is taken from an earlier answer is said in its words. */
export const suggestions = z.union([z.array(choice).min(1), byItem, z.strictObject({ from: z.string() })]);

type Choice = z.infer<typeof choice>;
export type Choices = z.infer<typeof choices> | z.infer<typeof suggestions>;

interface Offering {
  readonly type: string;
  readonly choices?: Choices | undefined;
  readonly suggestions?: Choices | undefined;
}

/** What a step offers to choose among, or to tell by one tap; undefined at those that offer nothing. */
export const offeredAt = ({ choices, suggestions }: Offering): Choices | undefined => choices ?? suggestions;

/** The choices written in the flow for a round whose item is `item`; undefined where they come from an earlier answer. */
export function choicesFor(choices: Choices | undefined, item: string | undefined): readonly Choice[] | undefined {
  if (choices === undefined || "from" in choices) return undefined;
  return "by" in choices ? (choices.of[item ?? ""] ?? []) : choices;
}

/** All choices that can come up at a step, each once; undefined where they come from an earlier answer. */
export function everyChoice(choices: Choices | undefined): readonly Choice[] | undefined {
  if (choices === undefined || "from" in choices) return undefined;
  const all = "by" in choices ? Object.values(choices.of).flat() : choices;
  return [...new Map(all.map((it) => [it.id, it])).values()];
}

/**
 * A card drawn from one of the flow's decks, said as `{{card}}` in the step's words; none comes twice in a session.
 * `match` keeps the cards whose tag is the answer of a step, a param, or the item of a loop (`item`); a card without the
 * tag fits all.
 */
const draw = z.strictObject({
  deck: id,
  match: z.record(id, z.string()).optional(),
  /** the card is the question: a summary and the note say it with the answer */
  asks: z.literal(true).optional(),
});

/** A picture named by earlier choices: "{{who}}-offers-{{offer}}". Where one of them is open, the exercise's own stands. */
const picturePattern = z.string().regex(/^[a-z0-9-]*(\{\{[a-z][a-z0-9-]*\}\}[a-z0-9-]*)+$/);

/** The answers a picture's name is made of. */
export const gapsIn = (picture: string): readonly string[] =>
  [...picture.matchAll(/\{\{([^}]+)\}\}/g)].map((match) => match[1] as string);

const KEPT_FIELD = /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*\/[a-z]+$/;

/**
 * A button that leads out: to a page, to a number, to the number of the person the round is about ("phone"), or to the
 * numbers of all persons that are kept of a used flow ("noedplan/helpers/phone").
 */
const link = z.union([
  z.strictObject({ url: z.url({ protocol: /^https$/ }) }),
  z.strictObject({ call: z.union([id, z.string().regex(KEPT_FIELD), z.string().regex(/^[\d ]{3,}$/)]) }),
]);
export type Link = z.infer<typeof link>;

/** Whether a link is a number written in the flow; its words are then the flow's own, as those of a page. */
export const isNamedLink = (to: Link): boolean => "url" in to || /^\d/.test(to.call);

/**
 * What every step that shows something may have. `sheet: true` shows the flow's own sheet as answered so far, the id of a
 * used flow shows the sheet that is kept of it.
 */
export const shown = {
  id,
  picture: z.union([id, picturePattern]).optional(),
  sheet: z.union([z.literal(true), id]).optional(),
  draw: draw.optional(),
  link: link.optional(),
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

export function choiceWords(from: Choices | undefined): WordKey[] {
  return (everyChoice(from) ?? []).map((it) => ({ key: `choices.${it.id}`, limit: "choice" }));
}

export const linkWords = ({ link: to }: { link?: Link | undefined }): WordKey[] =>
  to && isNamedLink(to) ? [{ key: "link", limit: "title" }] : [];
