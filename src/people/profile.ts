import { z } from "zod";
import { PERSONAS } from "../model/picture.ts";
import { REGIONS } from "../model/safety.ts";
import { holdsCpr } from "./cpr.ts";

export const PACES = ["calm", "normal"] as const;
export type Pace = (typeof PACES)[number];
/** Why a course ended. */
export const CLOSINGS = ["completed", "stopped", "moved", "other"] as const;
export type Closing = (typeof CLOSINGS)[number];

export const NAME_MAX = 100;
/** It is said inside sentences (R2). */
export const WORD_MAX = 40;
export const CHOICES = { least: 2, most: 7 } as const;

/** What is wrong with a field; the words for it are the reader's. */
export const PROBLEMS = {
  cpr: "no CPR number",
  text: "a text that is not empty and not too long",
  choice: "one of the known values",
  number: `a whole number from ${CHOICES.least} to ${CHOICES.most}`,
  hours: "whole hours, the last after the first and before 24",
  day: "a day such as 2026-11-27",
  order: "a day not before the first contact",
} as const;
export type Problem = keyof typeof PROBLEMS;

const short = (max: number) =>
  z
    .string("text" satisfies Problem)
    .transform((it) => it.replaceAll(/\s+/g, " ").trim())
    .pipe(
      z
        .string()
        .min(1, "text" satisfies Problem)
        .max(max, "text" satisfies Problem),
    )
    .refine((it) => !holdsCpr(it), "cpr" satisfies Problem);
const hour = z.int("hours" satisfies Problem);
const day = z.iso.date("day" satisfies Problem).nullable();

/** A name of a person or a unit; of a citizen a first name or an alias. */
const NAME = short(NAME_MAX);

const PROFILE = z
  .strictObject({
    name: NAME,
    language: z.string("choice" satisfies Problem).regex(/^[a-z]{2}$/, "choice" satisfies Problem),
    persona: z.enum(PERSONAS, "choice" satisfies Problem),
    /** the citizen's own word for their use (R5) */
    wordForUse: short(WORD_MAX).nullable(),
    pace: z.enum(PACES, "choice" satisfies Problem),
    choicesAtATime: z
      .int("number" satisfies Problem)
      .min(CHOICES.least, "number" satisfies Problem)
      .max(CHOICES.most, "number" satisfies Problem),
    readAloud: z.boolean("choice" satisfies Problem),
    hours: z
      .object({ from: hour, to: hour }, "hours" satisfies Problem)
      .refine(({ from, to }) => 0 <= from && from < to && to < 24, "hours" satisfies Problem),
    region: z.enum(REGIONS, "choice" satisfies Problem).nullable(),
    firstContactOn: day,
    firstTalkOn: day,
  })
  .refine(
    ({ firstContactOn: contact, firstTalkOn: talk }) => contact === null || talk === null || contact <= talk,
    // the days are compared also when another field is wrong
    { path: ["firstTalkOn"], error: "order" satisfies Problem, when: ({ value }) => DAYS.safeParse(value).success },
  );
const DAYS = z.object({ firstContactOn: day, firstTalkOn: day });

/** What is set of a citizen: how Skridt speaks with them, when, and the first days of their course. */
export type CitizenProfile = Readonly<z.output<typeof PROFILE>>;

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly { readonly field: string; readonly problem: Problem }[] };

/** Checks a whole profile. @param languages those there are words in */
export function checkProfile(given: unknown, languages: readonly string[]): Checked<CitizenProfile> {
  const checked = checkedBy(PROFILE, given);
  if (!checked.ok || languages.includes(checked.value.language)) return checked;
  return { ok: false, problems: [{ field: "language", problem: "choice" }] };
}

/** Checks the name of a citizen, a member of staff or a unit; spaces are made one. */
export function checkName(given: unknown): Checked<string> {
  return checkedBy(NAME, given);
}

function checkedBy<T>(schema: z.ZodType<T>, given: unknown): Checked<T> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return { ok: true, value: parsed.data };
  const all = parsed.error.issues.map(({ path, message, code }) => ({
    field: String(path[0] ?? (code === "unrecognized_keys" ? "profile" : "name")),
    problem: message in PROBLEMS ? (message as Problem) : ("choice" as const),
  }));
  return { ok: false, problems: all.filter((it, i) => all.findIndex(({ field }) => field === it.field) === i) };
}
