import type { HistoryItem } from "./parts.ts";

/**
 * What of the history stands above the question: today's, without what is on the card now (all that Skridt said
 * after the citizen's last word) and without a question that was only shown again.
 * @param day gives the local day of a moment, in the form "2026-03-27"
 */
export function threadBefore(
  history: readonly HistoryItem[],
  now: Date,
  day: (moment: Date) => string = localDay,
): readonly HistoryItem[] {
  const today = day(now);
  const last = history.findLastIndex((item) => item.from === "citizen");
  const earlier = history.slice(0, last + 1).filter((item) => day(new Date(item.at)) === today);
  let before = new Set<string>();
  let said = new Set<string>();
  return earlier.filter((item) => {
    if (item.from === "citizen") {
      before = said;
      said = new Set();
      return true;
    }
    said.add(item.text);
    return !before.has(item.text);
  });
}

function localDay(moment: Date): string {
  return moment.toLocaleDateString("sv-SE");
}
