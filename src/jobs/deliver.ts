import type { Logger } from "pino";
import { type Channel, NotSent } from "../channels/channel.ts";
import type { Database } from "../store/open.ts";
import { type Claimed, claimMessages, dropLate, LEASE_S, markClosed, markFailed, markSent } from "../store/outbox.ts";

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
/** the least between two looks of which the first found nothing */
const GATHER_MS = 20;
const LONGEST_WAIT_S = 300;
/** a channel that does not answer is given up well before the message is another worker's */
const GIVE_UP_MS = (LEASE_S * 1000) / 3;

interface Attempt {
  readonly claimed: Claimed;
  readonly externalId?: string | undefined;
  /** why it was not sent: the name of the error, never its text */
  readonly failed?: string;
  /** nobody is there any more, or it came too late to be of use */
  readonly dropped?: "closed" | "late";
  /** the channel wants to be left alone for so long, milliseconds */
  readonly rest?: number;
}

export function startDelivery(parts: {
  database: Database;
  channels: readonly Channel[];
  now: () => Date;
  log: Logger;
  /** milliseconds; a third of the lease when absent */
  giveUpMs?: number;
  /** told what became of each try */
  observe?: (channel: string, became: "sent" | "failed" | "closed" | "late") => void;
}): Delivery {
  const channels = new Map(parts.channels.map((channel) => [channel.name, channel]));
  let woken = false;
  let stopped = false;
  let rest: (() => void) | undefined;
  let restUntil = 0;

  /** Until it is woken; when it was already, for a moment, so that one look serves all that woke it. */
  const pause = (): Promise<void> =>
    new Promise((done) => {
      const resting = restUntil - performance.now();
      const timer = setTimeout(done, resting > 0 ? resting : woken ? GATHER_MS : LOOK_AGAIN_MS);
      rest = () => {
        clearTimeout(timer);
        done();
      };
    });

  const send = async (claimed: Claimed): Promise<Attempt> => {
    try {
      if (claimed.late && (await dropLate(parts.database, claimed)).has(claimed.id)) {
        return { claimed, dropped: "late" };
      }
      const channel = channels.get(claimed.channel) as Channel;
      return { claimed, externalId: await within(parts.giveUpMs ?? GIVE_UP_MS, channel.send(claimed)) };
    } catch (error) {
      if (error instanceof NotSent) {
        if (error.reason === "closed") return { claimed, dropped: "closed" };
        return { claimed, failed: error.name, rest: error.waitMs };
      }
      return { claimed, failed: (error as Error).name };
    }
  };

  const giveBack = async ({ claimed, failed = "", rest }: Attempt): Promise<void> => {
    const { id, channel, attempts } = claimed;
    parts.log.warn({ outbox: id, channel, attempts, reason: failed }, "not sent");
    const wait = rest ?? Math.min(2 ** attempts, LONGEST_WAIT_S) * 1000;
    if (rest !== undefined) restUntil = Math.max(restUntil, performance.now() + rest);
    await markFailed(parts.database, id, new Date(parts.now().getTime() + wait), failed);
  };

  const round = async (): Promise<number> => {
    const claimed = await claimMessages(parts.database, [...channels.keys()], BATCH);
    const attempts = await Promise.all(claimed.map(send));
    for (const { claimed: it, failed, dropped } of attempts) {
      parts.observe?.(it.channel, dropped ?? (failed === undefined ? "sent" : "failed"));
    }
    const sent = attempts.filter((it) => it.failed === undefined && it.dropped === undefined);
    if (sent.length > 0)
      await markSent(
        parts.database,
        sent.map(({ claimed: { id }, externalId }) => ({ id, externalId })),
      );
    for (const it of attempts) {
      if (it.failed !== undefined) await giveBack(it);
      if (it.dropped === "closed") await markClosed(parts.database, it.claimed.id);
    }
    return restUntil > performance.now() ? 0 : claimed.length;
  };

  const work = async (): Promise<void> => {
    while (!stopped) {
      if (restUntil > performance.now()) {
        await pause();
        continue;
      }
      woken = false;
      const count = await round().catch((error: Error) => {
        parts.log.warn({ reason: error.name }, "the outbox could not be read");
        return 0;
      });
      if (count === 0 && !stopped) await pause();
    }
  };
  const working = work();
  return {
    wake() {
      if (!woken && restUntil <= performance.now()) rest?.();
      woken = true;
    },
    async stop() {
      stopped = true;
      rest?.();
      await working;
    },
  };
}

/** @throws DOMException "TimeoutError" */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new DOMException("no answer in time", "TimeoutError")), ms);
  });
  return await Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
}
