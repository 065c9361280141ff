import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConversation } from "../../../src/store/load-conversation.ts";
import { getMedia } from "../../../src/store/media.ts";
import { outcomesOf } from "../../../src/store/outcomes.ts";
import { answersOf, dialogueOf, storedValue } from "../../bench/dialogue.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { deniedIn } from "../../support/denied.ts";
import { startTelegramServer, type TelegramServer, TOKEN } from "../../support/telegram/server.ts";
import { codeFor, newPhone } from "./citizen.ts";

let telegram: TelegramServer;
let app: TestApp;
beforeAll(async () => {
  telegram = await startTelegramServer();
  const environment = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url };
  app = await startTestApp({ environment });
});
afterAll(async () => {
  await app?.stop();
  await telegram?.close();
});

let chats = 0;
const newChat = () => ++chats;
const texts = (chat: number) => telegram.chat(chat).map(({ text }) => text);
const query = async (text: string, values: unknown[]) => (await app.product.database.pool.query(text, values)).rows;

describe("an exercise", () => {
  it("goes from the link to the end, with one message for each question and no buttons left behind", async () => {
    const phone = await newPhone(app, telegram, newChat());
    for (const give of dialogueOf(0)) await ("tap" in give ? phone.tap(give.tap) : phone.say(give.words));
    const [outcome] = await outcomesOf(app.product.database, phone.citizen, app.staff);
    for (const [step, give] of answersOf(0)) {
      expect(outcome?.answers.find(([path]) => path === step)?.[1]).toEqual(storedValue(step, give));
    }
    const bot = phone.seen().filter(({ from }) => from === "bot");
    // a question each, and what the menu said before
    expect(bot).toHaveLength(dialogueOf(0).length + 1);
    await telegram.until(() => phone.seen().filter(({ keyboard }) => keyboard.length > 0).length === 1);
    expect(phone.last().keyboard.length).toBeGreaterThan(0);
    expect(bot.every(({ silent }) => silent)).toBe(true);
  });

  it("says below the question what was chosen", async () => {
    const phone = await newPhone(app, telegram, newChat());
    const { id } = await phone.tap("group+exercise+0");
    await phone.tap("parathed");
    const answered = () => phone.seen().find((it) => it.id === id);
    await telegram.until(() => answered()?.text.includes("Du valgte") === true);
    expect(answered()?.text).toMatch(/\n\nDu valgte: .*Parathed 1-5$/);
    expect(answered()?.keyboard).toEqual([]);
    await phone.tap("go-on");
    expect(telegram.calls.filter(({ given }) => given.chat_id === phone.chat && given.message_id === id)).toHaveLength(
      1,
    );
  });

  it("counts a double tap once, and asks about an old button (R17)", async () => {
    const phone = await newPhone(app, telegram, newChat());
    for (const it of ["group+exercise+0", "parathed", "go-on"]) await phone.tap(it);
    const { id, keyboard } = phone.last();
    const data = (choice: string) =>
      keyboard.flat().find((it) => it.callback_data?.endsWith(`.${choice}`))?.callback_data as string;
    await phone.leadingOn(() => {
      telegram.press(phone.chat, id, data("3"));
      telegram.press(phone.chat, id, data("3"));
    });
    const before = phone.last().id;
    const asked = await phone.leadingOn(() => telegram.press(phone.chat, id, data("4")));
    expect(asked.text).toContain("Vil du ændre dit svar?");
    expect(asked.id).toBe(before + 1);
  });

  it("ticks a list in the message itself", async () => {
    const phone = await newPhone(app, telegram, newChat());
    await app.product.assign({ citizen: phone.citizen, flow: "beloenning", by: app.staff, params: {} });
    await telegram.until(() => phone.last().text.startsWith("Der er en besked til dig."));
    await phone.say("ja");
    const offered = () =>
      phone
        .last()
        .keyboard.flat()
        .some((it) => it.callback_data?.endsWith("on+cake"));
    await phone.tap("go-on");
    while (!offered()) await phone.tap("skip");
    const { id } = phone.last();
    telegram.tap(phone.chat, "on+cake");
    const ticked = () =>
      phone
        .last()
        .keyboard.flat()
        .some(({ text }) => text.startsWith("✅"));
    await telegram.until(ticked);
    expect(phone.last()).toMatchObject({ id, edits: 1 });
    expect(phone.last().text).not.toContain("Du valgte");
  });

  it("redraws a sheet in the message itself, and shows it anew below what the citizen wrote", async () => {
    const phone = await newPhone(app, telegram, newChat());
    for (const it of ["group+check-in+0", "foelelser", "go-on", "go-on"]) await phone.tap(it);
    const { id, photo } = phone.last();
    telegram.tap(phone.chat, "on+joy");
    await telegram.until(() => phone.last().edits === 1);
    expect(phone.last()).toMatchObject({ id, protect: true });
    expect(phone.last().photo).not.toBe(photo);
    const below = await phone.say("bange");
    expect(below.keyboard.flat().filter(({ text }) => text.startsWith("✅"))).toHaveLength(2);
    await telegram.until(() => phone.seen().find((it) => it.id === id)?.keyboard.length === 0);
  });

  it("goes on in the web chat at the same step, and back", async () => {
    const phone = await newPhone(app, telegram, newChat());
    for (const it of ["group+exercise+0", "parathed", "go-on"]) await phone.tap(it);
    const stored = await loadConversation(app.product.database, { conversation: phone.conversation });
    const { message } = await app.product.receive.view(stored!);
    const { token } = message.choices[1]!;
    const inbound = {
      kind: "tap",
      channel: "web",
      id: `web-${phone.chat}`,
      at: new Date().toISOString(),
      token,
    } as const;
    const { message: next } = await app.product.receive.take(phone.conversation, inbound, { shown: true });
    const shown = await phone.say("/start");
    expect(shown.text).toContain(next.bubbles[0]!.text);
  });
});

describe("own answers", () => {
  const toOwn = async () => {
    const phone = await newPhone(app, telegram, newChat());
    for (const it of ["group+exercise+0", "parathed", "go-on", "3"]) await phone.tap(it);
    return phone;
  };
  const mediaOf = (citizen: string) => query("select id, type, mime from media where citizen_id = $1", [citizen]);

  it("may be a photo, which is stored sized down; an album is one answer with all of its pictures", async () => {
    const phone = await toOwn();
    const photo = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: "red" } })
      .jpeg()
      .toBuffer();
    const small = await sharp({ create: { width: 400, height: 300, channels: 3, background: "blue" } })
      .jpeg()
      .toBuffer();
    const { id } = await phone.leadingOn(() => {
      for (const bytes of [photo, small, small]) telegram.photo(phone.chat, bytes, { media_group_id: "g" });
    });
    const again = await phone.tap("repeat");
    expect([again.id, again.text.includes("forstod jeg ikke")]).toEqual([id + 1, false]);
    const stored = await mediaOf(phone.citizen);
    expect(stored).toMatchObject([{ type: "photo", mime: "image/jpeg" }]);
    const kept = await getMedia(app.product.database, phone.citizen, stored[0]!.id as string);
    const { width, height } = await sharp(kept!.bytes).metadata();
    expect([width, height]).toEqual([1600, 1067 + 2 * (24 + 300)]);
  });

  it("may be a voice message", async () => {
    const phone = await toOwn();
    const head = Buffer.concat([Buffer.from("OggS"), Buffer.alloc(24), Buffer.from("OpusHead"), Buffer.alloc(32)]);
    await phone.leadingOn(() => telegram.voice(phone.chat, head));
    expect(await mediaOf(phone.citizen)).toMatchObject([{ type: "voice" }]);
  });

  it("that are neither are met kindly, and the question stays", async () => {
    const phone = await toOwn();
    const { id } = phone.last();
    telegram.photo(phone.chat, Buffer.from("no picture"));
    await telegram.until(() => texts(phone.chat).includes("Den fil kan jeg ikke bruge. Prøv en anden."));
    for (const sent of [{ sticker: {} }, { video_note: {} }, { poll: { question: "?" } }])
      telegram.post(phone.chat, sent);
    for (const answer of ["Små tegninger", "Jeg kan ikke se film", "Det kan jeg ikke læse"]) {
      await telegram.until(() => texts(phone.chat).some((text) => text.includes(answer)));
    }
    expect(phone.seen().find((it) => it.id === id)?.keyboard.length).toBeGreaterThan(0);
    expect(await mediaOf(phone.citizen)).toEqual([]);
  });
});

it.each<[string, (chat: number) => void]>([
  ["what is below a film", (chat) => telegram.post(chat, { video: {}, caption: "jeg vil ikke leve mere" })],
  ["what was edited", (chat) => telegram.edit(chat, "jeg vil ikke leve mere")],
])("looks for what cannot wait also in %s (R25)", async (_, send) => {
  const phone = await newPhone(app, telegram, newChat());
  expect((await phone.leadingOn(() => send(phone.chat))).text).toContain("☎ Ring 112: 112");
});

describe("who may write", () => {
  it("is whoever came in by a link; a stranger gets one fixed answer", async () => {
    const chat = newChat();
    telegram.say(chat, "hej");
    telegram.say(chat, "/start forkert");
    await telegram.until(() => texts(chat).length === 4);
    expect(new Set(texts(chat).slice(2))).toEqual(
      new Set(["Hej. Jeg kender dig ikke endnu. Du skal have et link fra dit personale."]),
    );
    expect(await query("select from telegram_chat where chat_id = $1", [chat])).toEqual([]);
  });

  it("is the first to use a link, before it expires", async () => {
    const { citizen } = await app.newCitizen();
    const code = await codeFor(app, citizen);
    await query("update invitation set expires_at = now() - interval '1 day' where citizen_id = $1", [citizen]);
    const [late, first, second] = [newChat(), newChat(), newChat()];
    telegram.say(late, `/start ${code}`);
    await telegram.until(() => texts(late).length === 2);
    expect(texts(late)[1]).toContain("Jeg kender dig ikke endnu");
    const next = await codeFor(app, citizen);
    telegram.say(first, `/start ${next}`);
    await telegram.until(() => texts(first).length === 2);
    expect(texts(first)[1]).toContain("Jeg hedder Skridt");
    telegram.say(second, `/start ${next}`);
    await telegram.until(() => texts(second).length === 2);
    expect(texts(second)[1]).toContain("Jeg kender dig ikke endnu");
  });

  it("cannot be found by trying: after five wrong codes the right one waits as well", async () => {
    const { citizen } = await app.newCitizen();
    const chat = newChat();
    for (let i = 0; i < 5; i++) telegram.say(chat, `/start wrong${i}`);
    telegram.say(chat, `/start ${await codeFor(app, citizen)}`);
    await telegram.until(() => texts(chat).length === 12);
    expect(texts(chat).at(-1)).toContain("Jeg kender dig ikke endnu");
    expect(await deniedIn(app.product.database)).toEqual(["stranger:telegram entry: too-many-codes"]);
  });

  it("is nobody in a group, which is left", async () => {
    const chat = -newChat();
    telegram.post(chat, { chat: { id: chat, type: "group", title: "g" }, text: "/start" });
    await telegram.until(() =>
      telegram.calls.some(({ method, given }) => method === "leaveChat" && given.chat_id === chat),
    );
    expect(texts(chat)[1]).toBe("Jeg skriver kun med 1 person ad gangen. Skriv til mig alene.");
  });

  it("ends with /stop, and what comes later waits in the web chat", async () => {
    const phone = await newPhone(app, telegram, newChat());
    telegram.say(phone.chat, "/stop");
    await telegram.until(() => texts(phone.chat).at(-1)?.startsWith("Nu skriver jeg ikke mere") === true);
    await app.product.assign({ citizen: phone.citizen, flow: "parathed", by: app.staff, params: {} });
    const [waiting] = await query("select channel from outbox where conversation_id = $1 order by id desc limit 1", [
      phone.conversation,
    ]);
    expect(waiting).toEqual({ channel: "web" });
    telegram.say(phone.chat, "hej");
    await telegram.until(() => texts(phone.chat).at(-1)?.startsWith("Hej. Jeg kender dig ikke") === true);
  });

  it("ends when the bot is blocked, and nothing is tried again", async () => {
    const phone = await newPhone(app, telegram, newChat());
    telegram.faults = ({ given }) =>
      given.chat_id === phone.chat ? { status: 403, description: "Forbidden: bot was blocked by the user" } : undefined;
    const tried = () =>
      telegram.calls.filter(({ method, given }) => method === "sendPhoto" && given.chat_id === phone.chat);
    const before = tried().length;
    await app.product.assign({ citizen: phone.citizen, flow: "parathed", by: app.staff, params: {} });
    await telegram.until(
      () => tried().length > before || telegram.calls.some((it) => it.given.chat_id === String(phone.chat)),
    );
    await expect
      .poll(() => query("select closed_reason from telegram_chat where chat_id = $1", [phone.chat]))
      .toEqual([{ closed_reason: "blocked" }]);
    telegram.faults = () => undefined;
    const rows = "select count(*)::int as n from outbox where conversation_id = $1 and sent_at is null";
    await expect.poll(() => query(rows, [phone.conversation])).toEqual([{ n: 0 }]);
  });
});

it("uploads a picture once, and sends it by its id from then on", async () => {
  await newPhone(app, telegram, newChat());
  const before = telegram.uploads();
  const phone = await newPhone(app, telegram, newChat());
  expect(telegram.uploads()).toBe(before);
  expect(phone.last().photo).toBeDefined();
});

it("names its commands in the chat's language", async () => {
  const phone = await newPhone(app, telegram, newChat());
  const named = telegram.calls.findLast(({ method }) => method === "setMyCommands");
  expect(named?.given).toMatchObject({ scope: { type: "chat", chat_id: phone.chat } });
  expect(named?.given.commands).toContainEqual({ command: "trang", description: "Jeg har trang" });
  expect((await phone.say("/trang")).text.length).toBeGreaterThan(0);
});
