import type { Found, OpenAlert } from "../model/alert.ts";
import type { Aside, Conversation, ConversationEvent, News } from "../model/conversation.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Bubble } from "../model/screen.ts";
import { common, type Text } from "../model/text.ts";
import type { Effect } from "../model/turn.ts";
import type { Surroundings } from "./surroundings.ts";
import { type Meaning, meaning, nothing } from "./understand.ts";

type Alerted = Extract<ConversationEvent, { type: "alerted" }>;
type Heard = Extract<ConversationEvent, { type: "alert-news" }>;

/** The citizen told what cannot wait, and what is true at that moment of who is told. */
export function alerted(found: Found, { watch }: Surroundings): Alerted {
  const opens = watch?.opens ? { opens: watch.opens } : {};
  return { type: "alerted", ...found, watch: watch?.watch ?? "none", ...opens };
}

/** What telling it, or calling it a mistake, causes. It is written down also when nobody is told. */
export function alertEffects(event: Alerted | { readonly type: "mistaken" }, { watch }: Surroundings): Effect[] {
  if (event.type === "mistaken") return [{ type: "lower-alert" }];
  const { category, urgency } = event;
  return [{ type: "raise-alert", category, urgency, ...(watch ?? { watch: "none", tell: [] }) }];
}

/** Somebody read, took or closed it; of no interest once it is over. */
export function alertNews({ alert }: Conversation, { what, who }: Extract<Inbound, { kind: "alert-news" }>): Meaning {
  return alert ? meaning({ type: "alert-news", what, by: who }) : nothing("stale");
}

/** What became of it. On the screen that answers it, it is seen there; else it is news (R19, R21). */
export function heardOf(conversation: Conversation, { what, by }: Heard): Conversation {
  const { alert, aside } = conversation;
  if (!alert) return conversation;
  const others = conversation.news.filter((it) => !("alert" in it));
  if (what === "closed") {
    const { alert: _, ...rest } = conversation;
    return { ...rest, news: others };
  }
  const now: OpenAlert = what === "read" ? { ...alert, read: alert.read ?? by } : { ...alert, taken: by };
  const news: readonly News[] = aside?.kind === "crisis" ? others : [...others, { alert: what, by }];
  return { ...conversation, alert: now, news };
}

/** "Det var en fejl": staff sees it, and it stays open (R27). */
export function mistaken(conversation: Conversation): Conversation {
  const { alert } = conversation;
  return alert ? { ...conversation, alert: { ...alert, mistake: true } } : conversation;
}

/** Whether there is danger now is known of the alert as well. */
export function withDanger(conversation: Conversation, aside: Aside): Conversation {
  const { alert } = conversation;
  if (!alert || aside.kind !== "crisis" || aside.danger === undefined || alert.mistake) return conversation;
  return { ...conversation, alert: { ...alert, danger: aside.danger } };
}

/** The truth about who has been told (R21). */
export function truthOf(alert: OpenAlert | undefined): Bubble[] {
  if (!alert) return [{ text: common("crisis.none") }];
  const { watch, opens, read, taken, mistake } = alert;
  if (taken) return [{ text: newsOf({ alert: "claimed", by: taken }) }];
  if (read) return [{ text: newsOf({ alert: "read", by: read }) }];
  if (mistake) return [{ text: common(watch === "none" ? "crisis.none" : "crisis.still-seen") }];
  if (watch === "staffed") return [{ text: common("crisis.sent") }];
  if (!opens) return [{ text: common("crisis.none") }];
  return [
    { text: common("crisis.outside") },
    { text: common("crisis.opens", { day: { date: opens.day }, time: opens.time }) },
  ];
}

/** "NN har læst det" */
export function newsOf({ alert, by }: Extract<News, { alert: unknown }>): Text {
  return common(`crisis.${alert}`, { name: by.name });
}
