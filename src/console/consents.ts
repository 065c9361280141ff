import { titleOf } from "../engine/answer-text.ts";
import { RELATION_ROLES } from "../people/roles.ts";
import { consentRecords, consentsOf } from "../store/consents.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { activeOf } from "../store/people/relations.ts";
import { listUnits } from "../store/people.ts";
import { wordsAbout } from "./citizen.ts";
import type { AskedReceiver, StaffActor, StaffParts } from "./parts.ts";
import type { ConsentView } from "./view/consent.ts";

/** What a citizen said about who may see what, and whom they can be asked about. @param say words of the reader */
export async function readConsents(
  parts: StaffParts,
  actor: StaffActor,
  citizen: OwnCitizen,
  say: (key: string) => string,
): Promise<ConsentView> {
  const { database, library } = parts;
  const words = wordsAbout(parts, actor, citizen);
  const [given, records, tied, units] = await Promise.all([
    consentsOf(database, citizen.id),
    consentRecords(database, citizen.id),
    activeOf(database, citizen.id),
    listUnits(database),
  ]);
  const title = (id: string) => {
    const compiled = library.latest(id);
    return compiled ? words.say(titleOf(compiled)) : id;
  };
  const people = tied.map(({ staff, role }) => ({
    receiver: staff.id,
    name: staff.name,
    role,
    consent: given[staff.id],
  }));
  const others = Object.entries(given)
    .filter(([receiver]) => !people.some((it) => it.receiver === receiver))
    .map(([receiver, consent]) => ({ receiver, name: consent.name, role: undefined, consent }));
  const groups = units.flatMap((unit) =>
    RELATION_ROLES.map((role) => [`${role}@${unit.id}`, `${say(`consent.everyone.${role}`)}, ${unit.name}`] as const),
  );
  const exercises = library
    .all()
    .filter(({ flow }) => flow.report !== false && !flow.consents && !flow.anonymous && flow.brief !== "reading")
    .map(({ flow }) => [flow.id, title(flow.id)] as const);
  const unique = people.filter((it, i) => people.findIndex(({ receiver }) => receiver === it.receiver) === i);
  return {
    citizen,
    rows: [...unique, ...others],
    records: records.map((it) => ({ ...it, about: Object.keys(it.kinds).filter((kind) => it.kinds[kind] !== null) })),
    receivers: [...unique.map((it) => [it.receiver, it.name] as const), ...groups],
    exercises,
    title,
  };
}

/** A staff id, or "role@unit"; undefined: nobody was chosen. */
export function receiverIn(value: string): AskedReceiver | undefined {
  const [, role, unit] = /^(\w+)@(.+)$/.exec(value) ?? [];
  if (role !== undefined && unit !== undefined) return { role, unit };
  return value === "" ? undefined : { staff: value };
}
