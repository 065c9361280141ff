import type { Logger } from "pino";
import type { Brought } from "../channels/teams/bring.ts";
import { type ClaimedNotice, claimNotices, endNotice, freeNotices, retryNotice } from "../store/notices.ts";
import type { Database } from "../store/open.ts";
import type { Presence } from "../store/presence.ts";
import { untilNoted } from "./until-noted.ts";

/** The worker that tells staff in Teams what they did not ask for: in order for each of them. */
export interface Telling {
  /** There may be something to tell. */
  wake(): void;
  /** Finishes what is being told. */
  stop(): Promise<void>;
}

interface Parts {
  readonly database: Database;
  readonly presence: Presence;
  /** Tells one notice. */
  readonly bring: (notice: ClaimedNotice) => Promise<Brought>;
  /** Nobody is there any more. */
  readonly closed: (staff: string, reason: "blocked" | "removed") => Promise<void>;
  readonly now: () => Date;
  readonly log: Logger;
  /** from 0 to 1; moves tries apart */
  readonly chance?: () => number;
}

/** when nobody wakes it: what has its time */
const LOOK_AGAIN_MS = 2000;
/** the least between two looks of which the first found nothing */
const GATHER_MS = 200;
const LONGEST_WAIT_S = 300;

export function startTelling(parts: Parts): Telling {
  const { database, presence, bring, closed, now, log, chance = Math.random } = parts;
  const stopping = new AbortController();
  const { signal: stopped } = stopping;
  let woken = false;
  let timer: NodeJS.Timeout | undefined;
  let rested = (): void => undefined;

  /** Until it is woken; then for a moment more, so that one look serves all that woke it. */
  const pause = (): Promise<void> =>
    new Promise((done) => {
      rested = done;
      timer = setTimeout(done, woken ? GATHER_MS : LOOK_AGAIN_MS);
    });

  /** Twice as long each time, and never at the same moment as all the others. */
  const waitOf = (attempts: number): number => Math.min(2 ** attempts, LONGEST_WAIT_S) * 1000 * (0.5 + chance());

  const unread = (error: Error): void => log.warn({ reason: error.name }, "what staff is to be told could not be read");

  const tell = async (notice: ClaimedNotice): Promise<void> => {
    const { kind, attempts } = notice;
    const brought = await bring(notice).catch((error: Error): Brought => {
      log.warn({ reason: error.name, kind, attempts }, "news for staff could not be made");
      return { kind: "later" };
    });
    if (brought.kind === "refused") log.warn({ status: brought.status, kind }, "Teams refused a card");
    if (brought.kind === "later") log.warn({ kind, attempts }, "Teams did not take a card: it is tried again");
    await untilNoted(() => note(notice, brought), { signal: stopped, failed: unread });
  };
  const note = async (notice: ClaimedNotice, brought: Brought): Promise<void> => {
    switch (brought.kind) {
      case "sent":
        return await endNotice(database, notice, { at: now(), externalId: brought.id });
      case "none":
        return await endNotice(database, notice, { at: now(), error: "gone" });
      case "closed":
        if (notice.own) await closed(notice.staff, brought.reason);
        return await endNotice(database, notice, { at: now(), error: "closed" });
      case "refused":
        return await endNotice(database, notice, { at: now(), error: "refused" });
      case "later": {
        const retryAt = new Date(now().getTime() + (brought.waitMs ?? waitOf(notice.attempts)));
        await retryNotice(database, { ...notice, by: presence.id }, retryAt, "later");
      }
    }
  };

  const round = async (): Promise<number> => {
    if (!presence.held()) return 0;
    await freeNotices(database, presence.id, now());
    const claimed = await claimNotices(database, presence.id, now());
    await Promise.all(claimed.map(tell));
    return claimed.length;
  };

  const work = async (): Promise<void> => {
    while (!stopped.aborted) {
      woken = false;
      const count = await round().catch((error: Error) => {
        unread(error);
        return 0;
      });
      if (count === 0 && !stopped.aborted) await pause();
    }
  };
  const working = work();
  const wake = (): void => {
    if (woken || stopped.aborted) return;
    woken = true;
    clearTimeout(timer);
    timer = setTimeout(rested, GATHER_MS);
  };
  presence.onFree(wake);
  return {
    wake,
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      rested();
      await working;
    },
  };
}
