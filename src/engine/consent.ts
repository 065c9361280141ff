import type { CompiledFlow } from "../flow/library.ts";
import {
  ALL,
  type Consent,
  type Consents,
  EARLIER,
  exercisesIn,
  isGroup,
  saidOf,
  withdrawn,
} from "../model/consent.ts";
import type { Conversation, Frame, Person, Profile } from "../model/conversation.ts";
import type { Beginning } from "../model/inbound.ts";
import { contextOf } from "./frame.ts";

/** The params of a flow that asks for consent: for whom, what they are called, and for which exercise. */
export const RECEIVER = "receiver";
export const CALLED = "person";
export const EXERCISE = "exercise";

/**
 * Who will be asked about at the end: whoever sent it, and all the citizen has said yes to; none they said no to, nor any
 * who left meanwhile: when nobody is left of those who sent it, it is the citizen's behandlere.
 */
export function audienceOf(
  { flow: { id: flow }, audience: sentBy }: Beginning,
  consents: Consents,
  { audience: behandlere, others = [] }: Profile,
): readonly Person[] {
  const isAround = (receiver: string) => [...behandlere, ...others].some((it) => it.id === receiver);
  const still = sentBy.filter((it) => isAround(it.id));
  const first = sentBy.length > 0 && still.length === 0 ? behandlere : still;
  const let_ = Object.entries(consents)
    .filter(([receiver, consent]) => saidOf(consent, flow) && (isGroup(receiver) || isAround(receiver)))
    .map(([id, { name }]): Person => ({ id, name }));
  const more = let_.filter((it) => !first.some(({ id }) => id === it.id));
  return [...first, ...more].filter(({ id }) => saidOf(consents[id], flow) !== false);
}

/** What a finished session of a flow that asks for consent decides; undefined for other flows. */
export function consentGiven(done: Frame, { flow }: CompiledFlow): { receiver: string; consent: Consent } | undefined {
  const { consents } = flow;
  const receiver = done.params[RECEIVER];
  if (!consents || !receiver) return undefined;
  const { answers } = contextOf(done);
  const yes = (step: string | undefined) => {
    const value = answers.find(([path]) => path === step)?.[1];
    return value?.kind === "choice" && value.id === "yes";
  };
  const exercise = done.params[EXERCISE] ?? ALL;
  const asked = answers.some(([path]) => path === consents.earlier);
  const kinds = {
    ...{ [exercise]: yes(consents.exercises), words: yes(consents.words), media: yes(consents.media) },
    ...(asked ? { [EARLIER]: yes(consents.earlier) } : {}),
  };
  return { receiver, consent: { name: done.params[CALLED] ?? receiver, kinds } };
}

/** One exercise is said yes or no to beside the others; all of them anew. */
export function withConsent(consents: Consents, receiver: string, { name, kinds }: Consent): Consents {
  const before = ALL in kinds ? {} : consents[receiver]?.kinds;
  return { ...consents, [receiver]: { name, kinds: { ...before, ...kinds } } };
}

/** Sessions under way and what waits ask no more about somebody who may see nothing. */
export function withoutRefused(frames: readonly Frame[], consents: Consents): readonly Frame[] {
  return frames.map((frame) => ({
    ...frame,
    audience: frame.audience.filter(({ id }) => saidOf(consents[id], frame.flow.id) !== false),
  }));
}

/** Someone the citizen can say yes or no to. */
export interface Seer {
  readonly receiver: string;
  readonly consent: Consent;
  /** sees what the citizen lets them see after each exercise, without having asked before */
  readonly sends: boolean;
}

/** Everyone who is around the citizen or was said yes or no to, those who send exercises first. */
export function seersOf({ consents }: Conversation, { audience, others = [] }: Profile): readonly Seer[] {
  const seer = ({ id, name }: Person, sends: boolean): Seer => ({
    receiver: id,
    consent: { name, kinds: consents[id]?.kinds ?? {} },
    sends,
  });
  const groups = Object.entries(consents)
    .filter(([receiver]) => isGroup(receiver))
    .map(([receiver, consent]): Seer => ({ receiver, consent, sends: false }));
  return [...audience.map((it) => seer(it, true)), ...others.map((it) => seer(it, false)), ...groups];
}

/** Whether they may see anything at all. */
export function seesSomething({ consent, sends }: Seer): boolean {
  return exercisesIn(consent).some(([, said]) => said) || (sends && consent.kinds[ALL] !== false);
}

/** What they may see when the citizen says no to everything. */
export function noMore({ consent }: Seer): Consent {
  return withdrawn(consent);
}
