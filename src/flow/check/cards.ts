import type { AskStep, Flow } from "../schema.ts";
import { type Finding, listed, type Subject, wrong } from "./finding.ts";
import { itemsOf } from "./pictures.ts";
import { placeFor, type Standing } from "./survey.ts";

type Card = NonNullable<Flow["decks"]>[string][number];
type Draw = NonNullable<Extract<AskStep, { draw?: unknown }>["draw"]>;

/** Draws at one step that take from the same cards. */
interface Draws {
  readonly standing: Standing;
  /** the item of the innermost loop that they are for; undefined: for any */
  readonly item: string | undefined;
  readonly cards: ReadonlySet<string>;
  readonly times: number;
  readonly fitting: string;
}

/** Answers are tried in so many combinations at most. */
const MOST_COMBINATIONS = 500;

/** No card comes twice in a session: each deck has as many fitting cards as it is drawn from, and is drawn from at all. */
export function checkCards({ flow, survey }: Subject): Finding[] {
  return Object.entries(flow.decks ?? {}).flatMap(([deck, cards]) => {
    const drawing = survey.standings.filter((it) => drawOf(it)?.deck === deck);
    if (drawing.length === 0) return [wrong(["decks", deck], "a deck that a step draws from", "no such step")];
    return repeatedIds(deck, cards).concat(tooFew(deck, cards, drawing, flow.params ?? {}));
  });
}

function repeatedIds(deck: string, cards: readonly Card[]): Finding[] {
  return cards.flatMap((card, i) =>
    cards.findIndex((it) => it.id === card.id) === i
      ? []
      : [wrong(["decks", deck, i, "id"], "an id that no other card has", card.id)],
  );
}

function tooFew(
  deck: string,
  cards: readonly Card[],
  drawing: readonly Standing[],
  params: NonNullable<Flow["params"]>,
): Finding[] {
  const found = new Map<Standing, Finding>();
  for (const answers of combinations(drawing, cards, params)) {
    const draws = drawing.flatMap((standing) => drawsAt(standing, cards, answers));
    for (const [i, own] of draws.entries()) {
      const before = draws.filter((other, j) => j === i || ((j < i || sharesLoop(own, other)) && competes(own, other)));
      const needed = before.reduce((sum, it) => sum + it.times, 0);
      if (needed <= own.cards.size || found.has(own.standing)) continue;
      const expected = `at least ${needed} cards in ${deck}${own.fitting}, one for each round`;
      found.set(own.standing, wrong([...own.standing.path, "draw"], expected, String(own.cards.size)));
    }
  }
  return [...found.values()];
}

function drawOf({ step }: Standing): Draw | undefined {
  return "draw" in step ? step.draw : undefined;
}

/** Every combination of the answers and params that decide which cards fit. A param may have values that are no tag. */
function combinations(
  drawing: readonly Standing[],
  cards: readonly Card[],
  params: NonNullable<Flow["params"]>,
): Record<string, string>[] {
  const choices = new Map<string, readonly string[]>();
  for (const standing of drawing) {
    for (const [tag, from] of Object.entries(drawOf(standing)?.match ?? {})) {
      const values = params[from]?.values.filter((value) => cards.some((card) => card.tags?.[tag] === value));
      if (values && values.length > 0) choices.set(from, values);
      const step = from === "item" ? undefined : placeFor(from, standing)?.step;
      if (step?.type === "choose" && Array.isArray(step.choices))
        choices.set(
          from,
          step.choices.map((it) => it.id),
        );
    }
  }
  return [...choices].reduce<Record<string, string>[]>(
    (all, [from, ids]) => all.flatMap((it) => ids.map((id) => ({ ...it, [from]: id }))).slice(0, MOST_COMBINATIONS),
    [{}],
  );
}

/** The draws of a step in all rounds of the loops around it. */
function drawsAt(standing: Standing, cards: readonly Card[], answers: Record<string, string>): Draws[] {
  const { match = {} } = drawOf(standing) as Draw;
  const rounds = standing.around.map((loop) => roundsOf(loop, standing));
  const times = rounds.reduce((product, it) => product * it.count, 1);
  const byItem = Object.values(match).includes("item");
  const innermost = rounds.at(-1);
  const items = byItem ? (innermost?.items ?? []) : [undefined];
  return items.map((item) => {
    const wanted = Object.entries(match).map(([tag, from]) => [tag, from === "item" ? item : answers[from]] as const);
    const named = wanted.filter(([, value]) => value !== undefined).map(([tag, value]) => `${tag} ${value}`);
    return {
      standing,
      item,
      cards: new Set(cards.filter((card) => fits(card, wanted)).map((card) => card.id)),
      times: item === undefined || !innermost ? times : times / innermost.count,
      fitting: named.length > 0 ? ` that fit ${listed(named)}` : "",
    };
  });
}

function fits(card: Card, wanted: readonly (readonly [tag: string, value: string | undefined])[]): boolean {
  return wanted.every(
    ([tag, value]) => card.tags?.[tag] === undefined || value === undefined || card.tags[tag] === value,
  );
}

function roundsOf(loop: Standing["around"][number], standing: Standing): { items: readonly string[]; count: number } {
  if (loop.type === "repeat") return { items: [], count: loop.max };
  const items = itemsOf(loop.over, standing);
  const step = typeof loop.over === "string" ? placeFor(loop.over, standing)?.step : undefined;
  const most = step?.type === "pick" && step.max !== undefined ? step.max : items.length;
  return { items, count: Math.max(1, Math.min(most, items.length)) };
}

function sharesLoop(a: Draws, b: Draws): boolean {
  return a.standing.loops[0] !== undefined && a.standing.loops[0] === b.standing.loops[0];
}

/** Both can take from the same cards in one session. Of two sides of a branch, each round passes only one. */
function competes(a: Draws, b: Draws): boolean {
  if (a.cards.isDisjointFrom(b.cards)) return false;
  return !exclusive(a.standing, b.standing) || (sharesLoop(a, b) && a.item !== b.item);
}

/** They stand on the two sides of one branch. */
function exclusive(a: Standing, b: Standing): boolean {
  const parting = a.path.findIndex((key, i) => key !== b.path[i]);
  const sides = [a.path[parting], b.path[parting]];
  return sides.includes("then") && sides.includes("else");
}
