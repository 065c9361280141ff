import type { Message } from "../model/message.ts";
import type { Moment } from "../store/thread.ts";

/** One thing that was said, by whom. */
export interface Said {
  readonly from: "citizen" | "skridt";
  readonly text: string;
  /** ISO */
  readonly at: string;
}

/**
 * The thread as it was seen: what was said, and the label of the button that was tapped.
 * @param recorded what stands for a recording
 */
export function historyOf(moments: readonly Moment[], recorded: (type: "voice" | "photo") => string): Said[] {
  let before: Message | null = null;
  const items: Said[] = [];
  for (const moment of moments) {
    const at = moment.at.toISOString();
    const said = moment.said === null ? undefined : saidText(moment.said, before, recorded);
    if (said !== undefined) items.push({ from: "citizen", text: said, at });
    if (moment.message) {
      items.push(...moment.message.bubbles.map((bubble) => ({ from: "skridt" as const, text: bubble.text, at })));
      before = moment.message;
    }
  }
  return items;
}

function saidText(
  said: NonNullable<Moment["said"]>,
  before: Message | null,
  recorded: (type: "voice" | "photo") => string,
): string | undefined {
  if ("words" in said) return said.words;
  if ("media" in said) return recorded(said.media);
  return [...(before?.choices ?? []), ...(before?.controls ?? [])].find((it) => it.token === said.tap)?.label;
}
