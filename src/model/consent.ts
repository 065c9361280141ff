/**
 * What a citizen lets somebody see. The somebody is a receiver: a staff id, or `role@unit` for everyone of that role there.
 * Kinds: `*` all exercises, an exercise by its id (which counts before `*`), `words` what is written in own words,
 * `media` photos and voice; `earlier` that what was sent to others before is sent to them as well.
 */
export interface Consent {
  /** the receiver as the citizen knows them */
  readonly name: string;
  readonly kinds: Readonly<Record<string, boolean>>;
}

/** Receiver → what the citizen said; of what is not there the citizen has said nothing. */
export type Consents = Readonly<Record<string, Consent>>;

export const ALL = "*";
export const INSIDE = ["words", "media"] as const;
/** What may be in an exercise besides the choices that were written for it. */
export type Inside = (typeof INSIDE)[number];

export const EARLIER = "earlier";

/** What was said about exercises: all of them, or one by its id. */
export function exercisesIn({ kinds }: Pick<Consent, "kinds">): readonly (readonly [flow: string, said: boolean])[] {
  const besides: readonly string[] = [...INSIDE, EARLIER];
  return Object.entries(kinds).filter(([kind]) => !besides.includes(kind));
}

/** Yes, no, or undefined: nothing was said about this exercise. */
export function saidOf(consent: Pick<Consent, "kinds"> | undefined, flow: string): boolean | undefined {
  return consent?.kinds[flow] ?? consent?.kinds[ALL];
}

/** Nothing at all from now on, also of what was said yes to before. */
export function withdrawn({ name, kinds }: Consent): Consent {
  const every = [ALL, ...INSIDE, ...Object.keys(kinds)];
  return { name, kinds: Object.fromEntries(every.map((kind) => [kind, false])) };
}

/** Everyone of a role in a unit. */
export function groupReceiver(role: string, unit: string): string {
  return `${role}@${unit}`;
}

export function isGroup(receiver: string): boolean {
  return receiver.includes("@");
}
