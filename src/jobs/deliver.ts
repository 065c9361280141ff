import type { Logger } from "pino";
import { type Channel, NotSent } from "../channels/channel.ts";
import type { Database } from "../store/open.ts";
import { type Claimed, claimMessages, dropLate, LEASE_S, markClosed, markFailed, markSent } from "../store/outbox.ts";
import { together } from "../store/together.ts";

/** The worker that sends what turns have said: in order per conversation, at least once. */
export interface Delivery {
  /** There is something to send: called after each save, here or in another process. */
  wake(): void;
  /** Finishes what is being sent. */
  stop(): Promise<void>;
}

/** on their way at the same time; one that gets no answer keeps only its own place */
const AT_ONCE = 100;
/** when nobody wakes it: messages whose time to be tried again has come, or of a process that died */
const LOOK_AGAIN_MS = 2000;
/** the least between two looks, the first of which found nothing */
const GATHER_MS = 20;
const LONGEST_WAIT_S = 300;
/** a channel that does not answer is given up well before the message is another worker's */
const GIVE_UP_MS = (LEASE_S * 1000) / 3;

/** How long a message waits that failed so often: later and later, at most five minutes; milliseconds. */
export const twiceAsLong = (attempts: number): number => Math.min(2 ** attempts, LONGEST_WAIT_S) * 1000;

/** What became of a try: `closed`: nobody is there any more; `late`: it would be of no use any more. */
type Outcome =
  | { readonly became: "sent"; readonly externalId: string | undefined }
  /** `error`: its name, never its text; `restMs`: the channel wants to be left alone for so long */
  | { readonly became: "failed"; readonly error: string; readonly restMs?: number }
  | { readonly became: "closed" }
  | { readonly became: "late" };

export function startDelivery(parts: {
  database: Database;
  channels: readonly Channel[];
  log: Logger;
  /** how long a failed message waits, milliseconds; twice as long each time when absent */
  waitMs?: (attempts: number) => number;
  /** milliseconds; a third of the lease when absent */
  giveUpMs?: number;
  /** told what became of each try */
  observe?: (channel: string, became: Outcome["became"]) => void;
}): Delivery {
  const { database, log, waitMs = twiceAsLong } = parts;
  const channels = new Map(parts.channels.map((channel) => [channel.name, channel]));
  const underWay = new Set<Promise<void>>();
  let woken = false;
  let stopped = false;
  let goOn: (() => void) | undefined;
  let restUntil = 0;

  /** Until it is woken; when it was already, for a moment, so that one look serves all that woke it. */
  const pause = (): Promise<void> =>
    new Promise((done) => {
      const resting = restUntil - performance.now();
      const timer = setTimeout(done, resting > 0 ? resting : woken ? GATHER_MS : LOOK_AGAIN_MS);
      goOn = () => {
        clearTimeout(timer);
        done();
      };
    });
  const wake = (): void => {
    if (!woken && restUntil <= performance.now()) goOn?.();
    woken = true;
  };

  const send = async (claimed: Claimed): Promise<Outcome> => {
    try {
      if (claimed.late && (await dropLate(database, claimed)).has(claimed.id)) return { became: "late" };
      const channel = channels.get(claimed.channel) as Channel;
      return { became: "sent", externalId: await within(parts.giveUpMs ?? GIVE_UP_MS, channel.send(claimed)) };
    } catch (error) {
      if (!(error instanceof NotSent)) return { became: "failed", error: (error as Error).name };
      if (error.reason === "closed") return { became: "closed" };
      return { became: "failed", error: error.name, restMs: error.waitMs };
    }
  };

  const noteSent = together(async (sent: readonly { id: string; externalId: string | undefined }[]) => {
    await markSent(database, sent);
    return sent.map(() => undefined);
  });
  const note = async ({ id, channel, attempts }: Claimed, outcome: Outcome): Promise<void> => {
    parts.observe?.(channel, outcome.became);
    if (outcome.became === "sent") return await noteSent({ id, externalId: outcome.externalId });
    if (outcome.became === "closed") return await markClosed(database, id);
    if (outcome.became === "late") return;
    const { error, restMs } = outcome;
    log.warn({ outbox: id, channel, attempts, reason: error }, "not sent");
    if (restMs !== undefined) restUntil = Math.max(restUntil, performance.now() + restMs);
    await markFailed(database, id, restMs ?? waitMs(attempts), error);
  };
  const unread = (error: Error): void => log.warn({ reason: error.name }, "the outbox could not be read");

  const begin = (claimed: Claimed): void => {
    const done = send(claimed)
      .then((outcome) => note(claimed, outcome))
      .catch(unread)
      .finally(() => {
        underWay.delete(done);
        // the next one of the conversation may go
        wake();
      });
    underWay.add(done);
  };

  /** @returns whether there may be more */
  const look = async (): Promise<boolean> => {
    const free = AT_ONCE - underWay.size;
    if (free === 0 || restUntil > performance.now()) return false;
    const claimed = await claimMessages(database, [...channels.keys()], free);
    for (const it of claimed) begin(it);
    return claimed.length === free;
  };

  const work = async (): Promise<void> => {
    while (!stopped) {
      woken = false;
      const more = await look().catch((error: Error) => unread(error));
      if (!more && !stopped) await pause();
    }
    await Promise.all(underWay);
  };
  const working = work();
  return {
    wake,
    async stop() {
      stopped = true;
      goOn?.();
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
