import type { CitizenLine } from "../channels/teams/cards/citizens.ts";
import type { CardLook } from "../channels/teams/cards/look.ts";
import type { CitizenRow, State } from "../console/citizens.ts";
import { GUARANTEE_DAYS } from "../model/indicators.ts";

/** A citizen as they stand in a list. */
export function lineOf(look: CardLook, { citizen, latest, waited, states }: CitizenRow): CitizenLine {
  const { id, name, persona } = citizen;
  const newest = latest
    ? look.staff("citizens.latest", { title: latest.title, when: look.when(latest.at) })
    : look.staff("citizens.none-yet");
  return {
    id,
    name,
    persona,
    lines: [{ said: newest, quiet: true }, ...statusLines(look, states, waited).map((said) => ({ said }))],
  };
}

/** What is under way, and how long they have waited for their first talk. */
export function statusLines(look: CardLook, states: readonly State[], waited: number | undefined): string[] {
  const wait = waited === undefined ? [] : [waitedSaid(look, waited)];
  return [
    ...wait,
    ...states.map(({ state, title, at }) => look.staff(`state.${state}`, { title, when: look.when(at) })),
  ];
}

function waitedSaid(look: CardLook, day: number): string {
  return look.staff(day > GUARANTEE_DAYS ? "first-talk.over" : "first-talk.day", { day, of: GUARANTEE_DAYS });
}
