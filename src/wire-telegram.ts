import type { Logger } from "pino";
import { botOf } from "./channels/telegram/index.ts";
import type { Chat, TelegramParts } from "./channels/telegram/parts.ts";
import { readMedia } from "./channels/web/media.ts";
import type { TelegramConfig } from "./config.ts";
import type { Product } from "./product.ts";
import { withinHours } from "./schedule/hours.ts";
import { loadConversation } from "./store/conversations.ts";
import { inOneProcess } from "./store/lease.ts";
import { saveMedia } from "./store/media.ts";
import { closeChat, fileIds, openChats, pairChat } from "./store/telegram.ts";

/** Pixels: a picture fills the width of a phone. */
const PICTURE_WIDTH = 1024;

interface Given {
  readonly config: TelegramConfig;
  /** how people reach us */
  readonly url: string;
  readonly log: Logger;
  readonly failed: (error: unknown) => void;
}

/** What the Telegram channel needs, from the product. */
export function telegramParts(product: Product, { config, url, log, failed }: Given): TelegramParts {
  const { database, pictures, translator, receive, now } = product;
  const { token, apiRoot, perSecond, webhookSecret } = config;
  const bot = botOf(token);
  const chats = openChats(database);
  const files = fileIds(database, bot);
  const seen = async ({ conversation }: Chat, id: string) => {
    return (await loadConversation(database, { conversation }, { channel: "telegram", id }))?.seen !== undefined;
  };
  return {
    token,
    apiRoot,
    perSecond,
    ...(webhookSecret ? { webhook: { url: `${url}/telegram`, secret: webhookSecret } } : {}),
    pair: (code, chat) => pairChat(database, code, chat, now()),
    async chat(key) {
      const found = await chats.find(key);
      return found && { ...found, quiet: withinHours(now(), found.hours).getTime() !== now().getTime() };
    },
    keepLive: chats.keepLive,
    close: (chat, reason) => closeChat(database, chat, reason, now()),
    async receive({ conversation }, inbound) {
      const first = await loadConversation(database, { conversation }, inbound);
      const received = await receive.take(conversation, inbound, { first });
      return { ...received, changed: received.revision !== first?.conversation.revision };
    },
    seen,
    saveMedia: async ({ citizen }, bytes) => saveMedia(database, { citizen, ...(await readMedia(bytes)) }),
    fileId: files.find,
    async keepFileId(hash, fileId) {
      // what is drawn from somebody's answers is not kept where nobody could tell whose it is
      if (!pictures.isPersonal(hash)) await files.keep(hash, fileId);
    },
    picture(picture) {
      const { hash } = pictures.link(picture);
      return {
        hash,
        png: async () => (await pictures.file(hash, "png", PICTURE_WIDTH))?.body as Uint8Array,
      };
    },
    emoji: pictures.emoji,
    words: (language, key, values) =>
      translator.words(language).say({ from: "telegram", key, ...(values ? { values } : {}) }),
    inOneProcess: (work) => inOneProcess(database, `telegram ${bot}`, work),
    log: { info: (text) => log.info(text), warn: (text) => log.warn(text) },
    failed,
    now,
  };
}
