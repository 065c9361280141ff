import { type Context, Hono } from "hono";
import { AppError } from "../model/errors.ts";
import { mayAdminister } from "../people/administer.ts";
import { holdsMedia } from "../reports/attachments.ts";
import { recordLooks } from "../store/audit.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { openRequests } from "../store/data-requests.ts";
import { invite, listDevices, revokeDevice } from "../store/invitations.ts";
import { getMedia } from "../store/media.ts";
import { outcomesOf } from "../store/outcomes.ts";
import { closeChat, listChats } from "../store/telegram.ts";
import { appointmentRoutes } from "./appointment-routes.ts";
import { readSending } from "./appointments.ts";
import { readCitizen, wordsAbout } from "./citizen.ts";
import { consentRoutes } from "./consent-routes.ts";
import { deny } from "./denying.ts";
import { type Env, wantsFresh } from "./env.ts";
import { chosenIn } from "./form.ts";
import { lookAt, lookAtCitizen } from "./looking.ts";
import { sendMedia } from "./media.ts";
import { citizenOf } from "./own.ts";
import type { ConsoleParts } from "./parts.ts";
import { isWhenLacking, readWhen, type WhenLacking } from "./planning.ts";
import { scheduleRoutes } from "./schedule-routes.ts";
import { isLacking, type Lacking, readParams, sendable, sendableFor } from "./sending.ts";
import { citizenFresh, citizenPage, OUTCOMES_AT_A_TIME } from "./view/citizen.ts";
import { invitePage, type MadeLink } from "./view/invite.ts";
import { consolePage, type Html } from "./view/page.ts";
import { choosePage, sendPage } from "./view/send.ts";

const MOST_SHOWN = 1000;

/** What a redirect says has been done: query value → key of the words. */
const DONE: Readonly<Record<string, string>> = {
  planned: "send.planned",
  stopped: "week.stopped",
  paused: "week.paused-now",
  resumed: "week.resumed",
  cancelled: "appointments.cancelled-now",

  sent: "send.sent",
  signed: "kept.signed",
  removed: "invite.removed",
  unpaired: "invite.removed-chat",
};

/** The pages of one citizen. A citizen who is not the actor's own does not exist here. */
export function citizenRoutes(parts: ConsoleParts): Hono<Env> {
  const { database } = parts;
  const app = new Hono<Env>();

  const own = (c: Context<Env>): Promise<OwnCitizen> => citizenOf(parts, c);
  const page = (c: Context<Env>, title: string, main: Html, status: 200 | 422 = 200) =>
    c.html(consolePage(c.var.look, { title, main, actor: c.var.actor, at: "citizens" }), status);
  const done = (c: Context<Env>) => {
    const key = DONE[c.req.query("done") ?? ""];
    return key === undefined ? undefined : c.var.look.say(key);
  };
  const problem = (c: Context<Env>) =>
    c.req.query("problem") === "pause" ? c.var.look.say("week.pause-wrong") : undefined;
  const exercise = (c: Context<Env>, { id }: OwnCitizen) =>
    sendableFor(parts, c.var.actor, id, c.req.param("flow") ?? "");

  app.get("/:citizen", async (c) => {
    const citizen = await citizenOf(parts, c, "meet");
    const shown = shownOf(c.req.query("shown"));
    const view = await readCitizen(parts, c.var.actor, citizen, shown);
    const looks = [lookAtCitizen(c, citizen), ...view.read.map((it) => lookAt(c, "read", it))];
    await recordLooks(parts.database, looks, parts.now());
    if (wantsFresh(c)) return c.html(citizenFresh(c.var.look, view, shown));
    const { role } = c.var.actor;
    const settings = mayAdminister(role, "set-profile", { sameUnit: false, own: true }).allowed;
    const requests = await openRequests(database, [citizen.id]);
    const told = { done: done(c), problem: problem(c), settings, requests };
    return page(c, citizen.name, citizenPage(c.var.look, view, shown, told));
  });

  app.get("/:citizen/send", async (c) => {
    const citizen = await own(c);
    const main = choosePage(c.var.look, citizen, sendable(parts.library, c.var.actor));
    return page(c, c.var.look.say("send.title"), main);
  });

  app.get("/:citizen/send/:flow", async (c) => {
    const citizen = await own(c);
    const about = wordsAbout(parts, c.var.actor, citizen);
    const main = sendPage(c.var.look, citizen, await exercise(c, citizen), about, await readSending(parts, citizen.id));
    return page(c, c.var.look.say("send.title"), main);
  });

  app.post("/:citizen/send/:flow", async (c) => {
    const citizen = await own(c);
    const compiled = await exercise(c, citizen);
    const form = await c.req.parseBody({ all: true });
    const params = readParams(compiled, form);
    const sending = await readSending(parts, citizen.id);
    const when = readWhen(form, parts.now(), sending.next);
    const lacks = (lacking: Lacking | WhenLacking) => {
      const about = wordsAbout(parts, c.var.actor, citizen);
      const main = sendPage(c.var.look, citizen, compiled, about, sending, { lacking, form });
      return page(c, c.var.look.say("send.title"), main, 422);
    };
    if (isLacking(params)) return lacks(params);
    if (isWhenLacking(when)) return lacks(when);
    const assigning = { citizen: citizen.id, flow: compiled.flow.id, params, by: c.var.actor.id };
    if (!when) {
      await parts.assign(assigning);
      return c.redirect(`/staff/citizens/${citizen.id}?done=sent`, 303);
    }
    try {
      await parts.plan({ ...assigning, ...when });
    } catch (error) {
      // a time that has gone
      if (error instanceof AppError && error.code === "input") return lacks({ problem: "when-missing" });
      throw error;
    }
    return c.redirect(`/staff/citizens/${citizen.id}?done=planned`, 303);
  });

  const inviting = async (c: Context<Env>, citizen: OwnCitizen, link?: MadeLink) => {
    const devices = await listDevices(database, citizen.id, parts.now());
    const chats = await listChats(database, citizen.id);
    const telegram = parts.telegramUrl !== undefined;
    const more = { done: done(c), telegram, ...(link ? { link } : {}) };
    const main = invitePage(c.var.look, citizen, { devices, chats }, more);
    return page(c, c.var.look.say("invite.title", { name: citizen.name }), main);
  };

  app.get("/:citizen/invite", async (c) => inviting(c, await own(c)));

  // Answered by the page itself and not by a redirect: only the code's hash is kept, so it can be shown only now.
  app.post("/:citizen/invite", async (c) => {
    const citizen = await own(c);
    const channel = chosenIn(await c.req.parseBody(), "channel", ["web", ...telegramIn(parts)]) ?? "web";
    const { code, expiresAt } = await invite(database, { citizen: citizen.id, channel, now: parts.now() });
    const url = channel === "telegram" ? await parts.telegramUrl?.(code) : parts.inviteUrl(code);
    if (url === undefined) throw new AppError("unavailable", "telegram: expected a link, got none");
    const { toString: drawQr } = await import("qrcode");
    return inviting(c, citizen, { url, qr: await drawQr(url, { type: "svg", margin: 2 }), expiresAt, channel });
  });

  app.post("/:citizen/devices/:device/remove", async (c) => {
    const citizen = await own(c);
    const removed = await revokeDevice(database, citizen.id, c.req.param("device"), parts.now());
    if (!removed) throw new AppError("not-found", "device: expected one of the citizen's");
    return c.redirect(`/staff/citizens/${citizen.id}/invite?done=removed`, 303);
  });

  app.post("/:citizen/chats/:chat/remove", async (c) => {
    const citizen = await own(c);
    const chats = await listChats(database, citizen.id);
    const found = chats.find(({ chat }) => chat === c.req.param("chat"));
    if (!found) throw new AppError("not-found", "chat: expected one of the citizen's");
    await closeChat(database, Number(found.chat), "removed", parts.now());
    return c.redirect(`/staff/citizens/${citizen.id}/invite?done=unpaired`, 303);
  });

  app.route("/", scheduleRoutes(parts));
  app.route("/", consentRoutes(parts));
  app.route("/", appointmentRoutes(parts));

  app.get("/:citizen/media/:media", async (c) => {
    const citizen = await citizenOf(parts, c, "meet");
    const id = c.req.param("media");
    const released = await outcomesOf(database, citizen.id, c.var.actor.id);
    const found = released.some((it) => holdsMedia(it.answers, id)) && (await getMedia(database, citizen.id, id));
    if (found) return sendMedia(c, found);
    const ruling = { allowed: false, rule: "not-given" } as const;
    const expected = "one in an outcome released to the reader";
    return await deny(parts, { actor: c.var.actor.id, what: "media", id, ruling }, { code: "not-found", expected });
  });

  return app;
}

const telegramIn = ({ telegramUrl }: ConsoleParts) => (telegramUrl ? (["telegram"] as const) : []);

function shownOf(asked: string | undefined): number {
  const shown = Number(asked);
  return Number.isInteger(shown) && shown > 0 && shown <= MOST_SHOWN ? shown : OUTCOMES_AT_A_TIME;
}
