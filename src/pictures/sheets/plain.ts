/** Emoji and what holds them together. The font has none, and a crossed box in their place is a riddle. */
const EMOJI = /(?![©®™])\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\ufe0f|\u200d|\u20e3/gu;

/** Words as they can be drawn: of a sheet, a list or one text, all without emoji. */
export function withoutEmoji<T>(words: T): T {
  return without(words) as T;
}

function without(value: unknown): unknown {
  if (typeof value === "string") return value.replace(EMOJI, "").replace(/ {2,}/g, " ").trim();
  if (Array.isArray(value)) return value.map(without);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, without(inner)]));
}
