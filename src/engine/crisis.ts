import type { Found, OpenAlert } from "../model/alert.ts";
import type { Aside, ConversationEvent } from "../model/conversation.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Screen, ScreenChoice, ScreenLink } from "../model/screen.ts";
import { common, type Text } from "../model/text.ts";
import { alerted, truthOf } from "./alert.ts";
import type { Surroundings } from "./surroundings.ts";
import { type Meaning, meaning } from "./understand.ts";

type Crisis = Extract<Aside, { kind: "crisis" }>;
type Button = (id: string, role: ScreenChoice["role"], picture: string, label?: Text) => ScreenChoice;

/** What of a message must not wait, the most urgent; undefined for most of them (R25). */
export function crisisIn(inbound: Inbound, { safety }: Surroundings): Found | undefined {
  if (inbound.kind === "crisis") return inbound;
  const text = inbound.kind === "words" ? inbound.words : inbound.kind === "media" ? inbound.caption : undefined;
  return text === undefined ? undefined : safety.lookFor(text)[0];
}

/** The fixed answer comes before all else (R26). What was answered is kept; that it was not understood does not matter now. */
export function answerCrisis({ events }: Meaning, { category, urgency }: Found, around: Surroundings): Meaning {
  const kept = events.filter(({ type }) => type === "answered" || type === "changed" || type === "ticked");
  const aside: ConversationEvent = { type: "asked-aside", aside: { kind: "crisis", category, below: null } };
  return { verdict: "interrupted", events: [...kept, alerted({ category, urgency }, around), aside] };
}

/** What was on screen comes again when it is closed; asked about twice, it is the same. */
export function crisisOver(aside: Aside, before: Aside | null): Aside {
  if (aside.kind !== "crisis") return aside;
  return { ...aside, below: before?.kind === "crisis" ? before.below : before };
}

/** What a button of it means; undefined when it has no such button. */
export function chooseCrisis(
  choice: string,
  aside: Crisis,
  alert: OpenAlert | undefined,
  around: Surroundings,
): Meaning | undefined {
  if (choice === "close") return meaning({ type: "closed-aside" });
  if (choice === "mistake") {
    return alert && !alert.mistake ? meaning({ type: "mistaken" }, asking(aside, false)) : undefined;
  }
  if (aside.danger !== undefined || (choice !== "yes" && choice !== "no")) return undefined;
  // who is in danger now cannot wait until later today
  const worse = choice === "yes" && alert?.urgency === "today";
  const told = worse ? [alerted({ category: alert.category, urgency: "now" }, around)] : [];
  return meaning(...told, asking(aside, choice === "yes"));
}

const asking = (aside: Crisis, danger: boolean): ConversationEvent => ({
  type: "asked-aside",
  aside: { ...aside, danger },
});

/** The fixed answer with its call buttons, and the truth about who has been told (R21, R26). */
export function presentCrisis(
  { category, danger }: Crisis,
  alert: OpenAlert | undefined,
  around: Surroundings,
  button: Button,
): Omit<Screen, "controls"> {
  const safety = (key: string): Text => ({ from: "safety", key });
  const said = (key: string): Text => safety(`answers.${category}.${key}`);
  const picture = { name: "phone" };
  const links = around.safety.callsFor(category, danger !== false).map(({ call, number }): ScreenLink => {
    return { label: safety(`calls.${call}`), url: `tel:${number.replaceAll(/[^\d+]/g, "")}`, picture };
  });
  const shown = { links, layout: "list", input: "none" } as const;
  const mistake = alert && !alert.mistake ? [button("mistake", "other", "edit", common("crisis.was-mistake"))] : [];
  if (danger === undefined) {
    const bubbles = [
      { text: said("first"), picture },
      { text: said("second") },
      ...truthOf(alert),
      { text: safety("ask.text") },
    ];
    const answers = [button("yes", "answer", "yes", safety("ask.yes")), button("no", "answer", "no", safety("ask.no"))];
    return { bubbles, choices: [...answers, ...mistake], ...shown };
  }
  const first = alert?.mistake ? common("crisis.mistake") : said(danger ? "danger" : "safe");
  const bubbles = [{ text: first, picture }, ...truthOf(alert)];
  return { bubbles, choices: [button("close", "main", "continue", common("go-on")), ...mistake], ...shown };
}
