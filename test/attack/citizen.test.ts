import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeFor } from "../channels/telegram/citizen.ts";
import { deniedIn } from "../support/denied.ts";
import { gzipBomb } from "./bombs.ts";
import { type AttackedCitizen, type CitizenApp, nonce, startCitizenApp } from "./citizen-app.ts";

let site: CitizenApp;
let bo: AttackedCitizen;
let other: AttackedCitizen;
let time = Date.now();
beforeAll(async () => {
  // a second for each look at the clock: no limit by time is met
  const now = () => {
    time += 1000;
    return new Date(time);
  };
  site = await startCitizenApp(now);
  bo = await site.newCitizen();
  other = await site.newCitizen();
  site.errors();
});
afterAll(() => site?.stop());

const form = (fields: string | Record<string, string>): URLSearchParams => new URLSearchParams(fields);
const file = (name: string, bytes = "x"): FormData => {
  const data = new FormData();
  data.set("nonce", nonce());
  data.set(name, new File([bytes], "x.png"));
  return data;
};
const MULTIPART = { "content-type": "multipart/form-data" };
const URLENCODED = { "content-type": "application/x-www-form-urlencoded" };

describe("a form of the citizen's chat", () => {
  it.each<[string, () => BodyInit | Promise<BodyInit>, Record<string, string>?]>([
    ["nothing", () => ""],
    ["no form", () => JSON.stringify({ nonce: nonce(), words: "hej" }), { "content-type": "application/json" }],
    ["a form of parts that has none", () => "no form", MULTIPART],
    [
      "a form of parts that is cut off",
      () => '--b\r\ncontent-disposition: form-data; name="words"\r\n\r\nhej',
      { "content-type": "multipart/form-data; boundary=b" },
    ],
    ["no nonce", () => form({ words: "hej" })],
    ["a nonce that is none", () => form({ nonce: "'; drop table turn; --", words: "hej" })],
    ["a nonce with a NUL", () => `nonce=${nonce()}%00&words=hej`, URLENCODED],
    ["a nonce of 60 kB", () => form({ nonce: "x".repeat(60_000), words: "hej" })],
    ["two nonces, none of them right", () => form("nonce=a&nonce=b&words=hej")],
    ["a file as its nonce", () => file("nonce")],
    ["a file as a button", () => file("token")],
    ["a file as words", () => file("words")],
    ["words as a photo", () => form({ nonce: nonce(), photo: "x" })],
    ["an empty photo", () => file("photo", "")],
    ["5,000 fields", () => form(Array.from({ length: 5000 }, (_, i) => `f${i}=x`).join("&"))],
    ["a bomb in gzip", () => gzipBomb(10 * 1024 * 1024), { ...URLENCODED, "content-encoding": "gzip" }],
    [
      "a bomb in gzip with parts",
      () => gzipBomb(10 * 1024 * 1024),
      { "content-type": "multipart/form-data; boundary=b", "content-encoding": "gzip" },
    ],
  ])("that holds %s changes nothing", async (_, body, headers = {}) => {
    const before = await bo.stand();
    const { status } = await bo.send(await body(), { headers });
    expect([status < 500, site.errors(), await bo.stand()]).toEqual([true, [], before]);
  });

  it("with another citizen's button, or one that is none, answers nothing and is no error (R17, R18)", async () => {
    const [asked, theirs] = [(await bo.stand()).asks, await other.stand()];
    const tokens = [
      ...(await other.tokens()).slice(0, 3),
      "x.s.1.1.1",
      "a\0b",
      "__proto__",
      "'; --",
      `${bo.conversation.slice(0, 6)}.s.zz.zz.3`,
      `${bo.conversation.slice(0, 6)}.c.-1.constructor`,
    ];
    for (const token of tokens) {
      expect((await bo.send(form({ nonce: nonce(), token }))).status).toBe(303);
      expect([token, (await bo.stand()).asks, site.errors()]).toEqual([token, asked, []]);
    }
    expect(await other.stand()).toEqual(theirs);
  });

  it("sent again is the same answer, also after others (R17)", async () => {
    const sent = form({ nonce: nonce(), words: "Fordi jeg vil" });
    await bo.send(sent);
    const after = await bo.stand();
    expect((await bo.send(sent)).status).toBe(303);
    expect(await bo.stand()).toEqual(after);
  });

  it("that is far too big is refused before it is read", async () => {
    const before = await bo.stand();
    const words = "x".repeat(1024 * 1024);
    expect([(await bo.send(form({ nonce: nonce(), words }))).status, site.errors(), await bo.stand()]).toEqual([
      413,
      [],
      before,
    ]);
  });
});

describe("an address of the citizen's chat", () => {
  const NUL = "a%00b";
  const SQL = encodeURIComponent("'; drop table device; --");
  const paths = ["/c/i/", "/c/b/", "/c/week/photo/", "/c/assets/x/", "/c/", "/media/", "/staff/", "/"].flatMap((it) =>
    [NUL, SQL, "a%ED%A0%80b", "%", "..%2f..%2fetc%2fpasswd", "x".repeat(3000)].map((end) => it + end),
  );

  it("that is none is no error, and says nothing of what is inside", async () => {
    for (const path of paths) {
      for (const method of ["GET", "POST"]) {
        const response = await site.request(path, { method, headers: { cookie: bo.cookie } });
        const text = await response.text();
        expect([
          path,
          method,
          response.status < 500,
          /select |node_modules|at \w+ \(/.test(text),
          site.errors(),
        ]).toEqual([path, method, true, false, []]);
      }
    }
  });

  it("is closed to a cookie that is none", async () => {
    for (const secret of ["a%00b", "x", "'; --", "x".repeat(4000), `${bo.cookie.split("=")[1]}x`, "a.b.c"]) {
      const response = await site.request("/c", { headers: { cookie: `__Host-skridt=${secret}` } });
      expect([response.status, site.errors()]).toEqual([401, []]);
    }
  });
});

describe("what Telegram brings", () => {
  const chat = { id: 1, type: "private" };
  const from = { id: 1, is_bot: false, first_name: "P" };
  const said = { message_id: 1, date: 1, chat, from };
  let updates = 5000;
  const update = (it: object): string => JSON.stringify({ update_id: ++updates, ...it });

  it.each<[string, string | Uint8Array<ArrayBuffer>, number]>([
    ["nothing", "", 400],
    ["no JSON", "hej", 400],
    ["null", "null", 400],
    ["a list", "[]", 400],
    ["nesting without end", "[".repeat(500_000), 400],
    ["nesting that has an end", `{"update_id":1,"message":${"[".repeat(5000)}${"]".repeat(5000)}}`, 200],
    ["an id that is no number", '{"update_id":"1"}', 400],
    ["5 MB", `{"update_id":1,"x":"${"y".repeat(5 * 1024 * 1024)}"}`, 413],
    ["a bomb in gzip", gzipBomb(20 * 1024 * 1024), 400],
  ])("is refused when it is %s", async (_, body, status) => {
    const response = await site.bring(body, typeof body === "string" ? {} : { "content-encoding": "gzip" });
    expect([response.status, site.errors()]).toEqual([status, []]);
  });

  it("is left alone when it is of no kind we know, and not asked for again", async () => {
    const before = await bo.stand();
    const odd: object[] = [
      {},
      ...[null, 7, "x", [], {}, { chat: null }, { chat: {} }, { chat: { id: "1", type: "private" } }].flatMap((it) => [
        { message: it },
        { edited_message: it },
        { my_chat_member: it },
      ]),
      ...[7, {}, []].flatMap((it) =>
        ["text", "caption", "photo", "voice", "audio", "document", "poll", "sticker", "media_group_id"].map((name) => ({
          message: { ...said, message_id: ++updates, [name]: it },
        })),
      ),
      ...[
        null,
        {},
        { id: 1 },
        { id: "1", data: 7 },
        { id: "1", data: "x" },
        { id: "1", data: "x", message: {} },
        { id: "1", data: "x", message: { ...said, reply_markup: 7 } },
        { id: "1", data: "x", message: { ...said, reply_markup: { inline_keyboard: [7, [null], [{}]] } } },
      ].map((it) => ({ callback_query: it })),
      { my_chat_member: { chat, new_chat_member: null } },
      { message: { ...said, photo: [{}] } },
      { message: { ...said, text: "a\u0000b \ud800" }, edited_message: 7 },
    ];
    for (const it of odd) {
      expect([it, (await site.bring(update(it))).status, site.errors()]).toEqual([it, 200, []]);
    }
    expect((await bo.stand()).asks).toBe(before.asks);
  });

  it("is taken once, however often it is brought", async () => {
    const before = await other.stand();
    const body = update({ message: { ...said, chat: { ...chat, id: other.chat }, text: "Fordi jeg vil" } });
    for (let n = 0; n < 3; n++) expect((await site.bring(body)).status).toBe(200);
    expect((await other.stand()).revision).toBe(before.revision + 1);
  });

  it("of a stranger's chat with a citizen's button tells the stranger nothing and changes nothing", async () => {
    const before = await other.stand();
    const [data = ""] = await other.tokens();
    const stranger = { ...chat, id: 4711 };
    expect(
      (await site.bring(update({ callback_query: { id: "1", data, from, message: { ...said, chat: stranger } } })))
        .status,
    ).toBe(200);
    await site.telegram.until(() => site.telegram.chat(4711).length > 0, 4711);
    expect([await other.stand(), site.telegram.chat(4711).map(({ keyboard }) => keyboard)]).toEqual([before, [[]]]);
  });

  it("is answered by text alone: somebody's words become no link, no mention and no bold type", async () => {
    const eva = await site.newCitizen();
    const words = '<b>_*[x](tg://user?id=1)*_</b> <a href="http://x">x</a>';
    const say = (text: string) => site.bring(update({ message: { ...said, chat: { ...chat, id: eva.chat }, text } }));
    await say(words);
    // the end of the exercise shows what was said
    for (let n = 0; n < 4; n++) await say("ved ikke");
    const shown = () => site.telegram.chat(eva.chat).some((it) => it.from === "bot" && it.text.includes(words));
    await site.telegram.until(shown, eva.chat);
    const sent = site.telegram.calls.filter(
      ({ given }) => "parse_mode" in given || "entities" in given || "caption_entities" in given,
    );
    expect(sent).toEqual([]);
  });

  it("from many chats that guess codes keeps nobody out who has one, and is told without saying whose chat it was", async () => {
    const guess = (n: number, code: string) =>
      site.bring(update({ message: { ...said, chat: { ...chat, id: n }, text: `/start ${code}` } }));
    const { citizen } = await site.app.newCitizen();
    const code = await codeFor(site.app, citizen);
    for (let n = 800_000; n < 800_020; n++)
      await Promise.all(Array.from({ length: 6 }, (_, i) => guess(n, `wrong${i}`)));
    await guess(900_000, code);
    await site.telegram.until(() => site.telegram.chat(900_000).some(({ keyboard }) => keyboard.length > 0), 900_000);
    const { database } = site.app.product;
    expect(new Set(await deniedIn(database))).toContain("stranger:telegram entry: too-many-codes");
    const { rows } = await database.pool.query<{ row: string }>("select a::text as row from audit a");
    for (const text of [...rows.map(({ row }) => row), ...site.app.logged]) expect(text).not.toMatch(/\b8000\d\d\b/);
  });
});
