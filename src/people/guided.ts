import type { Flow } from "../flow/schema.ts";
import type { Aside, Conversation, FlowRef } from "../model/conversation.ts";
import type { AnsweredBy } from "../model/value.ts";

/** The rules of running an exercise side by side, on the phone of staff (R30). */
export const GUIDED_RULES = {
  allowed: ["guide.start", "sent", "answered"],
  denied: ["not-tied", "not-for-role", "not-an-exercise", "own-chat-only", "anonymous", "citizen-decides"],
} as const;
type Allowed = (typeof GUIDED_RULES.allowed)[number];
type Denied = (typeof GUIDED_RULES.denied)[number];

/** Whether it is allowed, and the rule that says so. */
export interface GuidedRuling {
  readonly allowed: boolean;
  readonly rule: Allowed | Denied;
}

const yes = (rule: Allowed): GuidedRuling => ({ allowed: true, rule });
const no = (rule: Denied): GuidedRuling => ({ allowed: false, rule });

/**
 * Whether a member of staff may run an exercise with a citizen. Consent is given in the citizen's own chat alone, and what
 * is anonymous is not answered beside those it is about. What waits for the citizen somebody else may start: whoever is
 * tied to them may help with it.
 */
export function mayGuide(
  { role, tied, sent }: { readonly role: string; readonly tied: boolean; readonly sent: boolean },
  flow: Flow,
): GuidedRuling {
  if (!tied) return no("not-tied");
  if (flow.report === false) return no("not-an-exercise");
  if (flow.consents) return no("own-chat-only");
  if (flow.anonymous) return no("anonymous");
  if (flow.guide.start.some((it) => it === role)) return yes("guide.start");
  return sent ? yes("sent") : no("not-for-role");
}

/** Whether a member of staff may send an exercise: one that reports and asks for no consent, and that its guide lets them start. */
export function maySend({ role }: { readonly role: string }, flow: Flow): GuidedRuling {
  if (flow.report === false) return no("not-an-exercise");
  if (flow.consents) return no("own-chat-only");
  return flow.guide.start.some((it) => it === role) ? yes("guide.start") : no("not-for-role");
}

/** What only the citizen can decide: who sees it, what they agree to, and their name under it. */
export const DECISIONS = ["release", "consent", "sign"] as const;
export type Decision = (typeof DECISIONS)[number];

/** Whether an answer of this kind of question counts when this one gave it. */
export function mayAnswer(by: AnsweredBy, kind: string): GuidedRuling {
  return by === "staff" && DECISIONS.some((it) => it === kind) ? no("citizen-decides") : yes("answered");
}

/** Beside an exercise, but the citizen's own: what they keep, and who may see it. It is met on their own phone alone. */
const OWN: readonly Aside["kind"][] = ["menu", "thing", "who", "no-more", "data"];

/** What a member of staff may have on their phone: the exercise that runs, the question whether it may begin, or its end. */
export type Shown = "running" | "asking" | "ended";

/**
 * What of a citizen's conversation is run on the phone of this member of staff; undefined: nothing, and nothing may be
 * shown there. What interrupts an exercise ("Jeg har trang") is shown with it.
 */
export function shownBeside(
  { aside, frames }: Pick<Conversation, "aside" | "frames">,
  staff: string,
  interrupts: (flow: FlowRef) => boolean,
): Shown | undefined {
  if (aside?.kind === "ended") return aside.beside?.id === staff ? "ended" : undefined;
  if (aside?.kind === "switch" && aside.begin.beside?.id === staff) return "asking";
  if (aside && OWN.includes(aside.kind)) return undefined;
  const exercise = frames.findLast((frame) => !interrupts(frame.flow));
  return exercise?.beside?.id === staff ? "running" : undefined;
}
