import { type Context, Hono } from "hono";
import { html } from "hono/html";
import {
  formOf,
  MAX_FORM,
  newNonce,
  ownerOf,
  PROBLEM_STATUS,
  type Problem,
  readInbound,
  wantsFragment,
} from "../channels/web/answer.ts";
import { chatAssets } from "../channels/web/assets.ts";
import { readTextSize, rememberTextSize } from "../channels/web/device.ts";
import { streamRevisions } from "../channels/web/live.ts";
import { readMedia } from "../channels/web/media.ts";
import { type Beside, type ChatPage, chatFragment, chatPage } from "../channels/web/view/chat.ts";
import type { Look as ChatLook } from "../channels/web/view/look.ts";
import { linkButton, plainPage } from "../channels/web/view/plain-page.ts";
import { notBiggerThan } from "../http/headers.ts";
import { ANSWERED_BY, type AnsweredBy } from "../model/value.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { saveMedia } from "../store/media.ts";
import type { Env } from "./env.ts";
import { chosenIn } from "./form.ts";
import { GUIDE, type Guided, joinAgain, personOf, readGuided, takeGuided } from "./guided.ts";
import { citizenOf } from "./own.ts";
import type { ConsoleParts } from "./parts.ts";
import { besideCitizen, besideStaff } from "./view/guided.ts";

/** Whose the phone is just now: both look at it, or it was handed over. */
const HANDS = ["now", "own"] as const;
type Hand = (typeof HANDS)[number];

/** The citizen's chat on the phone of staff: the same page as on their own phone, with a bar for staff around it. */
export function guidedRoutes(parts: ConsoleParts): Hono<Env> {
  const app = new Hono<Env>();
  const assets = chatAssets();

  const lookOf = (c: Context<Env>, { loaded }: Guided, at: string, by: AnsweredBy): ChatLook => {
    const { language } = loaded.profile;
    const words = parts.translator.words(language);
    return {
      language,
      size: readTextSize(c),
      say: (key) => words.say({ from: "web", key }),
      pictureUrl: parts.pictureUrl,
      assets,
      at,
      by,
    };
  };

  /** Where a person is led whose page is about something else by now. */
  const elsewhere = (c: Context<Env>, { id }: OwnCitizen, hand: Hand, { loaded }: Guided) => {
    if (wantsFragment(c)) return c.body(null, 409);
    if (hand === "own") return c.redirect(`/staff/citizens/${id}/guide/own/back`, 303);
    const idle = loaded.conversation.frames.length === 0;
    return c.redirect(`/staff/citizens/${id}${idle ? "" : "/guide"}`, 303);
  };

  for (const hand of HANDS) {
    const atOf = ({ id }: OwnCitizen) => `/staff/citizens/${id}/guide/${hand}`;
    const back = (c: Context<Env>, citizen: OwnCitizen, by: AnsweredBy) =>
      c.redirect(`${atOf(citizen)}${hand === "now" ? `?by=${by}` : ""}#card`, 303);

    const show = (
      c: Context<Env>,
      citizen: OwnCitizen,
      guided: Guided,
      by: AnsweredBy,
      { refused, ...more }: Partial<ChatPage> & { refused?: "citizen-decides" } = {},
      status: 200 | 413 | 422 = 200,
    ) => {
      const { loaded, received, stand } = guided;
      const look = lookOf(c, guided, atOf(citizen), by);
      const beside: Beside =
        hand === "own"
          ? besideCitizen(c.var.look, citizen, look.say)
          : besideStaff(c.var.look, { citizen, stand, by }, refused);
      const { profile, readAloud } = loaded;
      const owner = ownerOf(citizen.conversation);
      const page = { received, nonce: newNonce(), owner, readAloud, pace: profile.pace, beside, ...more };
      return c.html(wantsFragment(c) ? chatFragment(look, page) : chatPage(look, page), status);
    };

    app.get(`/:citizen/guide/${hand}`, async (c) => {
      const citizen = await citizenOf(parts, c);
      const by = byOf(c.req.query("by"), hand);
      const { actor } = c.var;
      const before = await readGuided(parts, actor, citizen);
      if (!before.shown) return elsewhere(c, citizen, hand, before);
      if (wantsFragment(c)) return show(c, citizen, before, by);
      // after hours or days it is said where the two were, as on the citizen's own phone (R15)
      const arrival = { channel: GUIDE, id: newNonce(), at: parts.now().toISOString(), beside: personOf(actor) };
      await takeGuided(parts, actor, { ...arrival, kind: "opened" }, citizen.conversation);
      return show(c, citizen, await readGuided(parts, actor, citizen), by, { history: [] });
    });

    /** The same question, with what is wrong beside it. */
    const refuse = async (
      c: Context<Env>,
      problem: Problem | "citizen-decides",
      form: Readonly<Record<string, unknown>>,
    ) => {
      const citizen = await citizenOf(parts, c);
      const by = byOf(form.by, hand);
      if (problem === "nothing") return back(c, citizen, by);
      const status = problem === "citizen-decides" ? 422 : PROBLEM_STATUS[problem];
      if (wantsFragment(c)) return c.text(problem, status);
      const guided = await readGuided(parts, c.var.actor, citizen);
      if (!guided.shown) return elsewhere(c, citizen, hand, guided);
      const written = typeof form.words === "string" ? form.words : "";
      const told = problem === "citizen-decides" ? { refused: problem } : { notice: problem };
      return show(c, citizen, guided, by, { ...told, history: [], written }, status);
    };

    const tooBig = notBiggerThan(MAX_FORM, (c) => refuse(c as Context<Env>, "too-big", {}));
    app.post(`/:citizen/guide/${hand}/answer`, tooBig, async (c) => {
      const citizen = await citizenOf(parts, c);
      const { actor } = c.var;
      const form = await formOf(c);
      const by = byOf(form.by, hand);
      const arrived = {
        channel: GUIDE,
        by,
        beside: personOf(actor),
        conversation: citizen.conversation,
        at: parts.now(),
      };
      const inbound = await readInbound(form, arrived, async (bytes) =>
        saveMedia(parts.database, { citizen: citizen.id, ...(await readMedia(bytes)) }),
      );
      if (typeof inbound === "string") return refuse(c, inbound, form);
      const refusal = await takeGuided(parts, actor, inbound, citizen.conversation);
      if (refusal === "citizen-decides") return refuse(c, refusal, form);
      const guided = await readGuided(parts, actor, citizen);
      if (!guided.shown) return elsewhere(c, citizen, hand, guided);
      return wantsFragment(c) ? show(c, citizen, guided, by) : back(c, citizen, by);
    });

    app.get(`/:citizen/guide/${hand}/events`, async (c) => {
      const citizen = await citizenOf(parts, c);
      const { conversation } = citizen;
      const revision = async () => (await citizenOf(parts, c)).revision;
      return streamRevisions(c, { ...parts, onChange: parts.changes.onConversation, conversation, revision });
    });

    app.post(`/:citizen/guide/${hand}/text-size`, async (c) => {
      const citizen = await citizenOf(parts, c);
      const size = chosenIn(await formOf(c), "size", ["1", "2", "3"]);
      if (size) rememberTextSize(c, size, parts.secure ?? false, "/staff");
      return wantsFragment(c) ? c.body(null, 204) : back(c, citizen, "citizen");
    });
  }

  app.post("/:citizen/guide/now/again", async (c) => {
    const citizen = await citizenOf(parts, c);
    await joinAgain(parts, c.var.actor, citizen);
    return c.redirect(`/staff/citizens/${citizen.id}/guide/now#card`, 303);
  });

  app.get("/:citizen/guide/own/back", async (c) => {
    const citizen = await citizenOf(parts, c);
    const guided = await readGuided(parts, c.var.actor, citizen);
    const at = `/staff/citizens/${citizen.id}/guide`;
    const look = lookOf(c, guided, `${at}/own`, "citizen");
    if (!guided.shown) {
      const action = linkButton(look, `/staff/citizens/${citizen.id}`, "guided.yes", "kontaktperson", "other");
      return c.html(plainPage(look, { picture: "done", title: "guided.done", text: "guided.done-text", action }));
    }
    const action = html`${linkButton(look, `${at}/own#card`, "guided.no", "back")}
${linkButton(look, `${at}/now#card`, "guided.yes", "kontaktperson", "other")}`;
    return c.html(plainPage(look, { picture: "together", title: "guided.ask", text: "guided.ask-text", action }));
  });

  return app;
}

/** Who answers; on a phone that was handed over it is the citizen. */
function byOf(asked: unknown, hand: Hand): AnsweredBy {
  return (hand === "now" && ANSWERED_BY.find((it) => it === asked)) || "citizen";
}
