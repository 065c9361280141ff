import { titleOf } from "../engine/answer-text.ts";
import type { FlowRef } from "../model/conversation.ts";
import type { Words } from "../model/words.ts";
import { daysWaited } from "../schedule/first-talk.ts";
import { latestOutcomes, type OwnCitizen, ownCitizens, type UnderWay, underWay } from "../store/console-queries.ts";
import { learnVersions } from "../store/flow-versions.ts";
import type { StaffActor, StaffParts } from "./parts.ts";

/** What a citizen has under way, with the exercise's name. */
export type State = Pick<UnderWay, "state" | "at"> & { readonly title: string };

export interface CitizenRow {
  readonly citizen: OwnCitizen;
  readonly latest: { readonly title: string; readonly at: Date } | undefined;
  readonly states: readonly State[];
  /** days they have waited for their first talk, for those who see to it */
  readonly waited: number | undefined;
}

/** The actor's citizens, each with the newest that the actor may see of them. */
export async function readCitizens(parts: StaffParts, actor: StaffActor, words: Words): Promise<CitizenRow[]> {
  const { database, library } = parts;
  const citizens = await ownCitizens(database, actor.id);
  const ids = citizens.map((it) => it.id);
  const [latest, under] = await Promise.all([
    latestOutcomes(database, ids, actor.id),
    underWay(database, ids, actor.id),
  ]);
  await learnVersions(
    parts,
    [...latest, ...under].map((it) => it.flow),
  );
  const nameOf = (flow: FlowRef) => words.say(titleOf(library.get(flow)));
  const newest = new Map(latest.map((it) => [it.citizen, { title: nameOf(it.flow), at: it.completedAt }]));
  return citizens.map((citizen) => ({
    citizen,
    latest: newest.get(citizen.id),
    waited: waitedFor(parts, actor, citizen),
    states: statesOf(
      parts,
      under.filter((it) => it.citizen === citizen.id),
      words,
    ),
  }));
}

/** How long a citizen has waited for their first talk, for those who see to it. */
export function waitedFor({ now }: StaffParts, { role }: StaffActor, citizen: OwnCitizen): number | undefined {
  return role === "behandler" || role === "tovholder" ? daysWaited(citizen, now()) : undefined;
}

/** Grows whenever something happens in any of their conversations. */
export const stampOf = (citizens: readonly OwnCitizen[]): number => citizens.reduce((sum, it) => sum + it.revision, 0);

/** @param under versions must be loaded. What reports nothing ("Jeg har trang") is the citizen's own and not told. */
export function statesOf({ library }: StaffParts, under: readonly UnderWay[], words: Words): State[] {
  return under.flatMap(({ flow, state, at }) => {
    const compiled = library.get(flow);
    return compiled.flow.report === false ? [] : [{ state, at, title: words.say(titleOf(compiled)) }];
  });
}
