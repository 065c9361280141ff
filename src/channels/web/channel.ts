import type { Channel } from "../channel.ts";

/** The web chat shows the conversation itself: a page that is open has been told, one that opens later looks. */
export function webChannel(): Channel {
  return {
    name: "web",
    start: async () => undefined,
    send: async () => undefined,
    stop: async () => undefined,
  };
}
