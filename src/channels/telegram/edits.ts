import type { Api } from "grammy";
import type { InlineKeyboardMarkup } from "grammy/types";
import type { Keyboard } from "./keyboard.ts";

/** What nobody waits for: a message that is answered says so, and has no buttons any more. */
export interface Edits {
  /** @param edit takes the buttons away as well */
  answered(chat: number, message: number, edit: Promise<unknown>): void;
  /** Takes the buttons of a message away that was shown again further down; not of one that is being edited for it. */
  retire(chat: number, message: number): void;
}

/** those whose next screen was sent by another process are forgotten */
const REMEMBERED = 1000;

export function createEdits(api: Api): Edits {
  /** the messages that were answered here, until the next screen has come; whether the buttons are gone */
  const answered = new Map<string, Promise<boolean>>();
  const isDone = (edit: Promise<unknown>): Promise<boolean> =>
    edit.then(
      () => true,
      // The answer is taken already, and an old button asks whether it is to be changed (R17).
      () => false,
    );
  return {
    answered(chat, message, edit) {
      const [oldest] = answered.keys();
      if (oldest !== undefined && answered.size >= REMEMBERED) answered.delete(oldest);
      answered.set(`${chat} ${message}`, isDone(edit));
    },
    retire(chat, message) {
      const key = `${chat} ${message}`;
      const gone = answered.get(key) ?? Promise.resolve(false);
      answered.delete(key);
      void gone.then(async (done) => {
        if (!done) await isDone(api.editMessageReplyMarkup(chat, message, { reply_markup: markupOf([]) }));
      });
    },
  };
}

/** Grammy wants lists it could change. */
export function markupOf(keyboard: Keyboard): InlineKeyboardMarkup {
  return { inline_keyboard: keyboard.map((row) => [...row]) };
}
