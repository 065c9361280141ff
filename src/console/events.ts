import type { Context } from "hono";
import { streamSSE } from "hono/streaming";

const HEARTBEAT_MS = 25_000;
const RETRY_MS = 5_000;

/** What a page listens to. */
export interface Watched {
  /** the conversations it shows something of */
  readonly conversations: ReadonlySet<string>;
  /** grows whenever one of them changes */
  stamp(): Promise<number>;
  onAny(changed: (conversation: string) => void): () => void;
  failed(error: unknown): void;
}

/**
 * Tells an open page that something it shows has changed; the page fetches itself, so nothing personal is in here.
 * A change before the page listened, or while it was away, is told at once: `seen` is what it was made of.
 */
export function streamChanges(c: Context, watched: Watched, seen: number): Response {
  c.header("X-Accel-Buffering", "no");
  return streamSSE(c, async (stream) => {
    let told = seen;
    let telling = false;
    let again = false;
    const tell = async (): Promise<void> => {
      again = true;
      if (telling) return;
      telling = true;
      try {
        while (again) {
          again = false;
          const stamp = await watched.stamp();
          if (stamp === told) continue;
          told = stamp;
          await stream.writeSSE({ event: "changed", data: String(stamp), id: String(stamp), retry: RETRY_MS });
        }
      } catch (error) {
        // the browser comes back by itself and is told then
        watched.failed(error);
        stream.abort();
      } finally {
        telling = false;
      }
    };
    const gone = new Promise<void>((resolve) => stream.onAbort(resolve));
    const stopListening = watched.onAny((conversation) => {
      if (watched.conversations.has(conversation)) void tell();
    });
    const heartbeat = setInterval(() => void stream.write(":\n\n"), HEARTBEAT_MS);
    await tell();
    await gone;
    clearInterval(heartbeat);
    stopListening();
  });
}
