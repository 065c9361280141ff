import { createHmac } from "node:crypto";
import type { Logger } from "pino";
import { botOf } from "./channels/telegram/bot.ts";
import { readInitData } from "./channels/telegram/init-data.ts";
import type { Chat, DoorbellParts, TelegramParts } from "./channels/telegram/parts.ts";
import { photoBelow, readMedia } from "./channels/web/media.ts";
import type { WebDoorbell } from "./channels/web/parts.ts";
import type { TelegramConfig } from "./config.ts";
import { AppError } from "./model/errors.ts";
import { refusedBy } from "./people/entry.ts";
import type { Product } from "./product.ts";
import { safetyFor } from "./safety/around.ts";
import { isWithinHours } from "./schedule/hours.ts";
import { acting, asService } from "./store/acting.ts";
import { recordDenied, strangerAt } from "./store/audit.ts";
import { enterByApp, enterByLink, keepBell, newLink, noteOpened, ownerOfLink } from "./store/doorbell.ts";
import { inOneProcess } from "./store/lease.ts";
import { loadConversation } from "./store/load-conversation.ts";
import { joinAlbum, saveMedia } from "./store/media.ts";
import type { Presence } from "./store/presence.ts";
import { closeChat, fileIds, keepMenu, openChats, pairChat } from "./store/telegram.ts";
import { countTry, forgetTries } from "./store/telegram-tries.ts";

/** Characters: enough to tell texts apart. */
const DIGEST = 22;
/** Pixels: a picture fills the width of a phone. */
const PICTURE_WIDTH = 1024;

const ours = <T>(work: () => T): T => asService("telegram", work);

interface Given {
  readonly config: TelegramConfig;
  /** how people reach us */
  readonly url: string;
  readonly presence: Presence;
  readonly log: Logger;
  readonly failed: (error: unknown) => void;
}

/** What the Telegram channel needs, from the product. */
export function telegramParts(product: Product, { config, url, presence, log, failed }: Given): TelegramParts {
  const { database, pictures, translator, receive, now } = product;
  const { token, apiRoot, mode, perSecond, webhookSecret } = config;
  const bot = botOf(token);
  const chats = openChats(database);
  const files = fileIds(database, bot);
  const secret = database.keyring.secret("telegram");
  const seen = async ({ conversation }: Chat, id: string) => {
    return (await loadConversation(database, { conversation }, { channel: "telegram", id }))?.seen !== undefined;
  };
  return {
    token,
    apiRoot,
    perSecond,
    ...(webhookSecret ? { webhook: { url: `${url}/telegram`, secret: webhookSecret } } : {}),
    ...(mode === "doorbell" ? { doorbell: doorbellParts(product, url) } : {}),
    pair: (code, chat) =>
      ours(async () => {
        if (!(await countTry(database, chat, now()))) {
          const ruling = refusedBy("too-many-codes");
          await recordDenied(database, { actor: strangerAt("telegram"), what: "entry", ruling }, now());
          return false;
        }
        const paired = await pairChat(database, code, chat, now());
        if (paired) await forgetTries(database, chat);
        return paired;
      }),
    async chat(key) {
      const found = await ours(() => chats.find(key));
      return found && { ...found, quiet: !isWithinHours(now(), found.hours) };
    },
    keepLive: (chat, live) => ours(() => chats.keepLive(chat, live)),
    buryLive: (chat) => ours(() => chats.buryLive(chat)),
    keepMenu: (chat, menu) => ours(() => keepMenu(database, chat, menu)),
    close: (chat, reason) => closeChat(database, chat, reason, now()),
    cannotWait: ({ language }, words) => product.safety.lookFor(words, language).length > 0,
    async receive({ conversation }, inbound) {
      const first = await loadConversation(database, { conversation }, inbound);
      const received = await receive.take(conversation, inbound, { first });
      return { ...received, changed: received.revision !== first?.conversation.revision };
    },
    seen,
    async saveMedia({ citizen }, bytes, album) {
      const read = await readMedia(bytes);
      return await acting({ kind: "citizen", id: citizen }, () => saveMedia(database, { citizen, album, ...read }));
    },
    async joinAlbum({ citizen }, bytes, album) {
      const { type, bytes: photo } = await readMedia(bytes);
      if (type !== "photo") throw new AppError("input", `album: expected photos, got a ${type}`);
      const below = (before: Buffer) => photoBelow(before, photo);
      return await acting({ kind: "citizen", id: citizen }, () => joinAlbum(database, { citizen, ...album }, below));
    },
    fileId: (hash) => ours(() => files.find(hash)),
    async keepFileId(hash, fileId) {
      // what is drawn from somebody's answers is not kept where nobody could tell whose it is
      if (!pictures.isPersonal(hash)) await ours(() => files.keep(hash, fileId));
    },
    picture(picture) {
      const { hash } = pictures.link(picture);
      return {
        hash,
        png: async () => (await pictures.file(hash, "png", PICTURE_WIDTH))?.body as Uint8Array,
      };
    },
    digest: (text) => createHmac("sha256", secret).update(text).digest("base64url").slice(0, DIGEST),
    emoji: pictures.emoji,
    words: (language, key, values) =>
      translator.words(language).say({ from: "telegram", key, ...(values ? { values } : {}) }),
    inOneProcess: (work) => ours(() => inOneProcess({ pool: database.pool, presence }, `telegram ${bot}`, work)),
    log: { info: (text) => log.info(text), warn: (text) => log.warn(text) },
    failed,
    now,
  };
}

/** The bell leads to the web chat; of what is written beside it nothing is kept. */
function doorbellParts(product: Product, url: string): DoorbellParts {
  const { database, translator, safety, now } = product;
  return {
    newLink: async (chat) => `${url}/c/b/${await ours(() => newLink(database, chat, now()))}`,
    // Telegram opens nothing else inside itself
    ...(url.startsWith("https:") ? { app: `${url}/c/app` } : {}),
    keepBell: (chat, message) => ours(() => keepBell(database, chat, message, now())),
    async crisisIn({ conversation, language }, text) {
      const [found] = safety.lookFor(text, language);
      const loaded = found && (await loadConversation(database, { conversation }));
      if (!found || !loaded) return undefined;
      const { category, urgency } = found;
      const words = translator.words(language);
      const calls = safetyFor(safety, loaded.profile).callsFor(category, true);
      // the number of the unit tells where the citizen is in treatment
      const told = calls.filter(({ call }) => call !== "unit");
      const lines = told.map(({ call, number }) => ({
        label: words.say({ from: "safety", key: `calls.${call}` }),
        number,
      }));
      return { category, urgency, calls: lines };
    },
    async noteCrisis({ conversation }, id, { category, urgency }) {
      const inbound = { kind: "crisis", channel: "telegram", id, at: now().toISOString(), category, urgency } as const;
      await product.receive.take(conversation, inbound, { shown: true });
    },
  };
}

/** What the web chat does for those who come by the bell. @param ringAnew puts a bell with a new link into a chat */
export function webDoorbell(
  { database, now }: Product,
  { token }: Pick<TelegramConfig, "token">,
  ringAnew: (chat: number) => Promise<void>,
): WebDoorbell {
  return {
    enter: (code) => ours(() => enterByLink(database, code, now())),
    async enterApp(initData) {
      const opening = readInitData(initData, token, now());
      return opening && (await ours(() => enterByApp(database, opening, now())));
    },
    owner: (code) => ours(() => ownerOfLink(database, code)),
    opened: (chat) => ours(() => noteOpened(database, chat, now())),
    ringAnew,
  };
}
