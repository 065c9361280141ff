import { Bot, GrammyError, InputFile } from "grammy";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegramServer, type TelegramServer, TOKEN } from "./server.ts";

let server: TelegramServer;
beforeEach(async () => {
  server = await startTelegramServer();
});
afterEach(async () => {
  await server.close();
});
const api = (token = TOKEN) => new Bot(token, { client: { apiRoot: server.url, timeoutSeconds: 5 } }).api;
const refused = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => undefined,
    (it: unknown) => it,
  );
  return error instanceof GrammyError ? `${error.error_code} ${error.description}` : `no refusal: ${error}`;
};
const button = (more: object) => ({ reply_markup: { inline_keyboard: [[{ text: "Ja", ...more } as never]] } });

describe("the Bot API of the tests", () => {
  it("keeps what a person sees, by upload and by file id", async () => {
    const { photo } = await api().sendPhoto(7, new InputFile(Buffer.from("picture"), "a.png"), { caption: "Hej" });
    await api().sendPhoto(7, photo[0]!.file_id, button({ callback_data: "t" }));
    expect(server.chat(7)).toMatchObject([
      { text: "Hej", photo: photo[0]!.file_id },
      { keyboard: [[{ text: "Ja", callback_data: "t" }]] },
    ]);
    expect(server.uploads()).toBe(1);
  });

  it("hands out what a person does, until it is confirmed", async () => {
    const polled = api().getUpdates({ timeout: 5 });
    server.say(7, "hej");
    const [update] = await polled;
    expect(update).toMatchObject({ message: { text: "hej", chat: { id: 7 } } });
    expect(await api().getUpdates()).toHaveLength(1);
    expect(await api().getUpdates({ offset: update!.update_id + 1 })).toHaveLength(0);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ["another token", () => api("1:x").getMe(), "401 Unauthorized"],
    ["a text that is too long", () => api().sendMessage(7, "x".repeat(4097)), "400 Bad Request: message is too long"],
    ["an empty text", () => api().sendMessage(7, " "), "400 Bad Request: message text is empty"],
    [
      "a caption that is too long",
      () => api().sendPhoto(7, "id", { caption: "x".repeat(1025) }),
      "400 Bad Request: message caption is too long",
    ],
    [
      "a file it does not know",
      () => api().sendPhoto(7, "id"),
      "400 Bad Request: wrong file identifier/HTTP URL specified",
    ],
    [
      "65 bytes on a button",
      () => api().sendMessage(7, "a", button({ callback_data: "x".repeat(65) })),
      "400 Bad Request: BUTTON_DATA_INVALID",
    ],
    [
      "a number to call on a button",
      () => api().sendMessage(7, "a", button({ url: "tel:112" })),
      "400 Bad Request: inline keyboard button URL 'tel:112' is invalid",
    ],
    [
      "a message without a chat",
      () => api().raw.sendMessage({ text: "a" } as never),
      '400 Bad Request: parameter "chat_id" is required',
    ],
  ])("refuses %s", async (_, call, expected) => {
    expect(await refused(call())).toBe(expected);
  });

  it("refuses an edit that changes nothing, and one of a message that is not there", async () => {
    const { message_id: id } = await api().sendMessage(7, "a");
    expect(await refused(api().editMessageText(7, id, "a"))).toContain("400 Bad Request: message is not modified");
    expect(await refused(api().editMessageText(7, 99, "a"))).toBe("400 Bad Request: message to edit not found");
  });

  it("refuses a person who blocked the bot", async () => {
    server.block(7);
    expect(await refused(api().sendMessage(7, "a"))).toBe("403 Forbidden: bot was blocked by the user");
  });

  it("does what a lost answer was about, and not what a dropped call was about", async () => {
    for (const fault of ["lost", "dropped"] as const) {
      server.faults = () => fault;
      await expect(api().sendMessage(7, fault)).rejects.toThrow();
    }
    expect(server.chat(7).map(({ text }) => text)).toEqual(["lost"]);
  });
});
