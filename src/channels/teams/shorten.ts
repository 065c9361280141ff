import type { Card } from "./parts.ts";

/** What every client of Teams takes. */
export const MAX_CARD_BYTES = 28 * 1024;

export const sizeOf = (card: Card): number => Buffer.byteLength(JSON.stringify(card));

/** A card that can be sent: of one that is too big the end is left out, and `more` is said instead. */
export function shorten(card: Card, more: string): Card {
  let body = [...card.body];
  let shown = card;
  while (sizeOf(shown) > MAX_CARD_BYTES && body.length > 0) {
    body = body.slice(0, -1);
    shown = { ...card, body: [...body, { type: "TextBlock", text: more, wrap: true }] };
  }
  return shown;
}
