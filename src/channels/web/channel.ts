import type { Channel } from "../channel.ts";

/**
 * The web chat shows the conversation itself: a page that is open has been told, one that opens later looks.
 * @param ring tells citizens elsewhere that something is there for them
 */
export function webChannel(ring: Channel["send"] = async () => undefined): Channel {
  return {
    name: "web",
    start: async () => undefined,
    send: ring,
    stop: async () => undefined,
  };
}
