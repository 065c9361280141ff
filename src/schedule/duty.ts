import type { WatchNow } from "../model/alert.ts";
import type { CrisisUrgency } from "../model/safety.ts";
import { holidaysOf } from "./holidays.ts";
import { localTime, momentOf } from "./local.ts";

/** When a member of staff is on duty. Minutes are of the Danish day; a `to` that is not after `from` is on the next day. */
export interface Duty {
  /** "1" Monday to "7" Sunday, "holiday", or a date "2026-12-24" */
  readonly day: string;
  readonly from: number;
  readonly to: number;
  /** null: nobody is */
  readonly staff: string | null;
  /** they have left */
  readonly left: boolean;
  /** 1 is told first; the others are deputies, in order */
  readonly rank: number;
}

/** Who is on duty when, and how long each gets before the next are told. */
export interface DutyPlan {
  readonly duties: readonly Duty[];
  /** minutes until the deputies are told */
  readonly firstMinutes: number;
}

type Present = Duty & { readonly staff: string };

const DAY = 24 * 60;
/** So many days ahead the next duty is looked for: one that is further away is none that a citizen can wait for. */
const AHEAD = 15;

/** Those on duty at a moment, who come first first; none who have left. */
export function onDuty({ duties }: DutyPlan, at: Date): string[] {
  return [...new Set(presentAt(duties, at).map((it) => it.staff))];
}

/** When somebody is on duty next, after a moment at which nobody is; undefined: not within the next two weeks. */
export function nextDuty({ duties }: DutyPlan, at: Date): Date | undefined {
  const today = localTime(at).toPlainDate();
  const dutiesOn = byDay(duties);
  for (let days = 0; days < AHEAD; days++) {
    const day = today.add({ days });
    const begins = dutiesOn(day)
      .filter(isThere)
      .map((it) => momentOf(day.toPlainDateTime().add({ minutes: it.from })))
      .filter((it) => it > at);
    if (begins.length > 0) return new Date(Math.min(...begins.map((it) => it.getTime())));
  }
  return undefined;
}

/** Who is told at a moment: the first of those on duty; nobody, when there is no plan or nobody is at work. */
export function watchAt(plan: DutyPlan, at: Date, urgency: CrisisUrgency): WatchNow {
  const now = presentAt(plan.duties, at);
  if (now.length > 0) {
    const tell = now.filter((it) => it.rank === now[0]?.rank).map((it) => it.staff);
    return { watch: "staffed", tell: [...new Set(tell)], nextAt: stepAt(at, plan.firstMinutes, urgency) };
  }
  const next = nextDuty(plan, at);
  if (!next) return { watch: "none", tell: [] };
  const local = localTime(next);
  const time = `${String(local.hour).padStart(2, "0")}.${String(local.minute).padStart(2, "0")}`;
  const opens = { day: local.toPlainDate().toString(), time };
  return { watch: "outside", tell: [], opens, nextAt: next.toISOString() };
}

/** When the next are told, ISO; what has to be heard of today, but not this minute, gets an hour at least. */
export function stepAt(at: Date, minutes: number, urgency: CrisisUrgency): string {
  const given = urgency === "now" ? minutes : Math.max(minutes, 60);
  return new Date(at.getTime() + given * 60_000).toISOString();
}

/** The duties under way, those told first first. */
function presentAt(duties: readonly Duty[], at: Date): Present[] {
  const local = localTime(at);
  const minute = local.hour * 60 + local.minute;
  const today = local.toPlainDate();
  const dutiesOn = byDay(duties);
  const now = [
    ...dutiesOn(today).filter((it) => it.from <= minute && minute < endOf(it)),
    ...dutiesOn(today.subtract({ days: 1 })).filter((it) => minute + DAY < endOf(it)),
  ];
  return now.filter(isThere).toSorted((a, b) => a.rank - b.rank);
}

/** The duties of one day: those of its date, else those of a holiday on a holiday, else those of its weekday. */
function byDay(duties: readonly Duty[]): (day: Temporal.PlainDate) => readonly Duty[] {
  return (day) => {
    const date = day.toString();
    const dated = duties.filter((it) => it.day === date);
    if (dated.length > 0) return dated;
    const name = holidaysOf(day.year).has(date) ? "holiday" : String(day.dayOfWeek);
    return duties.filter((it) => it.day === name);
  };
}

const endOf = ({ from, to }: Duty): number => (to > from ? to : to + DAY);
const isThere = (duty: Duty): duty is Present => duty.staff !== null && !duty.left;
