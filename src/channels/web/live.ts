import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { WebChatParts } from "./parts.ts";

const HEARTBEAT_MS = 25_000;
const RETRY_MS = 5_000;

/** The conversation that a page shows. */
interface Listened extends Pick<WebChatParts, "onChange" | "failed"> {
  readonly conversation: string;
  /** what it is at now */
  revision(): Promise<number>;
}

/**
 * Tells an open page the conversation's revision: at once, and whenever it changes. The page fetches itself anew
 * when it shows another one, so nothing is lost while it was away.
 */
export function streamRevisions(c: Context, listened: Listened): Response {
  c.header("X-Accel-Buffering", "no");
  return streamSSE(c, async (stream) => {
    const gone = new Promise<void>((resolve) => stream.onAbort(resolve));
    const tell = async (known?: number) => {
      try {
        const revision = known ?? (await listened.revision());
        await stream.writeSSE({ data: String(revision), retry: RETRY_MS });
      } catch (error) {
        // The browser comes back by itself and is told then.
        listened.failed?.(error);
        stream.abort();
      }
    };
    const stopListening = listened.onChange(listened.conversation, (revision) => void tell(revision));
    const heartbeat = setInterval(() => void stream.write(":\n\n"), HEARTBEAT_MS);
    await tell();
    await gone;
    clearInterval(heartbeat);
    stopListening();
  });
}
