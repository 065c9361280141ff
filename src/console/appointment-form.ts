import { holdsCpr } from "../people/cpr.ts";
import { momentOf } from "../schedule/local.ts";
import { allChosenIn, chosenIn, type Form } from "./form.ts";

/** What a place may look like, where there is no photo of it. */
export const PLACES = ["behandler", "home", "phone", "hospital", "coffee", "walk"] as const;
export const LENGTHS = [15, 30, 45, 60, 90] as const;
export const PLACE_MAX = 60;
export const OTHERS_MAX = 80;
const MOST_OTHERS = 4;

/** What a form lacks: a key of the words. */
export interface FormLacking {
  readonly problem: "time-wrong" | "place-missing" | "others-wrong" | "cpr" | "photo-wrong";
}

/** What was typed of an appointment. */
export interface Typed {
  readonly at: Date;
  readonly minutes: number;
  readonly place: string;
  readonly picture: string;
  readonly photo: File | undefined;
  readonly staff: readonly string[];
  readonly others: readonly string[];
}

/**
 * Reads the form of a new appointment: `day`, `time`, `minutes`, `place`, `picture`, `photo`, any of `staff`, `others`.
 * @param known ids of the staff who may be chosen
 * @throws AppError "input": what no form of ours sends
 */
export function readAppointmentForm(form: Form, known: readonly string[], now: Date): Typed | FormLacking {
  const when = readTime(form, now);
  if (!when) return { problem: "time-wrong" };
  const place = tidy(form.place);
  if (place === "" || place.length > PLACE_MAX) return { problem: "place-missing" };
  const others = tidy(form.others);
  const names = others.split(/,| og | and /).flatMap((it) => it.trim() || []);
  if (others.length > OTHERS_MAX || names.length > MOST_OTHERS) return { problem: "others-wrong" };
  if (holdsCpr(place) || holdsCpr(others)) return { problem: "cpr" };
  const photo = form.photo instanceof File && form.photo.size > 0 ? form.photo : undefined;
  return {
    ...when,
    place,
    picture: chosenIn(form, "picture", PLACES) ?? PLACES[0],
    photo,
    staff: allChosenIn(form, "staff", known),
    others: names,
  };
}

/** Reads `day`, `time` and `minutes`; undefined: no time to come. */
export function readTime(form: Form, now: Date): { readonly at: Date; readonly minutes: number } | undefined {
  const minutes = LENGTHS.find((it) => String(it) === form.minutes);
  if (!minutes || !/^\d{4}-\d\d-\d\d$/.test(String(form.day)) || !/^\d\d:\d\d$/.test(String(form.time)))
    return undefined;
  try {
    const at = momentOf(Temporal.PlainDateTime.from(`${form.day}T${form.time}`, { overflow: "reject" }));
    return at > now ? { at, minutes } : undefined;
  } catch {
    return undefined;
  }
}

export function isFormLacking(read: object): read is FormLacking {
  return "problem" in read;
}

const tidy = (text: unknown): string => (typeof text === "string" ? text.replaceAll(/\s+/g, " ").trim() : "");
