import type { Fault, TelegramServer } from "./server.ts";

/** Every so many-th call goes wrong. */
const EVERY = 40;

/**
 * What goes wrong with many calls, each in another way: the same in every run, as far as the calls are.
 * @param rarely of what goes wrong each so many-th holds all others up
 */
export function faultsOf(rarely = 50): TelegramServer["faults"] {
  const often: readonly Fault[] = [{ status: 502, description: "Bad Gateway" }, "dropped", "lost"];
  const rare: readonly Fault[] = ["silent", { status: 429, description: "Too Many Requests", retryAfter: 1 }];
  let calls = 0;
  let faults = 0;
  return ({ method }) => {
    if (++calls % EVERY !== 0) return undefined;
    faults++;
    // a question for news that is never answered is given up only when it could have been
    if (faults % rarely === 0 && method !== "getUpdates") return rare[(faults / rarely) % rare.length];
    return often[faults % often.length];
  };
}
