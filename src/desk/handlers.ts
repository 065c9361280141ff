import { z } from "zod";
import type { Verbs } from "../channels/teams/cards/verbs.ts";
import { ANSWERED_BY } from "../model/value.ts";
import { closeAlert, refreshAlert, showAlert, showAlerts, showWords, takeAlert } from "./alert.ts";
import { askCancel, cancelAppointment, makeAppointment, showAppointments } from "./appointments.ts";
import { showCitizen } from "./citizen.ts";
import { showCitizens } from "./citizens.ts";
import { askConsent, showConsent } from "./consent.ts";
import { chooseMembers, giveHomework } from "./course.ts";
import { course } from "./group.ts";
import { again, begin, chooseGuided, showGuided, showInstructions, tap, write } from "./guided.ts";
import { makeInvite, showInvite } from "./invite.ts";
import { putAway, showJournal, showOutcome, signOutcome } from "./outcome.ts";
import type { Act } from "./parts.ts";
import { askReply, sendReply } from "./reply.ts";
import { checkSending, chooseExercise, chooseFollowUp, chooseWhen, send, showSettings } from "./send.ts";
import { showNews, showStart } from "./start.ts";

/** What a button asks for: what it must carry, and what is done. */
export interface Handler<D> {
  readonly carries: z.ZodType<D>;
  readonly act: Act<D>;
}

const id = z.string().regex(/^[\w-]{1,100}$/);
const page = z.int().min(1).max(10_000);
const nonce = z.string().max(60);
const by = z.enum(ANSWERED_BY);
const form = z
  .record(z.string().max(60), z.string().max(200))
  .refine((it) => Object.keys(it).length <= 30, "too many fields");
const nothing = z.object({});
const citizen = z.object({ citizen: id });
const outcome = z.object({ outcome: id });
const alert = z.object({ alert: id });
const flow = citizen.extend({ flow: id });

/** Every button there is in the chat with one member of staff. */
export const HANDLERS: { readonly [V in keyof Verbs]: Handler<Verbs[V]> } = {
  start: { carries: nothing, act: showStart },
  citizens: { carries: z.object({ page, q: z.string().max(100).optional() }), act: showCitizens },
  news: { carries: nothing, act: showNews },
  citizen: { carries: citizen, act: showCitizen },

  outcome: { carries: outcome, act: showOutcome },
  looked: { carries: outcome, act: putAway },
  journal: { carries: outcome, act: showJournal },
  sign: { carries: outcome, act: signOutcome },
  reply: { carries: outcome, act: askReply },
  "reply-send": { carries: outcome.extend({ nonce }), act: sendReply },

  send: { carries: citizen.extend({ page: page.optional() }), act: chooseExercise },
  "follow-up": { carries: citizen, act: chooseFollowUp },
  "send-set": { carries: flow.extend({ weekly: z.boolean().optional() }), act: showSettings },
  "send-when": { carries: flow.extend({ when: z.enum(["now", "once", "weekly", "talk"]) }), act: chooseWhen },
  "send-check": { carries: flow.extend({ form }), act: checkSending },
  "send-do": { carries: flow.extend({ form, nonce }), act: send },

  appointments: { carries: citizen, act: showAppointments },
  "appointment-make": { carries: citizen.extend({ nonce }), act: makeAppointment },
  "appointment-cancel": { carries: citizen.extend({ appointment: id }), act: askCancel },
  "appointment-cancelled": { carries: citizen.extend({ appointment: id, nonce }), act: cancelAppointment },

  invite: { carries: citizen, act: showInvite },
  "invite-make": { carries: citizen.extend({ nonce, channel: z.enum(["web", "telegram"]) }), act: makeInvite },

  consent: { carries: citizen, act: showConsent },
  "consent-ask": { carries: citizen.extend({ nonce }), act: askConsent },

  guide: { carries: citizen.extend({ page: page.optional() }), act: chooseGuided },
  "guide-card": { carries: flow, act: showInstructions },
  "guide-begin": { carries: flow.extend({ nonce }), act: begin },
  guided: { carries: citizen.extend({ by }), act: showGuided },
  "guided-tap": { carries: citizen.extend({ by, nonce, token: z.string().min(1).max(64) }), act: tap },
  "guided-words": { carries: citizen.extend({ by, nonce }), act: write },
  "guided-again": { carries: citizen, act: again },

  "course-members": { carries: course, act: chooseMembers },
  "course-give": { carries: course.extend({ nonce }), act: giveHomework },

  alerts: { carries: nothing, act: showAlerts },
  alert: { carries: alert, act: showAlert },
  "alert-again": { carries: alert, act: refreshAlert },
  "alert-take": { carries: alert, act: takeAlert },
  "alert-words": { carries: alert, act: showWords },
  "alert-close": { carries: alert, act: closeAlert },
};
