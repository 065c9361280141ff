import { appointmentsCard, cancelCard } from "../channels/teams/cards/appointments.ts";
import type { Told } from "../channels/teams/cards/look.ts";
import {
  isFormLacking,
  LENGTHS,
  OTHERS_MAX,
  PLACE_MAX,
  PLACES,
  readAppointmentForm,
} from "../console/appointment-form.ts";
import { hoursOf, readAppointment, readAppointments } from "../console/appointments.ts";
import { localDate } from "../schedule/local.ts";
import { staffAround } from "../store/appointments.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { openCitizen } from "./citizen.ts";
import { idFor, newMark } from "./once.ts";
import { citizenOf } from "./own.ts";
import type { Act, Answered, Doing } from "./parts.ts";

/** Talks on a card; all of them are in the console. */
const COMING = 4;
const FIELDS = ["day", "time", "minutes", "place", "picture", "staff", "others"];

interface Named {
  readonly citizen: string;
}

export const showAppointments: Act<Named> = async (doing, { data }) =>
  show(doing, await citizenOf(doing, data.citizen));

async function show(
  { look, parts, actor }: Doing,
  citizen: OwnCitizen,
  form: Readonly<Record<string, string>> = { staff: actor.id },
  told: Told = {},
): Promise<Answered> {
  const [{ coming }, staff, hours] = await Promise.all([
    readAppointments(parts, citizen.id),
    staffAround(parts.database, citizen.id),
    hoursOf(parts, citizen.id),
  ]);
  const view = {
    citizen: citizen.id,
    name: citizen.name,
    coming: coming.slice(0, COMING).map(({ id, at, place, look: shown, names }) => {
      return { id, at, place, picture: "picture" in shown ? shown.picture : undefined, names };
    }),
    today: localDate(parts.now()),
    staff: staff.map(({ id, name }) => ({ title: name, value: id })),
    places: PLACES.map((it) => ({ title: look.staff(`appointments.places.${it}`), value: it })),
    lengths: LENGTHS.map((minutes) => ({
      title: look.staff("appointments.minutes", { minutes }),
      value: String(minutes),
    })),
    hours: look.staff("appointments.hours", { ...hours }),
    nonce: newMark(parts.now()),
    placeMost: PLACE_MAX,
    othersMost: OTHERS_MAX,
    form,
  };
  return { card: appointmentsCard(look, view, told), replaces: true };
}

export const makeAppointment: Act<Named & { readonly nonce: string }> = async (doing, { data, inputs }) => {
  const { look, parts, actor } = doing;
  const citizen = await citizenOf(doing, data.citizen);
  const form = Object.fromEntries(FIELDS.flatMap((it) => (inputs[it] === undefined ? [] : [[it, inputs[it]]])));
  const known = (await staffAround(parts.database, citizen.id)).map(({ id }) => id);
  const typed = readAppointmentForm({ ...form, staff: (form.staff ?? "").split(",") }, known, parts.now());
  if (isFormLacking(typed)) {
    const problem = look.staff(`appointments.problem.${typed.problem}`, { max: PLACE_MAX });
    const short = Object.fromEntries(Object.entries(form).map(([name, it]) => [name, it.slice(0, OTHERS_MAX)]));
    return show(doing, citizen, short, { problem: `${problem} ${look.staff("appointments.not-made")}` });
  }
  const { photo: _, picture, ...said } = typed;
  const id = idFor(doing, data.nonce, citizen.id);
  await parts.appointments.make({ ...said, id, look: { picture }, citizen: citizen.id, by: actor.id });
  const done = look.say("appointments.made", { when: look.when(said.at), name: citizen.name });
  return { card: await openCitizen(doing, citizen, { done }), replaces: true };
};

/** Whether it is really to be cancelled. */
export const askCancel: Act<Named & { readonly appointment: string }> = async (doing, { data }) => {
  const { look, parts } = doing;
  const citizen = await citizenOf(doing, data.citizen);
  const { id, at } = await readAppointment(parts, citizen, data.appointment);
  const view = { citizen: citizen.id, name: citizen.name, appointment: id, at, nonce: newMark(parts.now()) };
  return { card: cancelCard(look, view), replaces: true };
};

export const cancelAppointment: Act<Named & { readonly appointment: string; readonly nonce: string }> = async (
  doing,
  { data },
) => {
  const { look, parts } = doing;
  const citizen = await citizenOf(doing, data.citizen);
  const { id, cancelledAt } = await readAppointment(parts, citizen, data.appointment);
  if (!cancelledAt) await parts.appointments.cancel(id);
  return {
    card: await openCitizen(doing, citizen, { done: look.staff("appointments.cancelled-now") }),
    replaces: true,
  };
};
