import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { serveParent } from "./child.ts";

/** A Bot API that takes everything at once: all contestants of the bench send to it. `/buttons?chat=1&after=0` waits for the next buttons of a chat. */
const BOT = { id: 123456, is_bot: true, first_name: "Bench", username: "bench_bot" };
const PHOTO = [{ file_id: "f", file_unique_id: "f", width: 1, height: 1 }];

interface Sent {
  readonly count: number;
  readonly buttons: readonly string[];
}
const newest = new Map<string, Sent>();
const waiting = new Set<() => void>();
let messages = 0;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("latin1");
}

/** Bodies are read only as far as the bench needs it: the chat, and what its buttons carry. */
function keep(body: string): void {
  const chat = /"chat_id":"?(-?\d+)|name="chat_id"\s+(-?\d+)/.exec(body)?.slice(1).find(Boolean);
  const buttons = [...body.matchAll(/"callback_data":"([^"]+)"/g)].map(([, data]) => data as string);
  if (chat === undefined || buttons.length === 0) return;
  newest.set(chat, { count: (newest.get(chat)?.count ?? 0) + 1, buttons });
  for (const look of waiting) look();
}

async function buttonsOf(chat: string, after: number): Promise<Sent> {
  for (;;) {
    const sent = newest.get(chat);
    if (sent && sent.count > after) return sent;
    await new Promise<void>((done) => waiting.add(done));
  }
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://bench");
  response.setHeader("Content-Type", "application/json");
  if (pathname === "/buttons") {
    response.end(JSON.stringify(await buttonsOf(searchParams.get("chat") ?? "", Number(searchParams.get("after")))));
    return;
  }
  const method = pathname.split("/").at(-1) ?? "";
  keep(await bodyOf(request));
  const message = { message_id: ++messages, date: 1, chat: { id: 1, type: "private", first_name: "P" }, photo: PHOTO };
  response.end(
    JSON.stringify({ ok: true, result: method === "getMe" ? BOT : method.startsWith("send") ? message : true }),
  );
});
server.listen(0, "127.0.0.1", () => {
  serveParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, async () => {
    server.closeAllConnections();
    server.close();
  });
});
