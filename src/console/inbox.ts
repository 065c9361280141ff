import type { Words } from "../model/words.ts";
import { noteOf } from "../reports/note.ts";
import { isDay } from "../schedule/local.ts";
import { periodOf } from "../schedule/period.ts";
import { type OwnCitizen, ownCitizens } from "../store/console-queries.ts";
import { learnVersions } from "../store/flow-versions.ts";
import { citizensWithNew, lookedAt } from "../store/inbox.ts";
import { outcomesOf, type ReadOutcome } from "../store/outcomes.ts";
import { wordsAbout } from "./citizen.ts";
import { titleOf } from "./outcomes.ts";
import { pageOf } from "./paging.ts";
import type { StaffActor, StaffParts } from "./parts.ts";

export const INBOX_PAGE = 20;
/** On the start page: as many as leave room for the citizens below them on a phone. */
export const ON_START = 5;
/** Letters of an outcome in a list. */
const LINE_MAX = 140;

/** What of the inbox is asked for. An empty field leaves it open. */
export interface InboxFilter {
  /** id of a citizen */
  readonly citizen: string;
  /** id of an exercise */
  readonly flow: string;
  /** local days, "2026-11-27", both included */
  readonly from: string;
  readonly to: string;
  /** also what was looked at */
  readonly all: boolean;
  /** from 1 */
  readonly page: number;
}

/** An outcome in the inbox, as it is stored. */
export interface Arrived {
  readonly citizen: OwnCitizen;
  readonly outcome: ReadOutcome;
  readonly isNew: boolean;
}

/** An outcome in the inbox, as it is shown. */
export interface InboxItem {
  readonly id: string;
  readonly citizen: OwnCitizen;
  readonly title: string;
  readonly picture: string;
  readonly at: Date;
  readonly isNew: boolean;
  /** the first of what was answered */
  readonly line: string;
}

export interface InboxView {
  readonly filter: InboxFilter;
  readonly items: readonly InboxItem[];
  /** how many there are on all pages */
  readonly count: number;
  readonly citizens: readonly OwnCitizen[];
  /** the exercises to choose among */
  readonly flows: readonly { readonly id: string; readonly title: string }[];
  /** a day that is none, or the last before the first: left out */
  readonly dayWrong: boolean;
}

const NO_FILTER: InboxFilter = { citizen: "", flow: "", from: "", to: "", all: false, page: 1 };

/** Reads `citizen`, `flow`, `from`, `to`, `all` and `page` of an address. */
export function readFilter(query: URLSearchParams): InboxFilter {
  const page = Number(query.get("page"));
  return {
    citizen: query.get("citizen") ?? "",
    flow: query.get("flow") ?? "",
    from: query.get("from") ?? "",
    to: query.get("to") ?? "",
    all: query.has("all"),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** The address of the inbox with a filter; ids and days stand in it, no names. */
export function inboxAddress(filter: Partial<InboxFilter>): string {
  const { all = false, page = 1, ...fields } = filter;
  const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ""));
  if (all) query.set("all", "1");
  if (page > 1) query.set("page", String(page));
  return query.size > 0 ? `/staff/inbox?${query}` : "/staff/inbox";
}

/**
 * The inbox as it was, told what was put away.
 * @param back an address of the inbox; of any other only a filter is taken
 */
export function withLooked(back: string, outcome?: string): string {
  const asked = URL.parse(back, "http://console")?.searchParams ?? new URLSearchParams();
  const address = inboxAddress(readFilter(asked));
  return outcome === undefined ? address : `${address}${address.includes("?") ? "&" : "?"}looked=${outcome}`;
}

/** What the actor may read of these citizens and has not looked at, or with `all` everything; the newest first. */
async function arrivedOf(
  { database }: StaffParts,
  actor: StaffActor,
  citizens: readonly OwnCitizen[],
  all: boolean,
): Promise<Arrived[]> {
  const ids = citizens.map((it) => it.id);
  const some = all ? new Set(ids) : await citizensWithNew(database, actor.id, ids);
  const found = await Promise.all(
    citizens
      .filter((it) => some.has(it.id))
      .map(async (citizen) =>
        (await outcomesOf(database, citizen.id, actor.id)).map((outcome) => ({ citizen, outcome })),
      ),
  );
  const readable = found.flat();
  const looked = await lookedAt(
    database,
    actor.id,
    readable.map(({ outcome }) => outcome.id),
  );
  return readable
    .map((it) => ({ ...it, isNew: !looked.has(it.outcome.id) }))
    .filter((it) => all || it.isNew)
    .sort((a, b) => b.outcome.completedAt.getTime() - a.outcome.completedAt.getTime());
}

/** What is new for a reader, in short. */
export interface News {
  /** the newest of it */
  readonly items: readonly InboxItem[];
  /** how many there are in all */
  readonly count: number;
}

/** What is new for the actor, the newest first. @param most how many are worked out to be shown */
export async function readNews(
  parts: StaffParts,
  actor: StaffActor,
  citizens: readonly OwnCitizen[],
  most: number,
): Promise<News> {
  const arrived = await arrivedOf(parts, actor, citizens, false);
  return { items: await itemsOf(parts, actor, arrived.slice(0, most)), count: arrived.length };
}

/** A page of the inbox, and what of it can be read there. */
export async function readInbox(
  parts: StaffParts,
  actor: StaffActor,
  asked: InboxFilter,
  words: Words,
): Promise<{ readonly view: InboxView; readonly shown: readonly Arrived[] }> {
  const citizens = await ownCitizens(parts.database, actor.id);
  const wanted = asked.citizen === "" ? citizens : citizens.filter((it) => it.id === asked.citizen);
  const arrived = await arrivedOf(parts, actor, wanted, asked.all);
  const [from, to] = [asked.from, asked.to];
  const dayWrong = [from, to].some((day) => day !== "" && !isDay(day)) || (from !== "" && to !== "" && to < from);
  const { from: first, before } = dayWrong ? {} : periodOf({ from: from || undefined, to: to || undefined });
  const matching = arrived.filter(
    ({ outcome: { flow, completedAt } }) =>
      (asked.flow === "" || flow.id === asked.flow) &&
      (first === undefined || completedAt >= first) &&
      (before === undefined || completedAt < before),
  );
  const { shown, page } = pageOf(matching, asked.page, INBOX_PAGE);
  await learnVersions(
    parts,
    arrived.map(({ outcome }) => outcome.flow),
  );
  const flows = new Map(
    arrived.map(({ outcome }) => [outcome.flow.id, titleOf(parts, { ...outcome, params: {} }, words)]),
  );
  return {
    shown,
    view: {
      filter: { ...asked, page },
      items: await itemsOf(parts, actor, shown),
      count: matching.length,
      citizens,
      flows: [...flows].map(([id, title]) => ({ id, title })).sort((a, b) => a.title.localeCompare(b.title, "da")),
      dayWrong,
    },
  };
}

/** Whether a filter leaves anything out. */
export const narrows = (filter: InboxFilter): boolean =>
  inboxAddress({ ...filter, all: false, page: 1 }) !== inboxAddress(NO_FILTER);

async function itemsOf(parts: StaffParts, actor: StaffActor, arrived: readonly Arrived[]): Promise<InboxItem[]> {
  await learnVersions(
    parts,
    arrived.map(({ outcome }) => outcome.flow),
  );
  return arrived.map(({ citizen, outcome, isNew }) => {
    const compiled = parts.library.get(outcome.flow);
    const note = noteOf(compiled, outcome, wordsAbout(parts, actor, citizen));
    const [first] = note.lines;
    const { id, completedAt: at } = outcome;
    const line = first ? clipped(`${first.label}: ${first.answer}`) : "";
    return { id, citizen, isNew, at, title: note.title, picture: compiled.flow.picture, line };
  });
}

function clipped(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > LINE_MAX ? `${line.slice(0, LINE_MAX - 1).trimEnd()}…` : line;
}
