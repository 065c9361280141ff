import type { Config } from "./config.ts";
import type { Product } from "./product.ts";
import { localTime, momentOf } from "./schedule/local.ts";
import { asService } from "./store/acting.ts";
import { endedBefore, type Gone, type KeptSince, letGo, whatGoes } from "./store/retention.ts";

type Parts = Pick<Product, "database" | "now" | "erase">;

/** @param months of each kind; 0: for good */
export function keptSince({ retention }: Pick<Config, "retention">, now: Date): KeptSince {
  const since = (months: number) => (months === 0 ? undefined : momentOf(localTime(now).subtract({ months })));
  const { conversation, media, outcomes, audit } = retention;
  const ended = { outcomes: since(outcomes), audit: since(audit) };
  return { conversation: since(conversation), media: since(media), ...ended };
}

/** What would go now. */
export async function previewRetention(parts: Parts, config: Pick<Config, "retention">): Promise<Gone> {
  return await asService("retention", () => whatGoes(parts.database, keptSince(config, parts.now())));
}

/** Lets go of what has been kept as long as it should, and erases citizens whose course ended that long ago. */
export async function applyRetention(parts: Parts, config: Pick<Config, "retention">): Promise<Gone> {
  return await asService("retention", async () => {
    const since = keptSince(config, parts.now());
    const ended = await endedBefore(parts.database, since.outcomes);
    for (const citizen of ended) await parts.erase(citizen);
    return { ...(await letGo(parts.database, since)), citizens: ended.length };
  });
}
