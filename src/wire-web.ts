import { readMedia } from "./channels/web/media.ts";
import type { Visitor, WebChatParts } from "./channels/web/parts.ts";
import { historyOf } from "./copy/history.ts";
import { clientAddress, type Proxies } from "./http/client.ts";
import { createRate } from "./http/rate.ts";
import { AppError } from "./model/errors.ts";
import { common } from "./model/text.ts";
import { ownLooks } from "./own-looks.ts";
import { ownWeek } from "./own-week.ts";
import { refusedBy } from "./people/entry.ts";
import type { Product } from "./product.ts";
import { acting, asService } from "./store/acting.ts";
import { placePhoto } from "./store/appointments.ts";
import { type Denied, recordDenied, strangerAt } from "./store/audit.ts";
import { isRemovedDevice, redeem, renewDevice, revokeDevice } from "./store/invitations.ts";
import { type Loaded, loadConversation } from "./store/load-conversation.ts";
import { saveMedia } from "./store/media.ts";
import { hashOf, isCode } from "./store/secrets.ts";
import { threadOf } from "./store/thread.ts";
import { countTry } from "./store/tries.ts";

/** How much of a day's thread a page shows. */
const THREAD_LIMIT = 40;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A person mistypes, a program guesses: so many wrong codes from one address, and in all, before somebody is told. */
const WRONG_CODES = { most: 30, inAll: 1000, withinMs: 10 * 60 * 1000 };

/** Guessing is written down once an hour, and costs nothing in between. */
const TOLD = { most: 1, withinMs: 60 * 60 * 1000 };

interface Given extends Pick<WebChatParts, "framedBy"> {
  readonly secure: boolean;
  /** the device of the demo is handed out again and again: its secret stays */
  readonly demo: boolean;
  readonly proxies: Proxies;
  readonly failed: (error: unknown) => void;
}

/** What the web chat needs, from the product. */
export function webChatParts(product: Product, given: Given): WebChatParts {
  const { database, receive, translator } = product;
  const wrongCodes = createRate(WRONG_CODES);
  const told = createRate(TOLD);
  const refused = (denied: Omit<Denied, "actor">, actor = strangerAt("web")) =>
    recordDenied(database, { actor, ...denied }, product.now());
  // what was loaded to know the visitor serves the turn as well: a tap costs two statements
  const loads = new WeakMap<Visitor, Loaded>();
  const loadedOf = async (visitor: Visitor): Promise<Loaded> => {
    const first = loads.get(visitor);
    loads.delete(visitor);
    return first ?? ((await loadConversation(database, { conversation: visitor.conversation })) as Loaded);
  };
  return {
    ...given,
    // what cannot be a code costs nothing
    enter: async (code) =>
      isCode(code) ? await asService("entry", () => redeem(database, code, product.now())) : undefined,
    async wrongCode(c) {
      const { now } = product;
      const address = clientAddress(c, given.proxies);
      // known here already: nothing more is written down
      if (wrongCodes.count(address, now()) > 0) {
        if (told.count("too many", now()) === 0) await refused({ what: "entry", ruling: refusedBy("too-many-codes") });
        return true;
      }
      const counted = (what: string) => asService("entry", () => countTry(database, what, WRONG_CODES.withinMs, now()));
      const count = await counted(`code from ${address}`);
      const inAll = await counted("code");
      if (inAll === WRONG_CODES.inAll)
        given.failed(new AppError("refused", "link: many wrong codes, somebody is guessing"));
      const tooMany = count > WRONG_CODES.most;
      if (tooMany) await refused({ what: "entry", ruling: refusedBy("too-many-codes") });
      return tooMany;
    },
    renew: async (device, secret) =>
      given.demo ? undefined : await asService("entry", () => renewDevice(database, { device, secret }, product.now())),
    leave: (visitor) =>
      asCitizen(visitor, async () => {
        await revokeDevice(database, visitor.citizen, visitor.device, product.now());
      }),
    async visitor(device, secret) {
      const loaded = await loadConversation(database, { device, secretHash: hashOf(secret) });
      if (!loaded) {
        const gone = await asService("entry", () => isRemovedDevice(database, { device, secret }));
        if (gone) await refused({ what: "device", id: device, ruling: refusedBy("device-removed") });
        return undefined;
      }
      const { conversation, profile, readAloud } = loaded;
      const { name, language, pace } = profile;
      const visitor = {
        citizen: conversation.citizen,
        conversation: conversation.id,
        device,
        name,
        language,
        readAloud,
        pace,
      };
      loads.set(visitor, loaded);
      return visitor;
    },
    receive: async (visitor, inbound) => {
      const first = await loadedOf(visitor);
      return receive.take(visitor.conversation, inbound, { first, shown: true });
    },
    view: async (visitor) => receive.view(await loadedOf(visitor)),
    looks: (visitor) => asCitizen(visitor, () => ownLooks(product, visitor)),
    week: (visitor) => asCitizen(visitor, () => ownWeek(product, visitor)),
    async placePhoto(visitor, appointment) {
      const found = await asCitizen(visitor, () => placePhoto(database, visitor.citizen, appointment));
      const denied = { what: "appointment", id: appointment, ruling: refusedBy("not-own") } as const;
      if (!found) await refused(denied, `citizen:${visitor.citizen}`);
      return found;
    },
    async history(visitor) {
      const since = new Date(product.now().getTime() - DAY_MS);
      const reading = () => threadOf(database, visitor.conversation, since, THREAD_LIMIT);
      const moments = await asCitizen(visitor, reading);
      const words = translator.words(visitor.language);
      return historyOf(moments, (type) => words.say(common(type)));
    },
    async saveMedia(visitor, bytes) {
      const media = { citizen: visitor.citizen, ...(await readMedia(bytes)) };
      return await asCitizen(visitor, () => saveMedia(database, media));
    },
    onChange: product.changes.onConversation,
    pictureUrl: product.media.address,
    words: (language, key) => translator.words(language).say({ from: "web", key }),
    now: product.now,
  };
}

/** What a citizen asks for on their own phone. */
const asCitizen = <T>({ citizen }: Visitor, work: () => T): T => acting({ kind: "citizen", id: citizen }, work);
