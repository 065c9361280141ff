import type { Logger } from "pino";
import { type Channel, NotSent } from "../channels/channel.ts";
import { AppError } from "../model/errors.ts";
import type { Database } from "../store/open.ts";
import {
  type Claimed,
  claimMessages,
  dropLate,
  freeMessages,
  markClosed,
  markFailed,
  markSent,
} from "../store/outbox.ts";
import type { Presence } from "../store/presence.ts";
import { together } from "../store/together.ts";
import { inSpan } from "../tracing/span.ts";
import { untilNoted } from "./until-noted.ts";

/** The worker that sends what turns have said: in order per conversation, at least once. */
export interface Delivery {
  /** There is something to send: called after each save, here or in another process. */
  wake(): void;
  /** Finishes what is being sent. */
  stop(): Promise<void>;
}

/** on their way at the same time; one that gets no answer keeps only its own place */
const AT_ONCE = 100;
/** when nobody wakes it: messages whose time to be tried again has come */
const LOOK_AGAIN_MS = 2000;
/** the least between two looks, the first of which found nothing */
const GATHER_MS = 20;
const LONGEST_WAIT_S = 300;
/** a channel that does not answer is given up, and asked again later */
const GIVE_UP_MS = 10_000;
/** the database was away: the channel has done nothing to be waited for */
const DATABASE_MS = 1000;
/** the least between two looks for what nobody has in hands any more */
const FREE_MS = 1000;

/** How long a message waits that failed so often: later and later, at most five minutes; milliseconds. */
export const twiceAsLong = (attempts: number): number => Math.min(2 ** attempts, LONGEST_WAIT_S) * 1000;

/** What became of a try: `closed`: nobody is there any more; `late`: it would be of no use any more. */
type Outcome =
  | { readonly became: "sent"; readonly externalId: string | undefined }
  /** `error`: its name, never its text; `restMs`: the channel wants to be left alone for so long, `againMs`: this message */
  | { readonly became: "failed"; readonly error: string; readonly restMs?: number; readonly againMs?: number }
  | { readonly became: "closed" }
  | { readonly became: "late" };

export function startDelivery(parts: {
  database: Database;
  presence: Presence;
  channels: readonly Channel[];
  log: Logger;
  /** how long a failed message waits, milliseconds; twice as long each time when absent */
  waitMs?: (attempts: number) => number;
  /** milliseconds */
  giveUpMs?: number;
  /** told what became of each try */
  observe?: (channel: string, became: Outcome["became"]) => void;
}): Delivery {
  const { database, presence, log, waitMs = twiceAsLong, giveUpMs = GIVE_UP_MS } = parts;
  const by = presence.id;
  const channels = new Map(parts.channels.map((channel) => [channel.name, channel]));
  const underWay = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  const { signal: stopped } = stopping;
  let woken = false;
  let freedAt = 0;
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

  const send = async (claimed: Claimed, held: AbortSignal): Promise<Outcome> => {
    try {
      if (claimed.late && (await dropLate(database, claimed)).has(claimed.id)) return { became: "late" };
      const channel = channels.get(claimed.channel) as Channel;
      return {
        became: "sent",
        externalId: await within(giveUpMs, held, (signal) => channel.send({ ...claimed, signal })),
      };
    } catch (error) {
      const failed = { became: "failed", error: (error as Error).name } as const;
      if (error instanceof AppError && error.code === "unavailable") return { ...failed, againMs: DATABASE_MS };
      if (!(error instanceof NotSent)) return failed;
      if (error.reason === "closed") return { became: "closed" };
      return { ...failed, restMs: error.waitMs };
    }
  };

  const noteSent = together(async (sent: readonly { id: string; externalId: string | undefined }[]) => {
    await markSent(database, sent);
    return sent.map(() => undefined);
  });
  const note = async ({ id, attempts }: Claimed, outcome: Outcome): Promise<void> => {
    if (outcome.became === "sent") return await noteSent({ id, externalId: outcome.externalId });
    if (outcome.became === "closed") return await markClosed(database, id);
    if (outcome.became === "late") return;
    const wait = outcome.restMs ?? outcome.againMs ?? waitMs(attempts);
    await markFailed(database, { id, by }, wait, outcome.error);
  };
  const tell = ({ id, channel, attempts }: Claimed, outcome: Outcome): void => {
    parts.observe?.(channel, outcome.became);
    if (outcome.became !== "failed") return;
    log.warn({ outbox: id, channel, attempts, reason: outcome.error }, "not sent");
    if (outcome.restMs !== undefined) restUntil = Math.max(restUntil, performance.now() + outcome.restMs);
  };
  const unread = (error: Error): void => log.warn({ reason: error.name }, "the outbox could not be read");

  const begin = (claimed: Claimed, held: AbortSignal): void => {
    const all = async (): Promise<void> => {
      const outcome = await inSpan(
        "delivery",
        () => ({ channel: claimed.channel }),
        () => send(claimed, held),
        ({ became }) => ({ became }),
      );
      tell(claimed, outcome);
      await untilNoted(() => note(claimed, outcome), { signal: stopped, failed: unread });
      underWay.delete(claimed.id);
      // the next one of the conversation may go
      wake();
    };
    underWay.set(claimed.id, all());
  };

  /** @returns whether there may be more */
  const look = async (): Promise<boolean> => {
    const limit = AT_ONCE - underWay.size;
    const held = presence.held();
    if (!held || limit === 0 || restUntil > performance.now()) return false;
    const of = { channels: [...channels.keys()], by };
    if (performance.now() - freedAt > FREE_MS) {
      await freeMessages(database, { ...of, inHands: [...underWay.keys()] });
      freedAt = performance.now();
    }
    const claimed = await claimMessages(database, { ...of, limit });
    for (const it of claimed) begin(it, held);
    return claimed.length === limit;
  };

  const work = async (): Promise<void> => {
    while (!stopped.aborted) {
      woken = false;
      const more = await look().catch((error: Error) => unread(error));
      if (!more && !stopped.aborted) await pause();
    }
    await Promise.all(underWay.values());
  };
  const working = work();
  presence.onFree(wake);
  return {
    wake,
    async stop() {
      stopping.abort();
      goOn?.();
      await working;
    },
  };
}

/** @param held aborted when it must end sooner @throws DOMException "TimeoutError", "AbortError" */
async function within<T>(ms: number, held: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const time = new AbortController();
  const timer = setTimeout(() => time.abort(new DOMException("no answer in time", "TimeoutError")), ms);
  const signal = AbortSignal.any([time.signal, held]);
  const tooLong = new Promise<never>((_, fail) => {
    signal.addEventListener("abort", () => fail(signal.reason));
  });
  return await Promise.race([work(signal), tooLong]).finally(() => clearTimeout(timer));
}
