import { invite } from "../../../src/store/invitations.ts";
import type { TestApp } from "../../support/app.ts";
import type { Shown } from "../../support/telegram/chats.ts";
import type { TelegramServer } from "../../support/telegram/server.ts";

/** A citizen with Telegram on their phone. */
export interface Phone {
  readonly citizen: string;
  readonly conversation: string;
  readonly chat: number;
  /** everything on the screen */
  seen(): Shown[];
  /** the newest message of the bot */
  last(): Shown;
  /** Does something, and waits until a new message of the bot stands there. */
  leadingOn(act: () => void): Promise<Shown>;
  tap(button: string): Promise<Shown>;
  say(text: string): Promise<Shown>;
}

export const codeFor = async (app: TestApp, citizen: string): Promise<string> =>
  (await invite(app.product.database, { citizen, channel: "telegram", now: app.product.now() })).code;

/** A new citizen who has come in by a link. */
export async function newPhone(app: TestApp, telegram: TelegramServer, chat: number): Promise<Phone> {
  const { citizen, conversation } = await app.newCitizen();
  const seen = () => telegram.chat(chat);
  const last = () => seen().findLast(({ from }) => from === "bot") as Shown;
  const leadingOn = async (act: () => void): Promise<Shown> => {
    const before = last()?.id ?? 0;
    act();
    await telegram.until(() => (last()?.id ?? 0) > before && last().keyboard.length > 0, chat);
    return last();
  };
  const shows = (button: string): boolean => {
    const keyboard =
      seen()
        .findLast((it) => it.keyboard.length > 0)
        ?.keyboard.flat() ?? [];
    return keyboard.some(({ text, callback_data: data }) => {
      return data !== undefined && (text === button || data.endsWith(`.${button}`));
    });
  };
  const phone: Phone = {
    citizen,
    conversation,
    chat,
    seen,
    last,
    leadingOn,
    async tap(button) {
      // a screen whose answer was lost comes twice: the button may be on the one after it
      await telegram.until(() => shows(button), chat);
      return await leadingOn(() => telegram.tap(chat, button));
    },
    say: (text) => leadingOn(() => telegram.say(chat, text)),
  };
  await phone.say(`/start ${await codeFor(app, citizen)}`);
  return phone;
}
