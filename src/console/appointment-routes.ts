import { type Context, Hono } from "hono";
import { readMedia } from "../channels/web/media.ts";
import { notBiggerThan } from "../http/headers.ts";
import { AppError } from "../model/errors.ts";
import { staffAround } from "../store/appointments.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { getMedia, saveMedia } from "../store/media.ts";
import { type FormLacking, isFormLacking, readAppointmentForm, readTime } from "./appointment-form.ts";
import { hoursOf, readAgenda, readAppointment } from "./appointments.ts";
import { wordsAbout } from "./citizen.ts";
import type { Env } from "./env.ts";
import { chosenIn, readableForm } from "./form.ts";
import { sendMedia } from "./media.ts";
import { citizenOf } from "./own.ts";
import type { ConsoleParts } from "./parts.ts";
import { appointmentPage } from "./view/appointment.ts";
import { newAppointmentPage } from "./view/appointment-form.ts";
import { consolePage, type Html } from "./view/page.ts";

const PHOTO_MOST = 20 * 1024 * 1024;
const FORM_BYTES = 64 * 1024;

/** The appointments of one citizen: new, one, moved, cancelled, and what became of it. */
export function appointmentRoutes(parts: ConsoleParts): Hono<Env> {
  const { database } = parts;
  const app = new Hono<Env>();

  const page = (c: Context<Env>, title: string, main: Html, status: 200 | 422 = 200) =>
    c.html(consolePage(c.var.look, { title, main, actor: c.var.actor, at: "citizens" }), status);

  const newPage = async (c: Context<Env>, citizen: OwnCitizen, failed?: { lacking: FormLacking; form: object }) => {
    const [staff, hours] = await Promise.all([staffAround(database, citizen.id), hoursOf(parts, citizen.id)]);
    const main = newAppointmentPage(c.var.look, citizen, { staff, hours, actor: c.var.actor.id, failed });
    return page(c, c.var.look.say("appointments.new"), main, failed ? 422 : 200);
  };

  const onePage = async (c: Context<Env>, told: { done?: string; problem?: string } = {}) => {
    const citizen = await citizenOf(parts, c);
    const { actor, look } = c.var;
    const appointment = await readAppointment(parts, citizen, c.req.param("appointment") ?? "");
    const words = wordsAbout(parts, actor, citizen);
    const [agenda, hours] = await Promise.all([
      readAgenda(parts, actor, citizen, appointment.at, words),
      hoursOf(parts, citizen.id),
    ]);
    const main = appointmentPage(look, citizen, { appointment, agenda, hours, ...told });
    return page(c, look.say("appointments.one"), main, told.problem === undefined ? 200 : 422);
  };

  app.get("/:citizen/appointments/new", async (c) => newPage(c, await citizenOf(parts, c)));

  const tooBig = notBiggerThan(PHOTO_MOST + FORM_BYTES, async (c) =>
    newPage(c, await citizenOf(parts, c), { lacking: { problem: "photo-wrong" }, form: {} }),
  );
  app.post("/:citizen/appointments/new", tooBig, readableForm, async (c) => {
    const citizen = await citizenOf(parts, c);
    const form = await c.req.parseBody({ all: true });
    const lacks = (lacking: FormLacking) => newPage(c, citizen, { lacking, form });
    const known = (await staffAround(database, citizen.id)).map(({ id }) => id);
    const typed = readAppointmentForm(form, known, parts.now());
    if (isFormLacking(typed)) return lacks(typed);
    const { photo, picture, ...said } = typed;
    const look = photo ? await keepPhoto(citizen, photo) : { picture };
    if (!look) return lacks({ problem: "photo-wrong" });
    const made = await parts.appointments.make({ ...said, look, citizen: citizen.id, by: c.var.actor.id });
    return c.redirect(`/staff/citizens/${citizen.id}/appointments/${made.id}?done=made`, 303);
  });

  async function keepPhoto(citizen: OwnCitizen, photo: File): Promise<{ photo: string } | undefined> {
    try {
      const read = await readMedia(new Uint8Array(await photo.arrayBuffer()));
      return read.type === "photo"
        ? { photo: (await saveMedia(database, { citizen: citizen.id, ...read })).id }
        : undefined;
    } catch (error) {
      if (error instanceof AppError && error.code === "input") return undefined;
      throw error;
    }
  }

  app.get("/:citizen/appointments/:appointment", async (c) => {
    const done = ["made", "moved", "noted"].find((it) => it === c.req.query("done"));
    return onePage(c, done ? { done: c.var.look.say(`appointments.done.${done}`) } : {});
  });

  app.get("/:citizen/appointments/:appointment/photo", async (c) => {
    const citizen = await citizenOf(parts, c);
    const { look } = await readAppointment(parts, citizen, c.req.param("appointment"));
    const found = "photo" in look ? await getMedia(database, citizen.id, look.photo) : undefined;
    if (!found) throw new AppError("not-found", "appointment: expected one with a photo");
    return sendMedia(c, found);
  });

  app.post("/:citizen/appointments/:appointment/move", async (c) => {
    const { id, citizen } = await readAppointment(parts, await citizenOf(parts, c), c.req.param("appointment"));
    const when = readTime(await c.req.parseBody(), parts.now());
    if (!when) return onePage(c, { problem: c.var.look.say("appointments.problem.time-wrong") });
    await parts.appointments.move(id, when.at, when.minutes);
    return c.redirect(`/staff/citizens/${citizen}/appointments/${id}?done=moved`, 303);
  });

  app.post("/:citizen/appointments/:appointment/cancel", async (c) => {
    const { id, citizen } = await readAppointment(parts, await citizenOf(parts, c), c.req.param("appointment"));
    await parts.appointments.cancel(id);
    return c.redirect(`/staff/citizens/${citizen}?done=cancelled`, 303);
  });

  app.post("/:citizen/appointments/:appointment/became", async (c) => {
    const { id, citizen, at } = await readAppointment(parts, await citizenOf(parts, c), c.req.param("appointment"));
    const said = chosenIn(await c.req.parseBody(), "became", ["held", "not-come"]);
    if (said && at <= parts.now()) await parts.appointments.note(id, said);
    return c.redirect(`/staff/citizens/${citizen}/appointments/${id}?done=noted`, 303);
  });

  return app;
}
