import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { freePort } from "../../support/free-port.ts";
import { contents } from "../../support/tables.ts";
import type { Shown } from "../../support/telegram/chats.ts";
import { startTelegramServer, type TelegramServer, TOKEN } from "../../support/telegram/server.ts";
import { codeFor } from "./citizen.ts";
import { openingOf } from "./init-data.ts";

const PUBLIC_URL = "https://skridt.example.dk";
const RINGS = "Der er en besked til dig.";
const LEADS = "Jeg læser ikke med her. Tryk på Åbn, så kan du svare.";

let telegram: TelegramServer;
let app: TestApp;
let origin: string;
beforeAll(async () => {
  telegram = await startTelegramServer();
  const PORT = String(await freePort());
  origin = `http://127.0.0.1:${PORT}`;
  const to = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url, TELEGRAM_MODE: "doorbell" };
  app = await startTestApp({ environment: { PORT, PUBLIC_URL, ...to } });
});
afterAll(async () => {
  await app?.stop();
  await telegram?.close();
});

const query = async (text: string, values: unknown[]) => (await app.product.database.pool.query(text, values)).rows;

/** A citizen with the doorbell on their phone. */
interface Bell {
  readonly citizen: string;
  readonly conversation: string;
  readonly chat: number;
  /** the bell that stands there; there is one */
  now(): Shown;
  /** does something, and waits for the bell that it brings */
  after(act: () => unknown): Promise<Shown>;
}

let chats = 0;
async function newBell(): Promise<Bell> {
  const chat = ++chats;
  const { citizen, conversation } = await app.newCitizen();
  const rung = () => telegram.chat(chat).filter(({ keyboard }) => keyboard.length > 0);
  const now = (): Shown => {
    expect(rung()).toHaveLength(1);
    return rung()[0]!;
  };
  const after: Bell["after"] = async (act) => {
    const last = rung().at(-1)?.id ?? 0;
    await act();
    await telegram.until(() => rung().length === 1 && rung()[0]!.id > last);
    const kept = async () => (await query("select message from doorbell where chat_id = $1", [chat]))[0]?.message;
    await expect.poll(kept).toBe(String(rung()[0]!.id));
    return now();
  };
  const code = await codeFor(app, citizen);
  await after(() => telegram.say(chat, `/start ${code}`));
  return { citizen, conversation, chat, now, after };
}

const pathOf = ({ keyboard }: Shown): string =>
  keyboard
    .flat()
    .find(({ url }) => url)!
    .url!.slice(PUBLIC_URL.length);
const get = (path: string, cookie = "") => fetch(origin + path, { headers: { cookie }, redirect: "manual" });
const post = (path: string, form: Record<string, string> = {}, cookie = "") =>
  fetch(origin + path, {
    method: "POST",
    body: new URLSearchParams(form),
    headers: { origin, cookie },
    redirect: "manual",
  });
const cookieOf = (response: Response): string => response.headers.get("set-cookie")?.split(";")[0] ?? "";
/** Comes in by the link of a bell: the browser's cookie, empty when it is not let in. */
const enter = async (bell: Shown): Promise<string> => cookieOf(await post(pathOf(bell)));
const isIn = async (cookie: string): Promise<boolean> => (await get("/c", cookie)).status === 200;
const assign = (bell: Bell) =>
  app.product.assign({ citizen: bell.citizen, flow: "parathed", by: app.staff, params: {} });

describe("a chat", () => {
  it("has one bell, which says nothing and leads to the web chat, inside Telegram and in a browser", async () => {
    const bell = await newBell();
    expect(bell.now()).toMatchObject({ text: RINGS, protect: true });
    const [[inside], [browser]] = bell.now().keyboard as never as [[object], [object]];
    expect(inside).toMatchObject({ text: "Åbn", web_app: { url: `${PUBLIC_URL}/c/app` } });
    expect(browser).toMatchObject({ text: "Åbn i din browser", url: expect.stringMatching(/\/c\/b\/[\w-]{22}$/) });
  });

  it("has commands that tell nothing", async () => {
    const { chat } = await newBell();
    const calls = telegram.calls.filter(({ given }) =>
      JSON.stringify(given.scope ?? given).includes(`"chat_id":${chat}`),
    );
    const { given } = calls.find(({ method }) => method === "setMyCommands")!;
    expect(given.commands).toEqual([
      { command: "start", description: "Åbn" },
      { command: "stop", description: "Stop beskeder her" },
    ]);
    const menu = calls.find(({ method }) => method === "setChatMenuButton");
    expect(menu?.given.menu_button).toMatchObject({ type: "web_app", text: "Åbn" });
  });

  it("rings once for what comes while nobody has opened, and anew when somebody has (R24, R29)", async () => {
    const bell = await newBell();
    const hour = Math.min(new Date().getHours(), 22);
    await query("update citizen set hours_from = $2, hours_to = 23 where id = $1", [bell.citizen, hour]);
    const cookie = await enter(bell.now());
    const rung = await bell.after(() => assign(bell));
    expect(rung.silent).toBe(new Date().getHours() === 23);
    await app.product.assign({ citizen: bell.citizen, flow: "foelelser", by: app.staff, params: {} });
    const waiting = "select count(*)::int as n from outbox where conversation_id = $1 and sent_at is null";
    await expect.poll(() => query(waiting, [bell.conversation])).toEqual([{ n: 0 }]);
    expect(bell.now().id).toBe(rung.id);
    // whoever is in already goes straight to the question
    const straight = await get(pathOf(rung), cookie);
    expect([straight.status, straight.headers.get("location")]).toEqual([303, "/c#card"]);
    await bell.after(() => assign(bell));
  });

  it("rings again after an hour when it was not opened", async () => {
    const bell = await newBell();
    await query("update doorbell set rung_at = rung_at - interval '61 minutes' where chat_id = $1", [bell.chat]);
    await bell.after(() => assign(bell));
  });

  it("that is closed ends the bell, and what came in by it", async () => {
    const bell = await newBell();
    const cookie = await enter(bell.now());
    expect(await isIn(cookie)).toBe(true);
    const link = pathOf(await bell.after(() => telegram.say(bell.chat, "/start")));
    telegram.say(bell.chat, "/stop");
    await expect.poll(() => isIn(cookie)).toBe(false);
    expect((await post(link)).status).toBe(404);
  });
});

describe("what the citizen sends", () => {
  it("is answered with the way in, and is not taken: no words, no voice, no photo", async () => {
    const bell = await newBell();
    const sent: [string, () => void][] = [
      ["words", () => telegram.say(bell.chat, "Mit hemmelige ord er kanelsnegl")],
      ["a voice", () => telegram.voice(bell.chat, Buffer.from("OggS"))],
      ["a photo", () => telegram.photo(bell.chat, Buffer.from("photo"), { caption: "kanelsnegl" })],
      ["a sticker", () => telegram.post(bell.chat, { sticker: {} })],
      ["an old command", () => telegram.say(bell.chat, "/trang")],
      ["an old button", () => telegram.press(bell.chat, bell.now().id, "5.parathed")],
    ];
    for (const [what, send] of sent) {
      await query("update doorbell set rung_at = rung_at - interval '1 minute' where chat_id = $1", [bell.chat]);
      expect((await bell.after(send)).text, what).toBe(LEADS);
    }
    expect(await query("select from turn where conversation_id = $1", [bell.conversation])).toEqual([]);
    expect(await query("select from media where citizen_id = $1", [bell.citizen])).toEqual([]);
    expect(telegram.calls.filter(({ method }) => method === "getFile")).toEqual([]);
    expect(JSON.stringify(await contents(app.product.database))).not.toContain("kanelsnegl");
    expect(app.logged.join("")).not.toContain("kanelsnegl");
  });

  it("has one answer when it is an album", async () => {
    const bell = await newBell();
    await query("update doorbell set rung_at = rung_at - interval '1 minute' where chat_id = $1", [bell.chat]);
    const { id } = await bell.after(() => {
      for (let i = 0; i < 4; i++) telegram.photo(bell.chat, Buffer.from(`photo ${i}`), { media_group_id: "g" });
    });
    // whatever comes after the album comes after its answers
    telegram.say(bell.chat, "/stop");
    await telegram.until(() => telegram.chat(bell.chat).at(-1)?.text.startsWith("Nu skriver jeg ikke mere") === true);
    expect(bell.now().id).toBe(id);
  });

  it.each<[string, (chat: number) => void]>([
    ["words", (chat) => telegram.say(chat, "jeg vil ikke leve mere zebra")],
    [
      "what is below a picture",
      (chat) => telegram.photo(chat, Buffer.from("p"), { caption: "jeg vil ikke leve mere zebra" }),
    ],
    ["a film", (chat) => telegram.post(chat, { video: {}, caption: "jeg vil ikke leve mere zebra" })],
  ])("cannot wait: whom to call is said at once, and the words of %s are not kept (R25, R26)", async (_, send) => {
    const bell = await newBell();
    await query("update unit set phone = '11 22 33 44' where id in (select unit_id from citizen where id = $1)", [
      bell.citizen,
    ]);
    const { text } = await bell.after(() => send(bell.chat));
    expect(text).toContain("☎ Ring 112: 112");
    expect(text).toContain("☎ Ring til Livslinien: 70 201 201");
    // the number of the unit tells where the citizen is in treatment
    expect(text).not.toContain("11 22 33 44");
    expect(JSON.stringify(await contents(app.product.database))).not.toContain("zebra");
    // the web chat knows of it
    const page = await (await get("/c", await enter(bell.now()))).text();
    expect(page).toContain("Er du i fare nu?");
  });
});

it("tells Telegram nothing of a conversation in the web chat", async () => {
  const bell = await newBell();
  const from = telegram.calls.length;
  await bell.after(async () => {
    await query("update doorbell set opened_at = now() where chat_id = $1", [bell.chat]);
    await assign(bell);
  });
  const cookie = await enter(bell.now());
  let page = await (await get("/c", cookie)).text();
  for (const give of [{ end: "parathed" }, { end: "go-on" }, { end: "3" }, { words: "fordi jeg er klar" }]) {
    const nonce = /name="nonce" value="([^"]+)"/.exec(page)![1]!;
    const tokens = [...page.matchAll(/name="token" value="([^"]+)"/g)].map(([, token]) => token as string);
    const token = tokens.find((it) => "end" in give && it.endsWith(`.${give.end}`)) ?? tokens[0]!;
    await post("/c/answer", "words" in give ? { nonce, words: give.words! } : { nonce, token }, cookie);
    page = await (await get("/c", cookie)).text();
  }
  expect(page).toContain("Trin");
  const told = telegram.calls.slice(from).filter(({ method }) => method !== "getUpdates");
  expect(new Set(told.map(({ method }) => method))).toEqual(new Set(["sendMessage", "deleteMessage"]));
  expect(new Set(told.flatMap(({ given }) => given.text ?? []))).toEqual(new Set([RINGS]));
});

describe("a link", () => {
  it("is not used up by a look at it, and lets one browser in once", async () => {
    const bell = await newBell();
    const path = pathOf(bell.now());
    expect((await get(path)).status).toBe(200);
    const cookie = cookieOf(await post(path));
    expect(await isIn(cookie)).toBe(true);
    const stranger = await post(path);
    expect([stranger.status, cookieOf(stranger)]).toEqual([404, ""]);
    // the own link once more on the phone that is in
    expect((await post(path, {}, cookie)).status).toBe(303);
  });

  it("lets one in, also when it is tried at the same moment", async () => {
    const path = pathOf((await newBell()).now());
    const all = await Promise.all([1, 2, 3].map(() => post(path)));
    expect(all.map(({ status }) => status).sort()).toEqual([303, 404, 404]);
  });

  it.each<[string, (bell: Bell, path: string) => Promise<string>]>([
    ["is forged", async () => `/c/b/${"A".repeat(22)}`],
    ["is a changed one", async (_, path) => path.slice(0, -1) + (path.endsWith("A") ? "B" : "A")],
    ["is an invitation's", async ({ citizen }) => `/c/b/${await codeFor(app, citizen)}`],
    [
      "is too old",
      async ({ chat }, path) => {
        await query("update doorbell set link_until = now() - interval '1 second' where chat_id = $1", [chat]);
        return path;
      },
    ],
    [
      "was replaced by a newer bell",
      async (bell, path) => {
        await query("update doorbell set opened_at = now() where chat_id = $1", [bell.chat]);
        await bell.after(() => assign(bell));
        return path;
      },
    ],
  ])("that %s lets nobody in", async (_, made) => {
    const bell = await newBell();
    const response = await post(await made(bell, pathOf(bell.now())));
    expect([response.status, cookieOf(response)]).toEqual([404, ""]);
  });

  it("that is dead brings a new one into the chat of its citizen, and not often", async () => {
    const bell = await newBell();
    const old = bell.now();
    await enter(old);
    const page = await (await post(pathOf(old))).text();
    expect(page).toContain(`${pathOf(old)}/again`);
    await query("update doorbell set rung_at = rung_at - interval '2 minutes' where chat_id = $1", [bell.chat]);
    const fresh = await bell.after(() => post(`${pathOf(old)}/again`));
    await post(`${pathOf(fresh)}/again`);
    expect(bell.now().id).toBe(fresh.id);
    expect(await isIn(await enter(fresh))).toBe(true);
  });

  it("that was stolen and used is worth nothing once the citizen comes in, or half a day has gone", async () => {
    const bell = await newBell();
    const thief = await enter(bell.now());
    await query("update doorbell set rung_at = rung_at - interval '1 minute' where chat_id = $1", [bell.chat]);
    const own = await enter(await bell.after(() => telegram.say(bell.chat, "hej")));
    expect([await isIn(thief), await isIn(own)]).toEqual([false, true]);
    const until = await query(
      "select expires_at - now() < interval '12 hours' as soon from device where chat_id = $1",
      [bell.chat],
    );
    expect(until.every(({ soon }) => soon)).toBe(true);
    await query("update device set expires_at = now() - interval '1 second' where chat_id = $1", [bell.chat]);
    expect(await isIn(own)).toBe(false);
  });
});

describe("the Mini App", () => {
  const open = (data: string) => post("/c/app", { data });

  it("lets the person of the chat in, once for each opening", async () => {
    const { chat } = await newBell();
    const data = openingOf(TOKEN, chat, new Date());
    const first = await open(data);
    expect([first.status, first.headers.get("location")]).toEqual([303, "/c#card"]);
    expect(await isIn(cookieOf(first))).toBe(true);
    const replayed = await open(data);
    expect([replayed.status, cookieOf(replayed)]).toEqual([403, ""]);
    expect((await open(openingOf(TOKEN, chat, new Date(), "next"))).status).toBe(303);
    const earlier = new Date(Date.now() - 60_000);
    expect((await open(openingOf(TOKEN, chat, earlier, "earlier"))).status).toBe(403);
  });

  it.each<[string, (chat: number) => string]>([
    ["somebody else", (chat) => openingOf(TOKEN, chat + 1_000_000, new Date())],
    ["somebody at another bot", (chat) => openingOf("123457:other", chat, new Date())],
    ["nobody", () => ""],
  ])("lets %s in nowhere", async (_, data) => {
    const { chat } = await newBell();
    const response = await open(data(chat));
    expect([response.status, cookieOf(response)]).toEqual([403, ""]);
  });

  it("loads nothing from elsewhere and has no script in its page", async () => {
    const response = await get("/c/app");
    expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
    const page = await response.text();
    expect(page.match(/<script[^>]*>[^<]*/g)).toEqual([
      expect.stringMatching(/^<script type="module" src="\/c\/assets\/[\w-]+\/bell\.js">$/),
    ]);
    expect(page).not.toContain("https://");
  });
});
