import { type Context, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { notBiggerThan, notKept, ownFormsOnly, pagePolicy, readableAddress } from "../../http/headers.ts";
import { createRate } from "../../http/rate.ts";
import { AppError } from "../../model/errors.ts";
import type { Received } from "../channel.ts";
import {
  formOf,
  MAX_FORM,
  newNonce,
  ownerOf,
  PROBLEM_STATUS,
  type Problem,
  readAnswer,
  readInbound,
  wantsFragment,
} from "./answer.ts";
import { chatAssets } from "./assets.ts";
import { forgetDevice, readDevice, readTextSize, rememberDevice, rememberTextSize } from "./device.ts";
import { doorbellRoutes } from "./doorbell.ts";
import { streamRevisions } from "./live.ts";
import type { Visitor, WebChatParts } from "./parts.ts";
import { threadBefore } from "./thread.ts";
import { type ChatPage, chatFragment, chatPage } from "./view/chat.ts";
import type { Look } from "./view/look.ts";
import { againForm, leavePage, linkButton, plainPage, startPage } from "./view/plain-page.ts";
import { seenPage, weekPage } from "./view/week.ts";

/** Far more than anybody taps. */
const ANSWERS = { most: 120, withinMs: 60_000 };
/** A form of the chat that is no answer. */
const SMALL_FORM = 16 * 1024;
/** The language of a page for someone not yet known. */
const DEFAULT_LANGUAGE = "da";

/**
 * The citizen's chat, to be mounted at `/c`. Every page works without scripts: an answer is a form, met by a redirect
 * to the page. With scripts the same form is sent in the background and answered by the parts that changed.
 */
export function createWebChat(parts: WebChatParts): Hono {
  const assets = chatAssets();
  const secure = parts.secure ?? false;
  const app = new Hono();
  const answers = createRate(ANSWERS);

  const lookOf = (c: Context, language: string): Look => ({
    language,
    size: readTextSize(c),
    say: (key) => parts.words(language, key),
    pictureUrl: parts.pictureUrl,
    assets,
    at: "/c",
    week: "/c/week",
  });
  const known = async (c: Context): Promise<Visitor | undefined> => {
    const device = readDevice(c, secure);
    return device && parts.visitor(device.device, device.secret);
  };
  const unknownPage = (c: Context) => {
    const text = parts.doorbell ? "bell.unknown-text" : "unknown-text";
    const page = { picture: "mobile", title: "unknown-title", text };
    return c.html(plainPage(lookOf(c, DEFAULT_LANGUAGE), page), 401);
  };
  const show = async (c: Context, visitor: Visitor, received: Received, more: Partial<ChatPage> = {}, status = 200) => {
    const { readAloud, pace } = visitor;
    const page = { received, nonce: newNonce(), owner: ownerOf(visitor.conversation), readAloud, pace, ...more };
    const look = lookOf(c, visitor.language);
    const shown = wantsFragment(c) ? chatFragment(look, page) : chatPage(look, page);
    // a plain string goes out as it is; what the templates give would be read through a stream first
    return c.html(String(shown), status as ContentfulStatusCode);
  };
  const notFound = (c: Context) => {
    const look = lookOf(c, DEFAULT_LANGUAGE);
    const action = linkButton(look, "/c", "to-chat", "continue");
    const page = { picture: "information", title: "not-found-title", text: "not-found-text", action };
    return c.html(plainPage(look, page), 404);
  };
  const threadOf = async (visitor: Visitor) => threadBefore(await parts.history(visitor), parts.now());

  app.use(pagePolicy(parts));
  app.get("/assets/:version/:name", assets.serve);
  app.use(notKept);
  app.use(ownFormsOnly);
  app.use(readableAddress(notFound));

  const small = notBiggerThan(SMALL_FORM, (c) => c.body(null, 413));
  app.use(async (c, next) => (c.req.path.endsWith("/answer") ? await next() : await small(c, next)));

  app.get("/i/:code", (c) => {
    return c.html(startPage(lookOf(c, DEFAULT_LANGUAGE), `/c/i/${encodeURIComponent(c.req.param("code"))}`));
  });

  app.post("/i/:code", async (c) => {
    const device = await parts.enter(c.req.param("code"));
    const visitor = device ? await parts.visitor(device.device, device.secret) : undefined;
    if (device && visitor) {
      rememberDevice(c, device, secure);
      return c.redirect("/c#card", 303);
    }
    // The own link pressed once more on a phone that is already in.
    if (await known(c)) return c.redirect("/c#card", 303);
    const tooMany = await parts.wrongCode(c);
    const page = { picture: "key", title: "no-entry-title", text: "no-entry-text" };
    return c.html(plainPage(lookOf(c, DEFAULT_LANGUAGE), page), tooMany ? 429 : 404);
  });

  if (parts.doorbell) {
    const { doorbell } = parts;
    const look = (c: Context, language = DEFAULT_LANGUAGE) => lookOf(c, language);
    app.route("/", doorbellRoutes({ doorbell, secure, known, wrongCode: parts.wrongCode, lookOf: look }));
  }

  app.get("/", async (c) => {
    const visitor = await known(c);
    if (!visitor) return unknownPage(c);
    const received = wantsFragment(c) ? await parts.view(visitor) : await open(c, visitor);
    return show(c, visitor, received, { history: await threadOf(visitor) });
  });

  app.get("/week", async (c) => {
    const visitor = await known(c);
    if (!visitor) return unknownPage(c);
    return c.html(weekPage(lookOf(c, visitor.language), await parts.week(visitor)));
  });

  app.get("/seen", async (c) => {
    const visitor = await known(c);
    if (!visitor) return unknownPage(c);
    return c.html(seenPage(lookOf(c, visitor.language), await parts.looks(visitor)));
  });

  app.get("/leave", async (c) => {
    const visitor = await known(c);
    return visitor ? c.html(leavePage(lookOf(c, visitor.language))) : unknownPage(c);
  });

  app.post("/leave", async (c) => {
    const visitor = await known(c);
    if (!visitor) return unknownPage(c);
    await parts.leave(visitor);
    forgetDevice(c, secure);
    const page = { picture: "key", title: "left-title", text: "left-text" };
    return c.html(plainPage(lookOf(c, visitor.language), page));
  });

  app.get("/week/photo/:appointment", async (c) => {
    const visitor = await known(c);
    const found = visitor && (await parts.placePhoto(visitor, c.req.param("appointment")));
    if (!found) return c.body(null, 404);
    return c.body(new Uint8Array(found.bytes), 200, {
      "Content-Type": found.mime,
      "X-Content-Type-Options": "nosniff",
    });
  });

  const tooBig = notBiggerThan(MAX_FORM, (c) => refuse(c, "too-big"));
  app.post("/answer", tooBig, async (c) => {
    try {
      return await takeAnswer(c);
    } catch (error) {
      if (wantsFragment(c)) throw error;
      parts.failed?.(error);
      return unsentPage(c);
    }
  });

  app.post("/text-size", async (c) => {
    const { size } = await formOf(c);
    if (size === "1" || size === "2" || size === "3") rememberTextSize(c, size, secure);
    return wantsFragment(c) ? c.body(null, 204) : c.redirect("/c#card", 303);
  });

  app.get("/events", async (c) => {
    const visitor = await known(c);
    if (!visitor) return c.body(null, 401);
    const { conversation } = visitor;
    const revision = async () => (await parts.view(visitor)).revision;
    return streamRevisions(c, { ...parts, conversation, revision });
  });

  app.all("*", notFound);

  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    parts.failed?.(error);
    const look = lookOf(c, DEFAULT_LANGUAGE);
    const action = linkButton(look, "/c", "again", "repeat");
    return c.html(
      plainPage(look, { picture: "wait", title: "trouble-title", text: "trouble-text", action }),
      statusOf(error),
    );
  });

  /** A page is opened: after days the citizen is told where they were (R15). */
  async function open(c: Context, visitor: Visitor): Promise<Received> {
    const device = readDevice(c, secure);
    if (device) {
      const secret = (await parts.renew(device.device, device.secret)) ?? device.secret;
      rememberDevice(c, { ...device, secret }, secure);
    }
    const at = parts.now().toISOString();
    return await parts.receive(visitor, { channel: "web", id: newNonce(), at, kind: "opened" });
  }

  async function takeAnswer(c: Context): Promise<Response> {
    const visitor = await known(c);
    if (!visitor) return unknownPage(c);
    if (answers.count(visitor.device, parts.now()) > 0)
      return wantsFragment(c) ? c.body(null, 429) : unsentPage(c, 429);
    const form = await formOf(c);
    const arrived = { channel: "web", conversation: visitor.conversation, at: parts.now() };
    const inbound = await readInbound(form, arrived, (bytes, type) => parts.saveMedia(visitor, bytes, type));
    if (typeof inbound === "string") return refuse(c, inbound, form.words);
    const received = await parts.receive(visitor, inbound);
    return wantsFragment(c) ? show(c, visitor, received) : c.redirect("/c#card", 303);
  }

  /** The same question with what is wrong beside it; words that were too long are kept. */
  async function refuse(c: Context, problem: Problem, written?: unknown): Promise<Response> {
    if (problem === "nothing") return c.redirect("/c#card", 303);
    const status = PROBLEM_STATUS[problem];
    if (wantsFragment(c)) return c.text(problem, status);
    const visitor = await known(c);
    if (!visitor) return unknownPage(c);
    const more = {
      notice: problem,
      history: await threadOf(visitor),
      written: typeof written === "string" ? written : "",
    };
    return show(c, visitor, await parts.view(visitor), more, status);
  }

  /** Without scripts: says that the answer is not sent, and sends it again by one button. A file has to be chosen anew. */
  async function unsentPage(c: Context, status: 429 | 503 = 503): Promise<Response> {
    const look = lookOf(c, DEFAULT_LANGUAGE);
    const answer = await readAnswer(await formOf(c));
    const action =
      typeof answer === "string" || answer.kind === "file"
        ? linkButton(look, "/c", "again", "repeat")
        : againForm(look, answer);
    const page = { picture: "wait", title: "trouble-title", text: "trouble-text", more: "trouble-unsent", action };
    return c.html(plainPage(look, page), status);
  }

  return app;
}

function statusOf(error: unknown): ContentfulStatusCode {
  return error instanceof AppError && error.code === "unavailable" ? 503 : 500;
}
