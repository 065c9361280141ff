import type { Update } from "grammy/types";
import { beforeAll, describe, expect, it } from "vitest";
import { cameIn, partsOf } from "../../../src/channels/telegram/map.ts";
import type { Message } from "../../../src/model/message.ts";
import { openTestProduct, type TestProduct } from "../../support/product.ts";
import { startTalk } from "../../support/talk.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await openTestProduct();
});

const screen = (more: Partial<Message>): Message => ({
  language: "da",
  bubbles: [{ text: "Hej." }],
  choices: [],
  layout: "list",
  input: "none",
  controls: [],
  readAloud: "",
  ...more,
});
const NAMED = { picture: { name: "water" }, alt: "vand" };
const choice = (label: string, token = "t") => ({ label, token, role: "answer" as const });
const none = () => undefined;

describe("a screen", () => {
  it("is one picture with words and buttons, and every token goes as it is (R8, R17)", () => {
    const talk = startTalk(product);
    talk.begin("parathed");
    talk.tap("Start");
    const message = talk.message();
    const parts = partsOf(message, product.pictures.emoji);
    expect(parts).toHaveLength(1);
    const [part] = parts;
    expect(part).toMatchObject({ kind: "photo", protect: true });
    const caption = part.kind === "photo" ? part.caption : "";
    for (const { text } of message.bubbles) expect(caption).toContain(text);
    expect(caption.endsWith(message.progress as string)).toBe(true);
    const data = part.keyboard.flat().map((it) => ("callback_data" in it ? it.callback_data : ""));
    expect(data).toEqual([...message.choices, ...message.controls].map((it) => it.token));
  });

  it("has what is always there last, in the same order and the same rows (R10)", () => {
    const talk = startTalk(product);
    const rowsNow = () => {
      const labels = partsOf(talk.message(), product.pictures.emoji)
        .at(-1)!
        .keyboard.map((row) => row.map(({ text }) => text));
      return labels.slice(labels.findIndex((row) => row[0] === "Tilbage"));
    };
    const first = rowsNow();
    expect(first).toEqual([
      ["Tilbage", "Gentag"],
      ["Det forstår jeg ikke"],
      ["Spring over", "Pause", "Stop"],
      ["Jeg har trang"],
      ["Snak med et menneske"],
    ]);
    for (const step of ["Start", "3", "go-on"]) {
      if (step === "Start") talk.begin("foelelser");
      else talk.say(step);
      expect(rowsNow()).toEqual(first);
    }
  });

  it("gives the picture before the words when they are longer than a caption", () => {
    const text = "Ord ".repeat(300).trim();
    const parts = partsOf(screen({ bubbles: [{ text, picture: NAMED }], choices: [choice("Ja")] }), none);
    expect(parts).toMatchObject([
      { kind: "photo", caption: "", keyboard: [] },
      { kind: "text", text, keyboard: [[{ text: "Ja" }]] },
    ]);
  });

  it("splits the longest words between words, and loses none of them", () => {
    const words = Array.from({ length: 3000 }, (_, i) => `ord${i}`);
    const parts = partsOf(screen({ bubbles: [{ text: words.join(" ") }], choices: [choice("Ja")] }), none);
    const texts = parts.map((part) => (part.kind === "text" ? part.text : ""));
    expect(texts.every((text) => text.length <= 4096)).toBe(true);
    expect(texts.join(" ").split(" ")).toEqual(words);
    expect(parts.map(({ keyboard }) => keyboard.length > 0)).toEqual([...Array(parts.length - 1).fill(false), true]);
  });

  it("never parts the halves of a character", () => {
    const text = `a${"😀".repeat(4000)}`;
    const texts = partsOf(screen({ bubbles: [{ text }] }), none).map((part) => (part.kind === "text" ? part.text : ""));
    expect(texts.join("")).toBe(text);
    expect(texts.every((it) => it.isWellFormed())).toBe(true);
  });

  it("never cuts a label: a long one stands in the words, its button has the number", () => {
    const long = "Jeg vil helst sidde alene ved vandet og høre musik";
    const [part] = partsOf(screen({ choices: [choice("Ja"), choice(long)] }), none);
    expect(part).toMatchObject({ text: `Hej.\n\n2. ${long}`, keyboard: [[{ text: "Ja" }], [{ text: "2" }]] });
  });

  it("opens pages by a button, and writes numbers to call, which Telegram refuses on buttons", () => {
    const links = [
      { label: "Læs mere", url: "https://example.dk/", picture: NAMED },
      { label: "Ring til Mor", url: "tel:+4512345678", picture: NAMED },
    ];
    const [part] = partsOf(screen({ links }), none);
    expect(part).toMatchObject({ text: "Hej.\n\n☎ Ring til Mor: +4512345678" });
    expect(part.keyboard).toEqual([[{ text: "Læs mere", url: "https://example.dk/" }]]);
  });

  it("begins with what may be read on a locked phone (R24)", () => {
    const opening = "Der er en besked til dig.";
    const bubbles = [{ text: "Ord ".repeat(300), picture: NAMED }];
    for (const [first] of [partsOf(screen({}), none, opening), partsOf(screen({ bubbles }), none, opening)]) {
      expect((first.kind === "photo" ? first.caption : first.text).split("\n")[0]).toBe(opening);
    }
  });

  it("marks what is chosen, and puts the number of a scale before its words (R11)", () => {
    const choices = [
      { ...choice("slet ikke"), number: 1 },
      { ...choice("Glæde"), chosen: true },
    ];
    const [part] = partsOf(screen({ choices }), none);
    expect(part.keyboard.flat().map(({ text }) => text)).toEqual(["1 slet ikke", "✅ Glæde"]);
  });

  it("refuses a token that Telegram would refuse", () => {
    expect(() => partsOf(screen({ choices: [choice("Ja", "æ".repeat(33))] }), none)).toThrow(
      "a button's token: expected at most 64 bytes, got 66",
    );
  });

  it.each(["da", "en"])("of any exercise fits, in %s", (language) => {
    const talk = startTalk(product, { language });
    for (const compiled of product.library.all()) {
      talk.begin(compiled.ref.id);
      for (const part of partsOf(talk.message(), product.pictures.emoji)) {
        const text = part.kind === "photo" ? part.caption : part.text;
        expect(text.length).toBeLessThanOrEqual(part.kind === "photo" ? 1024 : 4096);
        for (const row of part.keyboard) {
          expect(Math.max(...row.map((it) => it.text.length)) * row.length).toBeLessThanOrEqual(34 + 2);
        }
      }
      talk.press("stop");
    }
  });
});

describe("what came", () => {
  const chat = { id: 7, type: "private" as const, first_name: "Ole" };
  const from = { id: 7, is_bot: false, first_name: "Ole" };
  const update = (rest: object): Update => ({ update_id: 5, ...rest }) as Update;
  const message = (rest: object, more: object = {}): Update =>
    update({ message: { message_id: 1, date: 0, chat, from, ...rest }, ...more });

  it("is a tap with its token", () => {
    const callback_query = {
      id: "q",
      from,
      chat_instance: "i",
      data: "tok",
      message: { message_id: 3, chat, date: 0 },
    };
    const expected = { id: "5", chat: 7, kind: "tap", query: "q", token: "tok", message: 3 };
    expect(cameIn(update({ callback_query }))).toEqual(expected);
    const reply_markup = { inline_keyboard: [[{ text: "Ja", callback_data: "tok" }]] };
    const known = { ...callback_query, message: { message_id: 3, chat, date: 1, caption: "Hej", reply_markup } };
    const shown = { text: "Hej", field: "caption", label: "Ja" };
    expect(cameIn(update({ callback_query: known }))).toEqual({ ...expected, shown });
  });

  it.each([
    [{ text: "tre" }, { kind: "words", words: "tre" }],
    [{ text: "/start kode_-1" }, { kind: "start", code: "kode_-1" }],
    [{ text: "/start" }, { kind: "start", code: undefined }],
    [{ text: "/stop" }, { kind: "leave" }],
    [{ text: "/trang@skridt_bot" }, { kind: "command", command: "trang" }],
    [{ text: "/ukendt" }, { kind: "words", words: "/ukendt" }],
    [{ text: "x".repeat(4001) }, { kind: "fixed", key: "too-long", words: "x".repeat(4000) }],
    [
      { photo: [{ file_id: "s" }, { file_id: "l" }], caption: "min" },
      { kind: "file", file: "l", caption: "min" },
    ],
    [{ voice: { file_id: "v" } }, { kind: "file", file: "v" }],
    [{ document: { file_id: "d", mime_type: "image/png" } }, { kind: "file", file: "d" }],
    [{ voice: { file_id: "v", file_size: 2 ** 25 } }, { kind: "fixed", key: "too-big" }],
    [{ sticker: {} }, { kind: "fixed", key: "sticker" }],
    [{ contact: {} }, { kind: "fixed", key: "contact" }],
    [{ location: {} }, { kind: "fixed", key: "location" }],
    [{ video: {} }, { kind: "fixed", key: "video" }],
    [{ video_note: {} }, { kind: "fixed", key: "video" }],
    [{ dice: {} }, { kind: "fixed", key: "other" }],
    [
      { document: { file_id: "d" }, caption: "min" },
      { kind: "fixed", key: "other", words: "min" },
    ],
    [{ poll: { question: "min" } }, { kind: "fixed", key: "other", words: "min" }],
  ])("%j", (sent, expected) => {
    expect(cameIn(message(sent))).toEqual({ id: "5", chat: 7, ...expected });
  });

  it("is one answer for an album, whose pictures come one by one", () => {
    const of = (file: string, update_id: number) =>
      message({ photo: [{ file_id: file }], media_group_id: "g" }, { update_id });
    const part = (file: string, album: number) => ({ id: "album:g", chat: 7, kind: "file", file, album });
    expect([cameIn(of("a", 5)), cameIn(of("b", 6))]).toEqual([part("a", 5), part("b", 6)]);
  });

  it("is told when the person edits, blocks, or writes from a group", () => {
    expect(cameIn(update({ edited_message: { chat } }))).toMatchObject({ kind: "fixed", key: "edited" });
    const member = (type: string, status: string) =>
      cameIn(update({ my_chat_member: { chat: { id: 7, type }, new_chat_member: { status } } }));
    expect(member("private", "kicked")).toMatchObject({ kind: "blocked" });
    expect(member("private", "member")).toBeUndefined();
    expect(member("group", "member")).toMatchObject({ kind: "fixed", key: "group" });
    const group = { id: -7, type: "group" };
    expect(cameIn(message({ chat: group, text: "/start x" }))).toMatchObject({ chat: -7, kind: "fixed", key: "group" });
  });

  it.each([
    ["words in a group", message({ chat: { id: -7, type: "group" }, text: "hej" })],
    ["Telegram's own notes", message({ pinned_message: {} })],
    ["what happens in channels", update({ channel_post: {} })],
  ])("is nothing for %s", (_, given) => {
    expect(cameIn(given)).toBeUndefined();
  });
});
