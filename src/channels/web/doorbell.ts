import { type Context, Hono } from "hono";
import { formOf } from "./answer.ts";
import { rememberDevice } from "./device.ts";
import type { Visitor, WebChatParts, WebDoorbell } from "./parts.ts";
import type { Look } from "./view/look.ts";
import { appPage, buttonForm, plainPage, startPage } from "./view/plain-page.ts";

interface Given extends Pick<WebChatParts, "wrongCode"> {
  readonly doorbell: WebDoorbell;
  readonly secure: boolean;
  readonly known: (c: Context) => Promise<Visitor | undefined>;
  /** @param language absent: of someone not yet known */
  readonly lookOf: (c: Context, language?: string) => Look;
}

/** The ways in by the bell in Telegram: its one-time link, and its Mini App. */
export function doorbellRoutes({ doorbell, secure, known, wrongCode, lookOf }: Given): Hono {
  const app = new Hono();
  const toChat = (c: Context) => c.redirect("/c#card", 303);

  /** Whoever is in already needs no link: it is for another phone. */
  const isIn = async (c: Context, conversation: string): Promise<boolean> =>
    (await known(c))?.conversation === conversation;

  app.get("/b/:code", async (c) => {
    const code = c.req.param("code");
    const owner = await doorbell.owner(code);
    if (owner && (await isIn(c, owner.conversation))) {
      await doorbell.opened(owner.chat);
      return toChat(c);
    }
    return c.html(startPage(lookOf(c, owner?.language), `/c/b/${encodeURIComponent(code)}`));
  });

  app.post("/b/:code", async (c) => {
    const code = c.req.param("code");
    const device = await doorbell.enter(code);
    if (device) {
      rememberDevice(c, device, secure);
      return toChat(c);
    }
    const owner = await doorbell.owner(code);
    if (owner && (await isIn(c, owner.conversation))) return toChat(c);
    const look = lookOf(c, owner?.language);
    const page = { picture: "key", title: "bell.dead-title", text: owner ? "bell.dead-text" : "bell.look" };
    const again = buttonForm(look, `/c/b/${encodeURIComponent(code)}/again`, "bell.again", "send");
    const tooMany = !owner && (await wrongCode(c));
    return c.html(plainPage(look, owner ? { ...page, action: again } : page), tooMany ? 429 : 404);
  });

  // Whoever holds an old link can only make the bell ring: where it leads is seen by the citizen alone.
  app.post("/b/:code/again", async (c) => {
    const owner = await doorbell.owner(c.req.param("code"));
    if (owner) await doorbell.ringAnew(owner.chat);
    const look = lookOf(c, owner?.language);
    return c.html(plainPage(look, { picture: "mobile", title: "bell.sent-title", text: "bell.look" }));
  });

  app.get("/app", (c) => c.html(appPage(lookOf(c))));

  app.post("/app", async (c) => {
    const { data } = await formOf(c);
    const device = typeof data === "string" ? await doorbell.enterApp(data) : undefined;
    if (!device) {
      return c.html(
        plainPage(lookOf(c), { picture: "mobile", title: "bell.no-app-title", text: "bell.no-app-text" }),
        403,
      );
    }
    rememberDevice(c, device, secure);
    return toChat(c);
  });

  return app;
}
