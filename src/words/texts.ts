import { survey } from "../flow/check/survey.ts";
import type { Flow } from "../flow/schema.ts";
import type { WordCatalog } from "./catalog.ts";

/** One text that a citizen reads or hears. */
export interface CitizenText {
  readonly language: string;
  /** the flow or the shared file it is in */
  readonly name: string;
  readonly path: readonly string[];
  readonly text: string;
  /** said as a message; a label stands on a button, in a list or inside a message */
  readonly bubble: boolean;
  /** the cards that are said inside it, at `{{card}}` */
  readonly cards: readonly string[];
}

/** What citizens say themselves is not the product's wording. */
const HEARD = ["also", "numbers", "ordinals", "number-prefixes", "negations"];
/** Shared files that citizens meet. */
const SHARED = ["common", "web", "telegram", "safety"];
const BUBBLES = ["aim", "text", "plain"];

/** Every text of every flow, and the shared ones that citizens meet. */
export function citizenTexts(flows: Readonly<Record<string, Flow>>, catalog: WordCatalog): CitizenText[] {
  const decks = Object.fromEntries(Object.values(flows).map((flow) => [flow.id, decksOf(flow)]));
  return catalog.languages.flatMap((language) => {
    const inFlows = Object.entries(catalog.flows[language] ?? {}).flatMap(([name, words]) =>
      leaves(words).map(({ path, text }): CitizenText => {
        const bubble = path[0] === "decks" || BUBBLES.includes(path.at(-1) as string);
        const deck = path[0] === "steps" ? decks[name]?.get(path[1] as string) : undefined;
        const cards =
          deck === undefined ? [] : leaves(words).filter((it) => it.path[0] === "decks" && it.path[1] === deck);
        return { language, name, path, text, bubble, cards: cards.map((it) => it.text) };
      }),
    );
    const shared = SHARED.flatMap((name) =>
      leaves(catalog.shared[language]?.[name]).map(({ path, text }): CitizenText => {
        return { language, name, path, text, bubble: /[.!?]$/.test(text.trim()), cards: [] };
      }),
    );
    return [...inFlows, ...shared];
  });
}

/** Step → the deck it draws from. */
function decksOf(flow: Flow): Map<string, string> {
  const draws = survey(flow, {}).standings.flatMap(({ step }) =>
    "draw" in step && step.draw ? [[step.id, step.draw.deck] as const] : [],
  );
  return new Map(draws);
}

function leaves(words: unknown, path: readonly string[] = []): { path: readonly string[]; text: string }[] {
  if (typeof words === "string") return [{ path, text: words }];
  if (words === null || typeof words !== "object" || Array.isArray(words)) return [];
  return Object.entries(words)
    .filter(([key]) => !HEARD.includes(key))
    .flatMap(([key, value]) => leaves(value, [...path, key]));
}
