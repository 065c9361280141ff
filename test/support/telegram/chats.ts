import { createHash } from "node:crypto";
import { type Button, type Call, keyboardIn, Refusal } from "./checks.ts";

/** One message as the person sees it now. */
export interface Shown {
  readonly id: number;
  readonly from: "bot" | "person";
  text: string;
  /** digest of its picture */
  photo?: string;
  keyboard: readonly (readonly Button[])[];
  readonly silent: boolean;
  readonly protect: boolean;
  edits: number;
}

/** A message with buttons as it came to a chat: sent, or changed where it stood. It does not change any more. */
export interface Screen {
  readonly chat: number;
  /** what its buttons carry */
  readonly data: readonly string[];
  /** the bot was told that it came; false: that answer was lost */
  readonly heard: boolean;
}

/** What all chats show, and the files that were uploaded. */
export interface Chats {
  of(chat: number): Shown[];
  /** every screen that reached a person, in order */
  readonly screens: readonly Screen[];
  /** a message as updates carry it */
  messageOf(chat: number, id: number): object;
  /** Performs a call, as the server does. @param heard whether its answer will arrive @throws Refusal */
  perform(call: Call, heard: boolean): unknown;
  /** a file a person sends; its id */
  addFile(bytes: Uint8Array): string;
  fileAt(path: string): Uint8Array | undefined;
  block(chat: number): void;
  readonly uploads: number;
}

export function createChats(): Chats {
  const chats = new Map<number, Shown[]>();
  const files = new Map<string, Uint8Array>();
  const blocked = new Set<number>();
  const screens: Screen[] = [];
  let lastId = 0;
  let uploads = 0;

  const of = (chat: number): Shown[] => {
    const found = chats.get(chat) ?? [];
    chats.set(chat, found);
    return found;
  };
  const keep = (bytes: Uint8Array): string => {
    const id = createHash("sha256").update(bytes).digest("base64url");
    files.set(id, bytes);
    return id;
  };
  const noteScreen = (chat: number, keyboard: Shown["keyboard"], heard: boolean): void => {
    const data = keyboard.flat().flatMap((button) => button.callback_data ?? []);
    if (data.length > 0) screens.push({ chat, data, heard });
  };
  const pictureOf = ({ given, files: attached }: Call): string => {
    const photo = String(given.photo ?? (given.media as { media?: string }).media);
    const bytes = photo.startsWith("attach://") ? attached.get(photo.slice(9)) : undefined;
    if (bytes) {
      uploads++;
      return keep(bytes);
    }
    if (!files.has(photo)) throw new Refusal(400, "Bad Request: wrong file identifier/HTTP URL specified");
    return photo;
  };
  const send = (call: Call, heard: boolean): object => {
    const { given } = call;
    const photo = call.method === "sendPhoto" ? { photo: pictureOf(call) } : {};
    const message: Shown = {
      id: ++lastId,
      from: "bot",
      text: String(given.text ?? given.caption ?? ""),
      ...photo,
      keyboard: keyboardIn(given),
      silent: String(given.disable_notification) === "true",
      protect: String(given.protect_content) === "true",
      edits: 0,
    };
    const chat = Number(given.chat_id);
    of(chat).push(message);
    noteScreen(chat, message.keyboard, heard);
    return messageOf(chat, message);
  };
  const edit = (call: Call, heard: boolean): object => {
    const { method, given } = call;
    const chat = Number(given.chat_id);
    if (of(chat).some(({ id, from }) => id === Number(given.message_id) && from === "person")) {
      throw new Refusal(400, "Bad Request: message can't be edited");
    }
    const message = of(chat).find(({ id, from }) => id === Number(given.message_id) && from === "bot");
    if (!message) throw new Refusal(400, "Bad Request: message to edit not found");
    if (method === "editMessageText" && message.photo) {
      throw new Refusal(400, "Bad Request: there is no text in the message to edit");
    }
    if (method === "editMessageMedia" && !message.photo) {
      throw new Refusal(400, "Bad Request: there is no media in the message to edit");
    }
    const media = method === "editMessageMedia" ? (given.media as { type?: string; caption?: string }) : undefined;
    if (media && media.type !== "photo") throw new Refusal(400, "Bad Request: can't parse InputMedia");
    const said = String(given.text ?? media?.caption ?? given.caption ?? "");
    const text = method === "editMessageReplyMarkup" ? message.text : said;
    const photo = media ? pictureOf(call) : message.photo;
    const keyboard = keyboardIn(given);
    if (
      photo === message.photo &&
      text === message.text &&
      JSON.stringify(keyboard) === JSON.stringify(message.keyboard)
    ) {
      throw new Refusal(400, "Bad Request: message is not modified: specified new message content is the same");
    }
    noteScreen(chat, keyboard, heard);
    Object.assign(message, { text, keyboard, edits: message.edits + 1, ...(photo === undefined ? {} : { photo }) });
    return messageOf(chat, message);
  };
  const remove = ({ given }: Call): true => {
    const shown = of(Number(given.chat_id));
    const at = shown.findIndex(({ id }) => id === Number(given.message_id));
    if (at < 0) throw new Refusal(400, "Bad Request: message to delete not found");
    shown.splice(at, 1);
    return true;
  };
  const messageOf = (chat: number, { id, text, photo, keyboard }: Shown): object => ({
    message_id: id,
    date: 1,
    chat: { id: chat, type: "private", first_name: "P" },
    ...(photo === undefined ? { text } : { caption: text, photo: [{ file_id: photo, width: 90, height: 90 }] }),
    reply_markup: { inline_keyboard: keyboard },
  });

  return {
    of,
    screens,
    messageOf: (chat, id) => messageOf(chat, of(chat).find((it) => it.id === id) as Shown),
    perform(call, heard) {
      const { method, given } = call;
      if (given.chat_id !== undefined && blocked.has(Number(given.chat_id))) {
        throw new Refusal(403, "Forbidden: bot was blocked by the user");
      }
      if (method.startsWith("send") && method !== "sendChatAction") return send(call, heard);
      if (method.startsWith("edit")) return edit(call, heard);
      if (method === "deleteMessage") return remove(call);
      if (method === "getFile") {
        const id = String(given.file_id);
        if (!files.has(id)) throw new Refusal(400, "Bad Request: invalid file_id");
        return { file_id: id, file_unique_id: id, file_path: `files/${id}`, file_size: files.get(id)?.length };
      }
      return true;
    },
    addFile: keep,
    fileAt: (path) => files.get(path.replace(/^files\//, "")),
    block: (chat) => void blocked.add(chat),
    get uploads() {
      return uploads;
    },
  };
}
