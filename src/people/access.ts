import { type Consent, type Inside, saidOf } from "../model/consent.ts";

/** What a member of staff wants with a citizen: meet them, ask an exercise of them, or read of an outcome. */
export const ACTIONS = ["meet", "ask", "read", "words", "media"] as const;
export type Action = (typeof ACTIONS)[number];

/** Who reads. */
export interface Reader {
  readonly role: string;
}

/** What is between a member of staff and a citizen now. */
export interface Standing {
  /** they are tied to each other */
  readonly tied: boolean;
  /** what the citizen said about this person */
  readonly person?: Pick<Consent, "kinds">;
  /** what the citizen said about everyone of the person's role in their unit */
  readonly group?: Pick<Consent, "kinds">;
}

/** An outcome: its exercise, and to whom the citizen let it go at its end (R22). */
export interface Released {
  readonly flow: string;
  readonly to: readonly ("person" | "group")[];
}

export const RULES = {
  allowed: ["tied", "group-consent", "sent-to-them", "consent"],
  denied: ["aggregates-only", "no-content", "not-tied", "withdrawn", "kept-private", "not-given"],
} as const;
export type Rule = (typeof RULES.allowed)[number] | (typeof RULES.denied)[number];

/** Whether it is allowed, and the rule that says so. */
export interface Ruling {
  readonly allowed: boolean;
  readonly rule: Rule;
}

const yes = (rule: (typeof RULES.allowed)[number]): Ruling => ({ allowed: true, rule });
const no = (rule: (typeof RULES.denied)[number]): Ruling => ({ allowed: false, rule });

/** Whether someone may meet a citizen, or ask an exercise of them (which exercise is for the exercise's own guide to say). */
export function mayMeet(action: "meet" | "ask", { role }: Reader, standing: Standing): Ruling {
  const closed = withoutCitizens(role);
  if (closed) return closed;
  if (standing.tied) return yes("tied");
  return action === "meet" && Object.values(standing.group?.kinds ?? {}).includes(true)
    ? yes("group-consent")
    : no("not-tied");
}

/**
 * Whether someone may read an outcome. The citizen let it go to them at its end, is tied to them or lets their role in
 * their unit read it, and has not said no since.
 */
export function mayRead({ role }: Reader, { tied, person, group }: Standing, { flow, to }: Released): Ruling {
  const closed = withoutCitizens(role);
  if (closed) return closed;
  const said = saidOf(person, flow);
  if (said === false) return no("withdrawn");
  if (tied && to.includes("person")) return said === true ? yes("consent") : yes("sent-to-them");
  if (to.includes("group")) return saidOf(group, flow) === true ? yes("group-consent") : no("withdrawn");
  return to.includes("person") ? no("not-tied") : no("kept-private");
}

/**
 * Whether someone may read what is inside an outcome besides ready-made answers. Whom the citizen sent it to reads all of it
 * unless they said no; whom they let read besides only what they said yes to.
 */
export function mayReadInside(inside: Inside, reader: Reader, standing: Standing, released: Released): Ruling {
  const reading = mayRead(reader, standing, released);
  if (!reading.allowed) return reading;
  const said = (reading.rule === "group-consent" ? standing.group : standing.person)?.kinds[inside];
  if (said === false) return no("withdrawn");
  return said === true || reading.rule === "sent-to-them" ? reading : no("not-given");
}

/** Those who meet no citizen: a leder sees numbers, an administrator sees who there is. */
function withoutCitizens(role: string): Ruling | undefined {
  if (role === "leder") return no("aggregates-only");
  return role === "administrator" ? no("no-content") : undefined;
}
