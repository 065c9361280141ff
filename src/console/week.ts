import { titleOf } from "../engine/answer-text.ts";
import type { Pause } from "../model/schedule.ts";
import type { Words } from "../model/words.ts";
import { holidaysOf } from "../schedule/holidays.ts";
import { localDate, plusDays } from "../schedule/local.ts";
import { sendTimes } from "../schedule/occurrences.ts";
import { appointmentsOf } from "../store/appointments.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { unansweredOf } from "../store/occurrences.ts";
import { type StoredSchedule, schedulesOf } from "../store/schedules.ts";
import type { StaffActor, StaffParts } from "./parts.ts";
import { WEEKDAYS } from "./planning.ts";

const DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Of what was not done; older ones say nothing about now. */
const UNANSWERED_MS = 14 * DAY_MS;

/** Stands for a talk whose place has a photo. */
const TALK = "behandler";

/** An exercise, as it is shown in little room. */
interface Named {
  readonly title: string;
  readonly picture: string;
}

export interface PlannedDay {
  /** "2026-11-27" */
  readonly day: string;
  readonly holiday: string | undefined;
  readonly entries: readonly (Named & { readonly at: Date })[];
}

export interface Planned extends Named {
  readonly id: string;
  readonly nextAt: Date;
  /** the numbers of the weekdays of a weekly rule, 0 is Monday; undefined: another rule, or once */
  readonly weekdays: readonly number[] | undefined;
  readonly repeats: boolean;
  /** moved and dropped with an appointment */
  readonly follows: boolean;
  readonly paused: Pause | undefined;
}

export interface Unanswered {
  readonly title: string;
  readonly at: Date;
  /** sent and not begun, not sent as one waited, or not sent as nothing ran */
  readonly state: "sent" | "waiting" | "missed";
}

/** What is to come for a citizen, and what was not done. */
export interface Week {
  readonly days: readonly PlannedDay[];
  readonly planned: readonly Planned[];
  readonly unanswered: readonly Unanswered[];
}

/** The next seven days, of what the actor asked for, or nobody in particular. */
export async function readWeek(parts: StaffParts, actor: StaffActor, citizen: OwnCitizen, words: Words): Promise<Week> {
  const now = parts.now();
  const since = new Date(now.getTime() - UNANSWERED_MS);
  const [schedules, open, appointments] = await Promise.all([
    schedulesOf(parts.database, citizen.id, actor.id),
    unansweredOf(parts.database, citizen.id, actor.id, since),
    appointmentsOf(parts.database, citizen.id, now),
  ]);
  const named = (flow: string): Named => {
    const compiled = parts.library.latest(flow);
    return compiled
      ? { title: words.say(titleOf(compiled)), picture: compiled.flow.picture }
      : { title: flow, picture: "calendar" };
  };
  const to = new Date(now.getTime() + DAYS * DAY_MS);
  const talks = appointments.map(({ at, place, look }) => {
    const title = words.say({ from: "staff", key: "appointments.entry", values: { place } });
    return { at, title, picture: "picture" in look ? look.picture : TALK };
  });
  const sent = schedules.flatMap((it) => sendTimes(it, it.hours, now, to).map((at) => ({ ...named(it.flow), at })));
  const entries = [...sent, ...talks].sort((a, b) => a.at.getTime() - b.at.getTime());
  const today = localDate(now);
  const week = Array.from({ length: DAYS }, (_, i) => plusDays(today, i));
  const years = new Set(week.map((day) => Number(day.slice(0, 4))));
  const holidays = new Map([...years].flatMap((year) => [...holidaysOf(year, words.language)]));
  return {
    days: week.map((day) => ({
      day,
      holiday: holidays.get(day),
      entries: entries.filter((it) => localDate(it.at) === day),
    })),
    // what is asked around an appointment is changed there
    planned: schedules.filter((it) => it.around === null).map((it) => ({ ...named(it.flow), ...plannedOf(it) })),
    // of today there is still time
    unanswered: open
      .filter((it) => it.state !== "sent" || localDate(it.at) < today)
      .map(({ flow, at, state }) => ({ title: named(flow).title, at, state })),
  };
}

function plannedOf({ id, nextAt, rule, paused, relative }: StoredSchedule) {
  const [, byDay] = /^FREQ=WEEKLY;BYDAY=([A-Z,]+)(?!.*INTERVAL)/.exec(rule ?? "") ?? [];
  const weekdays = byDay === undefined ? undefined : WEEKDAYS.flatMap((day, i) => (byDay.includes(day) ? [i] : []));
  return { id, nextAt: nextAt as Date, weekdays, repeats: rule !== undefined, follows: relative !== undefined, paused };
}
