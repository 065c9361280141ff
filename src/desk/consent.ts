import { consentCard } from "../channels/teams/cards/consent.ts";
import type { CardLook, Told } from "../channels/teams/cards/look.ts";
import { readConsents, receiverIn } from "../console/consents.ts";
import { ALL, type Consent, exercisesIn, INSIDE } from "../model/consent.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { idFor, newMark } from "./once.ts";
import { citizenOf } from "./own.ts";
import type { Act, Answered, Doing } from "./parts.ts";

/** Receivers on a card, and exercises named of each; all of it is in the console. */
const ROWS = 12;
const SINGLE = 6;

interface Named {
  readonly citizen: string;
}

export const showConsent: Act<Named> = async (doing, { data }) => show(doing, await citizenOf(doing, data.citizen));

async function show(doing: Doing, citizen: OwnCitizen, told: Told = {}): Promise<Answered> {
  const { look, parts, actor } = doing;
  const { rows, receivers, exercises, title } = await readConsents(parts, actor, citizen, look.staff);
  const option = ([value, said]: readonly [string, string]) => ({ title: said, value });
  const view = {
    citizen: citizen.id,
    name: citizen.name,
    rows: rows.slice(0, ROWS).map(({ name, role, consent }) => ({
      name,
      as: role && look.staff(`people.as.${role}`),
      said: saidOf(look, consent, role, title),
    })),
    more: Math.max(0, rows.length - ROWS),
    receivers: receivers.map(option),
    exercises: [{ title: look.staff("consent.all"), value: ALL }, ...exercises.map(option)],
    nonce: newMark(parts.now()),
  };
  return { card: consentCard(look, view, told), replaces: true };
}

/** "Øvelser: ja", "Egne ord: ikke spurgt". */
function saidOf(
  look: CardLook,
  consent: Consent | undefined,
  role: string | undefined,
  title: (flow: string) => string,
) {
  const answer = (yes: boolean | undefined) => {
    if (yes !== undefined) return look.staff(yes ? "consent.yes" : "consent.no");
    return look.staff(role === "behandler" ? "consent.each-time" : "consent.nothing-said");
  };
  const single = exercisesIn(consent ?? { kinds: {} }).filter(([kind]) => kind !== ALL);
  return [
    `${look.staff("consent.kinds.exercises")}: ${answer(consent?.kinds[ALL])}`,
    ...single.slice(0, SINGLE).map(([kind, yes]) => `${title(kind)}: ${answer(yes)}`),
    ...INSIDE.map((it) => `${look.staff(`consent.kinds.${it}`)}: ${answer(consent?.kinds[it])}`),
  ];
}

/** Asks the citizen, in their chat. */
export const askConsent: Act<Named & { readonly nonce: string }> = async (doing, { data, inputs }) => {
  const { look, parts, actor } = doing;
  const citizen = await citizenOf(doing, data.citizen);
  const { receivers, exercises } = await readConsents(parts, actor, citizen, look.staff);
  const chosen = receivers.find(([value]) => value === inputs.receiver)?.[0];
  const receiver = chosen === undefined ? undefined : receiverIn(chosen);
  if (!receiver) return show(doing, citizen, { problem: look.staff("consent.choose") });
  const exercise = exercises.find(([value]) => value === inputs.exercise)?.[0];
  await parts.askConsent({
    id: idFor(doing, data.nonce, citizen.id),
    citizen: citizen.id,
    receiver,
    ...(exercise === undefined ? {} : { exercise }),
    ...(inputs.earlier === "yes" ? { earlier: true } : {}),
    by: actor.id,
  });
  return show(doing, citizen, { done: look.staff("consent.asked", { name: citizen.name }) });
};
