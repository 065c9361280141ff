import type { Logger } from "pino";
import type { Channel } from "../channels/channel.ts";
import type { Database } from "../store/open.ts";
import { type Claimed, claimMessages, markFailed, markSent } from "../store/outbox.ts";

/** The worker that sends what turns have said: in order per conversation, at least once. */
export interface Delivery {
  /** There is something to send: called after each save, here or in another process. */
  wake(): void;
  /** Finishes what is being sent. */
  stop(): Promise<void>;
}

const BATCH = 100;
/** when nobody wakes it: messages whose time to be tried again has come, or of a process that died */
const LOOK_AGAIN_MS = 2000;
const LONGEST_WAIT_S = 300;

export function startDelivery(parts: {
  database: Database;
  channels: readonly Channel[];
  now: () => Date;
  log: Logger;
}): Delivery {
  const channels = new Map(parts.channels.map((channel) => [channel.name, channel]));
  let woken = false;
  let stopped = false;
  let rest: (() => void) | undefined;

  const pause = (): Promise<void> =>
    new Promise((done) => {
      const timer = setTimeout(done, LOOK_AGAIN_MS);
      rest = () => {
        clearTimeout(timer);
        done();
      };
    });

  const send = async (claimed: Claimed): Promise<{ id: string; externalId: string | undefined } | undefined> => {
    try {
      const channel = channels.get(claimed.channel) as Channel;
      return { id: claimed.id, externalId: await channel.send(claimed) };
    } catch (error) {
      const wait = Math.min(2 ** claimed.attempts, LONGEST_WAIT_S);
      const retryAt = new Date(parts.now().getTime() + wait * 1000);
      const reason = (error as Error).name;
      parts.log.warn({ outbox: claimed.id, channel: claimed.channel, attempts: claimed.attempts, reason }, "not sent");
      await markFailed(parts.database, claimed.id, retryAt, reason);
      return undefined;
    }
  };

  const round = async (): Promise<number> => {
    const claimed = await claimMessages(parts.database, [...channels.keys()], BATCH);
    const sent = (await Promise.all(claimed.map(send))).filter((it) => it !== undefined);
    if (sent.length > 0) await markSent(parts.database, sent);
    return claimed.length;
  };

  const work = async (): Promise<void> => {
    while (!stopped) {
      woken = false;
      const count = await round().catch((error: Error) => {
        parts.log.warn({ reason: error.name }, "the outbox could not be read");
        return 0;
      });
      if (count === 0 && !woken && !stopped) await pause();
    }
  };
  const working = work();
  return {
    wake() {
      woken = true;
      rest?.();
    },
    async stop() {
      stopped = true;
      rest?.();
      await working;
    },
  };
}
