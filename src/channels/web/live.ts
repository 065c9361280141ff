import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { Visitor, WebChatParts } from "./parts.ts";

const HEARTBEAT_MS = 25_000;
const RETRY_MS = 5_000;

/**
 * Tells an open page the conversation's revision: at once, and whenever it changes. The page fetches itself anew
 * when it shows another one, so nothing is lost while it was away.
 */
export function streamRevisions(c: Context, parts: WebChatParts, visitor: Visitor): Response {
  c.header("X-Accel-Buffering", "no");
  return streamSSE(c, async (stream) => {
    const gone = new Promise<void>((resolve) => stream.onAbort(resolve));
    const tell = async (known?: number) => {
      try {
        const revision = known ?? (await parts.view(visitor)).revision;
        await stream.writeSSE({ data: String(revision), retry: RETRY_MS });
      } catch (error) {
        // The browser comes back by itself and is told then.
        parts.failed?.(error);
        stream.abort();
      }
    };
    const stopListening = parts.onChange(visitor.conversation, (revision) => void tell(revision));
    const heartbeat = setInterval(() => void stream.write(":\n\n"), HEARTBEAT_MS);
    await tell();
    await gone;
    clearInterval(heartbeat);
    stopListening();
  });
}
