import type { Words } from "../model/words.ts";
import { type Changed, changedSince, type KnownRun, ownWords } from "../reports/changed.ts";
import { isDay, localDate, plusDays } from "../schedule/local.ts";
import { periodOf } from "../schedule/period.ts";
import { lastHeld } from "../store/appointments.ts";
import { type OwnCitizen, underWay } from "../store/console-queries.ts";
import { exportedOf } from "../store/exported.ts";
import { learnVersions } from "../store/flow-versions.ts";
import type { ReadOutcome } from "../store/outcomes.ts";
import { getCitizen } from "../store/people.ts";
import { stemsOf } from "../store/stems.ts";
import { statesOf } from "./citizens.ts";
import { titleOf } from "./outcomes.ts";
import type { StaffActor, StaffParts } from "./parts.ts";

/** How far back it looks where no talk was held. */
const DAYS = 14;

/** What changed about a citizen since a moment, for one reader. */
export interface SinceView {
  readonly citizen: OwnCitizen;
  readonly since: Date;
  /** why from then: the last talk that was held, a day that was asked for, or the usual while */
  readonly from: "talk" | "asked" | "usual";
  /** the last talk that was held */
  readonly talk: Date | undefined;
  readonly dayWrong: boolean;
  readonly changed: Changed;
  /** everything that was done since, the newest first */
  readonly done: readonly {
    readonly id: string;
    readonly title: string;
    readonly picture: string;
    readonly at: Date;
  }[];
  /** what the reader sent and the citizen has not begun */
  readonly unanswered: readonly { readonly title: string; readonly at: Date }[];
}

/**
 * What changed since the last talk, or since a day. It is made of what the reader may read and of nothing else.
 * @param asked a local day, "2026-11-27"
 * @returns the page, and the outcomes that can be read on it
 */
export async function readSince(
  parts: StaffParts,
  actor: StaffActor,
  citizen: OwnCitizen,
  asked: string | undefined,
  words: Words,
): Promise<{ readonly view: SinceView; readonly shown: readonly ReadOutcome[] }> {
  const { database, now } = parts;
  const at = now();
  const talk = await lastHeld(database, citizen.id, at);
  const dayWrong = asked !== undefined && !(isDay(asked) && asked <= localDate(at));
  const day = asked !== undefined && !dayWrong ? asked : undefined;
  const usual = startOf(plusDays(localDate(at), -DAYS));
  const since = day === undefined ? (talk ?? usual) : startOf(day);
  const exported = await exportedOf(parts, citizen.id, {}, actor.id);
  const runs = exported.map(({ compiled, outcome, given }): KnownRun => ({ id: outcome.id, compiled, outcome, given }));
  const { language } = await getCitizen(database, citizen.id);
  const changed = changedSince(runs, since, await stemsIn(parts, runs, language), words);
  const recent = exported.filter(({ outcome }) => outcome.completedAt >= since);
  const read = new Set([...recent.map(({ outcome }) => outcome.id), ...quotedIn(changed)]);
  return {
    shown: exported.filter(({ outcome }) => read.has(outcome.id)).map(({ outcome }) => outcome),
    view: {
      citizen,
      since,
      from: day === undefined ? (talk ? "talk" : "usual") : "asked",
      talk,
      dayWrong,
      changed,
      done: recent.map(({ compiled, outcome }) => ({
        id: outcome.id,
        title: titleOf(parts, outcome, words),
        picture: compiled.flow.picture,
        at: outcome.completedAt,
      })),
      unanswered: await unansweredSince(parts, actor, citizen, since, words),
    },
  };
}

const quotedIn = ({ recurring }: Changed): string[] => recurring.flatMap(({ said }) => said.map(({ id }) => id));

const startOf = (day: string): Date => periodOf({ from: day }).from as Date;

/** The stems of the citizen's own words in their language, without those that say nothing by themselves. */
async function stemsIn({ database, translator }: StaffParts, runs: readonly KnownRun[], language: string) {
  const small = translator.words(language).say({ from: "staff", key: "since.small-words" });
  const empty = new Set(small.split(/\s+/));
  const words = ownWords(runs).filter((word) => word.length > 1 && !empty.has(word));
  return stemsOf(database, words, language);
}

/** What the reader sent since and the citizen has not begun, the newest first. */
async function unansweredSince(
  parts: StaffParts,
  actor: StaffActor,
  citizen: OwnCitizen,
  since: Date,
  words: Words,
): Promise<SinceView["unanswered"]> {
  const under = await underWay(parts.database, [citizen.id], actor.id);
  const waiting = under.filter(({ state, at }) => state === "waiting" && at >= since);
  await learnVersions(
    parts,
    waiting.map((it) => it.flow),
  );
  return statesOf(parts, waiting, words).map(({ title, at }) => ({ title, at }));
}
