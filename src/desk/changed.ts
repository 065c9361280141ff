import type { CardLook } from "../channels/teams/cards/look.ts";
import type { SinceView } from "../console/since.ts";
import type { Given, ItemsChange } from "../reports/changed.ts";
import { localDate } from "../schedule/local.ts";

/** Words that recur, in one line. */
const WORDS = 6;

/** Since when it is looked. */
export function sinceSaid(look: CardLook, { from, since }: SinceView): string {
  return from === "talk"
    ? look.staff("since.from-talk", { when: look.when(since) })
    : look.staff("since.from-day", { day: look.day(localDate(since)) });
}

/** What changed, a line for each: facts beside each other, and no word of what to think of them. */
export function changedLines(look: CardLook, { changed, unanswered }: SinceView): { title: string; said: string }[] {
  const { numbers, items, sheets, recurring } = changed;
  const words = recurring.slice(0, WORDS).map(({ word }) => word);
  return [
    ...numbers.map(({ title, before, now }) => {
      const then = before ? [givenSaid(look, before)] : [];
      const first = before ? "" : ` (${look.say("since.first")})`;
      return { title, said: `${[...then, givenSaid(look, now)].join(" → ")}${first}` };
    }),
    ...items.flatMap((it) => feelingLines(look, it)),
    ...sheets.map(({ title, before, rows }) => ({ title, said: sheetSaid(look, before, rows.length) })),
    ...(words.length > 0 ? [{ title: look.staff("since.words"), said: words.join(", ") }] : []),
    ...unanswered.map(({ title, at }) => ({
      title: look.staff("since.unanswered"),
      said: look.staff("since.sent", { title, when: look.when(at) }),
    })),
  ];
}

function givenSaid(look: CardLook, { number, said }: Given): string {
  return number === null ? look.staff("since.no-number") : `${number}, ${said}`;
}

/** The names of what was chosen more often, less often, as often. */
function feelingLines(
  look: CardLook,
  { title, more, less, same, first }: ItemsChange,
): { title: string; said: string }[] {
  const line = (key: string, list: ItemsChange["more"]) => {
    return list.length > 0 ? [`${look.staff(`since.${key}`)}: ${list.map(({ label }) => label).join(", ")}`] : [];
  };
  const said = [...line("more", more), ...line("less", less), ...line(first ? "chosen" : "as-often", same)];
  return [{ title, said: said.length > 0 ? said.join(". ") : look.staff("since.no-feelings") }];
}

function sheetSaid(look: CardLook, before: Date | undefined, changes: number): string {
  if (!before) return look.staff("since.sheet-first");
  return changes > 0 ? look.say("since.sheet-changed", { count: changes }) : look.staff("since.sheet-same");
}
