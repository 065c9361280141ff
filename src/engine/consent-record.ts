import type { Ask } from "../flow/expand.ts";
import type { Consent, Consents } from "../model/consent.ts";
import type { ConversationEvent, Frame } from "../model/conversation.ts";
import { common } from "../model/text.ts";
import type { Effect } from "../model/turn.ts";
import { stepText, valuesFor } from "./answer-text.ts";
import { consentGiven } from "./consent.ts";
import { contextOf } from "./frame.ts";
import type { Surroundings } from "./surroundings.ts";

/** What a finished session decided about somebody, with the questions as the citizen read them. */
export function consentEffect(done: Frame, before: Consents, after: Consents, around: Surroundings): Effect[] {
  const compiled = around.library.get(done.flow);
  const receiver = consentGiven(done, compiled)?.receiver;
  const consent = receiver === undefined ? undefined : after[receiver];
  if (receiver === undefined || !consent) return [];
  const context = contextOf(done);
  const steps = Object.values(compiled.flow.consents ?? {});
  const wording = steps
    .filter((step) => context.answers.some(([path]) => path === step))
    .map((step) => {
      const ask = compiled.asks.get(step) as Ask;
      const values = valuesFor(compiled, ask, "text", context, { language: around.profile.language });
      return around.words.say(stepText(compiled, ask, "text", values));
    });
  return [record(receiver, before[receiver], consent, wording.join("\n"))];
}

/** What a button decided about somebody, with the button's words. */
export function consentedBy(
  { receiver, consent }: Extract<ConversationEvent, { type: "consented" }>,
  before: Consents,
  { words }: Surroundings,
): Effect[] {
  const refused = Object.values(consent.kinds).every((said) => !said) && Object.keys(consent.kinds).length > 0;
  const wording = words.say(refused ? common("who.no", { name: consent.name }) : common("choices.undo"));
  return [record(receiver, before[receiver], consent, wording)];
}

/** All that is said about somebody now; what is no longer said is null. */
function record(receiver: string, before: Consent | undefined, now: Consent, wording: string): Effect {
  const gone = Object.keys(before?.kinds ?? {}).map((kind) => [kind, null] as const);
  const kinds = { ...Object.fromEntries(gone), ...now.kinds };
  return { type: "set-consent", receiver, name: now.name, kinds, wording };
}
