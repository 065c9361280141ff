import { AsyncLocalStorage } from "node:async_hooks";
import type { Ruled, RuleName } from "../people/ruling.ts";

/** What of ours works by itself, each with the tables it needs and no others (access/policies.ts). */
export const SERVICES = [
  /** takes turns: loads and saves conversations */
  "turns",
  /** sends what was said, and counts what waits */
  "delivery",
  /** the chats of Telegram */
  "telegram",
  /** the chats of staff in Teams */
  "teams",
  /** what is done at its time, and what follows of it */
  "jobs",
  /** finds out who somebody is */
  "entry",
  /** finds the keys of citizens, wrapped as they are */
  "keys",
  /** removes all that is a citizen's */
  "erasure",
  /** lets go of what is old */
  "retention",
  /** seals what was written down of who did what, and adds tries that were denied */
  "audit",
  /** counts what is shown of a unit */
  "indicators",
  /** keeps what is not about anybody: exercises and settings */
  "start",
  /** whoever runs the installation */
  "command-line",
  /** invents people */
  "demo",
] as const;
export type Service = (typeof SERVICES)[number];

/** Who reads and writes in the database. */
export type Actor =
  | { readonly kind: "staff"; readonly id: string }
  | { readonly kind: "citizen"; readonly id: string }
  | { readonly kind: "service"; readonly name: Service };

interface Acting {
  readonly actor: Actor;
  /** on whose behalf a service acts */
  readonly person?: Actor | undefined;
  /** the rule that allowed it, as the program found it; shared by all that is done for the same person */
  readonly found: { rule?: RuleName };
}

const now = new AsyncLocalStorage<Acting | undefined>();

/**
 * Does work as somebody: all it asks of the database is answered by that actor's policies. Work within is as whoever it
 * names itself. Nobody acting, every table is empty and nothing can be written.
 */
export function acting<T>(actor: Actor | undefined, work: () => T): T {
  if (!actor) return now.run(undefined, work);
  const before = now.getStore();
  const own = actor.kind !== "service";
  const person = own ? actor : before?.person;
  return now.run({ actor, person, found: own ? {} : (before?.found ?? {}) }, work);
}

export const asService = <T>(name: Service, work: () => T): T => acting({ kind: "service", name }, work);

/** What allowed what is done now: its rule is written down with each change. */
export function allowedBy({ rule }: Ruled): void {
  const acts = now.getStore();
  if (acts) acts.found.rule = rule;
}

/** The rule that allowed what is done now; undefined: none has yet. */
export const ruleNow = (): RuleName | undefined => now.getStore()?.found.rule;

/** The work, done as whoever acts now, whoever calls it later. */
export function boundToActor<A extends unknown[], T>(work: (...given: A) => T): (...given: A) => T {
  const acts = now.getStore();
  return (...given) => now.run(acts, () => work(...given));
}

/** What each statement says: who acts, for whom, and by which rule; undefined: nobody acts. */
export function saidNow(): readonly [actor: string, person: string, rule: string] | undefined {
  const acts = now.getStore();
  return acts && [nameOf(acts.actor), acts.person ? nameOf(acts.person) : "", acts.found.rule ?? ""];
}

/** As policies read it: "staff:ID", "citizen:ID" or "service:NAME". */
const nameOf = (actor: Actor): string => `${actor.kind}:${actor.kind === "service" ? actor.name : actor.id}`;
