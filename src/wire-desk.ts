import type { Config } from "./config.ts";
import type { DeskParts } from "./desk/parts.ts";
import { encourage } from "./encourage.ts";
import type { Product } from "./product.ts";
import { asService } from "./store/acting.ts";
import { oweReply } from "./store/notices.ts";
import { isReachedInTeams } from "./store/teams.ts";
import { staffWork } from "./wire-console.ts";
import { createLintReply } from "./words/lint-reply.ts";
import { loadProjectWords } from "./words/project-words.ts";

/** A client fetches a picture when it shows a card; a card that is shown again brings a new address. */
const SHOWN_MS = 24 * 60 * 60 * 1000;

interface Given {
  readonly config: Config;
  /** how people reach us */
  readonly url: string;
  readonly failed: (error: unknown) => void;
}

/** What staff's desk in Teams needs, from the product. */
export function deskParts(product: Product, { config, url, failed }: Given): DeskParts {
  const { database, now } = product;
  return {
    ...staffWork(product, { config, url, failed }),
    shownAt({ hash }, width) {
      const path = product.pictures.isPersonal(hash)
        ? `${product.media.signed(hash, SHOWN_MS)}&`
        : `/media/${hash}.png?`;
      return `${url}${path}w=${width}`;
    },
    consoleUrl: (path) => `${url}/staff${path}`,
    lint: createLintReply(product.translator.languages, (it) => loadProjectWords(config.localesDir, it)),
    tellAlone: (staff, shows) =>
      asService("teams", async () => {
        if (!(await isReachedInTeams(database, staff))) return false;
        const ref = JSON.stringify({ ...shows, chat: "personal" });
        await oweReply(database, { staff, ref }, now(), now());
        return true;
      }),
    encourage: (message) => encourage(product, message),
  };
}
