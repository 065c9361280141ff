import { setTimeout as sleep } from "node:timers/promises";
import { answer, enter, openChat } from "../bench/chat.ts";
import { type Answered, Connection } from "../bench/client.ts";
import type { Give } from "../bench/dialogue.ts";

const AGAIN_MS = 300;
/** as long as the page's script waits for an answer */
const GIVE_UP_MS = 15_000;

/** A phone that asks again until it is answered, as the script of the page does: the same answer each time. */
function patient(url: string): Pick<Connection, "request"> {
  const once = async (...request: Parameters<Connection["request"]>): Promise<Answered | undefined> => {
    const connection = new Connection(url);
    const done = new AbortController();
    const late = sleep(GIVE_UP_MS, undefined, { signal: done.signal }).catch(() => undefined);
    try {
      const answered = await Promise.race([connection.request(...request), late]);
      return answered && answered.status < 500 ? answered : undefined;
    } catch {
      return undefined;
    } finally {
      done.abort();
      connection.close();
    }
  };
  return {
    async request(...request) {
      for (;;) {
        const answered = await once(...request);
        if (answered) return answered;
        await sleep(AGAIN_MS);
      }
    },
  };
}

/** Comes in by a link. @returns the cookie of the device */
export const comeIn = (url: string, code: string): Promise<string> => enter(patient(url), code);

/** Answers on pages of the chat, one after the other. @param acknowledged told of each answer when the page has it */
export async function doOnPages(
  url: string,
  cookie: string,
  gives: readonly Give[],
  acknowledged: (ms: number) => void,
): Promise<void> {
  const phone = patient(url);
  let page = await openChat(phone, cookie);
  for (const give of gives) {
    const begun = performance.now();
    page = await answer(phone, cookie, page, give);
    acknowledged(performance.now() - begun);
  }
}
