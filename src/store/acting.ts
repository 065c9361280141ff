import { AsyncLocalStorage } from "node:async_hooks";

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

const now = new AsyncLocalStorage<Actor | undefined>();

/**
 * Does work as somebody: all it asks of the database is answered by that actor's policies. Work within is as whoever it
 * names itself. Nobody acting, every table is empty and nothing can be written.
 */
export function acting<T>(actor: Actor | undefined, work: () => T): T {
  return now.run(actor, work);
}

export const asService = <T>(name: Service, work: () => T): T => acting({ kind: "service", name }, work);

/** Who acts now; undefined: nobody. */
export const actingNow = (): Actor | undefined => now.getStore();

/** The work, done as whoever acts now, whoever calls it later. */
export function boundToActor<A extends unknown[], T>(work: (...given: A) => T): (...given: A) => T {
  const actor = actingNow();
  return (...given) => acting(actor, () => work(...given));
}

/** As policies read it: "staff:ID", "citizen:ID" or "service:NAME". */
export const nameOf = (actor: Actor): string => `${actor.kind}:${actor.kind === "service" ? actor.name : actor.id}`;
