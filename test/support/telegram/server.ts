import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createChats, type Screen, type Shown } from "./chats.ts";
import { type Call, check, Refusal } from "./checks.ts";

export const TOKEN = "123456:test-token";
const BOT = { id: 123456, is_bot: true, first_name: "Skridt", username: "skridt_test_bot" };

/** What goes wrong with a call. `lost`: it is done, but the answer does not arrive; `dropped`: it is not done. */
export type Fault =
  | { readonly status: number; readonly description: string; readonly retryAfter?: number }
  | "lost"
  | "dropped"
  | "silent";

/** A Bot API server of our own: it takes what the real one takes, and keeps what each person sees. */
export interface TelegramServer {
  readonly url: string;
  /** every call that came, in order, whether it went well or not */
  readonly calls: Call[];
  /** decides what becomes of each call */
  faults: (call: Call) => Fault | undefined;
  /** what a person sees */
  chat(id: number): Shown[];
  /** every screen that reached a person, in order */
  readonly screens: readonly Screen[];
  /** what came was confirmed up to this update: it is not handed out again */
  readonly confirmed: number;
  /** the person writes; "/start code" opens the bot by a link */
  say(chat: number, text: string): void;
  /** the person sends something else than words */
  post(chat: number, message: object): void;
  /** the person changes what they wrote */
  edit(chat: number, text: string): void;
  photo(chat: number, bytes: Uint8Array, more?: object): void;
  voice(chat: number, bytes: Uint8Array): void;
  /** A file that somebody could have sent. @returns its id */
  upload(bytes: Uint8Array): string;
  /** Taps a button of the newest message with buttons: by what stands on it, or by the end of what it carries. */
  tap(chat: number, button: string): void;
  /** Presses a button by what it carries, also one that is no longer there. */
  press(chat: number, message: number, data: string): void;
  /** the person blocks the bot */
  block(chat: number): void;
  /** how many pictures were uploaded and not sent by id */
  uploads(): number;
  /** Resolves when it holds; looked at after every call, or those about one chat. */
  until(holds: () => boolean, chat?: number): Promise<void>;
  close(): Promise<void>;
}

export async function startTelegramServer(): Promise<TelegramServer> {
  const chats = createChats();
  const calls: Call[] = [];
  const waiting = new Map<number | undefined, { holds: () => boolean; done: () => void }[]>();
  let updates: { update_id: number }[] = [];
  let lastUpdate = 0;
  let confirmed = 0;
  let wakePolls: (() => void)[] = [];
  const self: { faults: TelegramServer["faults"] } = { faults: () => undefined };

  const look = (about: unknown): void => {
    for (const chat of new Set([about === undefined ? undefined : Number(about), undefined])) {
      const { held = [], left } = Object.groupBy(waiting.get(chat) ?? [], ({ holds }) => (holds() ? "held" : "left"));
      if (left) waiting.set(chat, left);
      else waiting.delete(chat);
      for (const { done } of held) done();
    }
  };
  const add = (update: object): void => {
    updates.push({ update_id: ++lastUpdate, ...update });
    for (const wake of wakePolls) wake();
    wakePolls = [];
  };
  const from = (chat: number) => ({ id: chat, is_bot: false, first_name: "P" });
  const privately = (chat: number) => ({ id: chat, type: "private", first_name: "P" });
  const post = (chat: number, message: object, text = ""): void => {
    const shown = { from: "person", text, keyboard: [], silent: false, protect: false, edits: 0 } as const;
    chats.of(chat).push({ id: -1, ...shown });
    add({ message: { message_id: 0, date: 1, chat: privately(chat), from: from(chat), ...message } });
  };
  const press = (chat: number, id: number, data: string): void => {
    const message = chats.messageOf(chat, id);
    add({ callback_query: { id: String(lastUpdate + 1), from: from(chat), chat_instance: "i", data, message } });
  };
  const file = (chat: number, kind: (id: string) => object, bytes: Uint8Array, more: object = {}): void =>
    post(chat, { ...kind(chats.addFile(bytes)), ...more });

  const poll = async ({ given }: Call, gone: Promise<unknown>): Promise<unknown> => {
    confirmed = Math.max(confirmed, Number(given.offset ?? 0) - 1);
    updates = updates.filter((it) => it.update_id >= Number(given.offset ?? 0));
    if (updates.length === 0 && Number(given.timeout ?? 0) > 0) {
      let timer: NodeJS.Timeout | undefined;
      const time = new Promise((done) => {
        timer = setTimeout(done, Number(given.timeout) * 1000);
      });
      await Promise.race([new Promise<void>((done) => wakePolls.push(done)), time, gone]);
      clearTimeout(timer);
    }
    return updates.slice(0, Number(given.limit ?? 100));
  };

  const perform = async (call: Call, gone: Promise<unknown>, heard: boolean): Promise<unknown> => {
    check(call);
    if (call.method === "getMe") return BOT;
    return call.method === "getUpdates" ? await poll(call, gone) : chats.perform(call, heard);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, kind, token, rest] = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(request.url ?? "") ?? [];
    if (token !== TOKEN) return reply(response, 401, { ok: false, error_code: 401, description: "Unauthorized" });
    if (kind) {
      const bytes = chats.fileAt(rest as string);
      response.writeHead(bytes ? 200 : 404).end(bytes);
      return;
    }
    const call = await readCall(request, rest as string);
    calls.push(call);
    await respond(call, request, response).finally(() => look(call.given.chat_id));
  };
  const respond = async (call: Call, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const fault = self.faults(call);
    if (fault === "dropped") return void request.socket.destroy();
    if (fault === "silent") return;
    try {
      if (typeof fault === "object") throw new Refusal(fault.status, fault.description, fault.retryAfter);
      const result = await perform(call, once(response, "close"), fault !== "lost");
      if (fault === "lost") request.socket.destroy();
      else reply(response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const parameters = error.retryAfter === undefined ? {} : { parameters: { retry_after: error.retryAfter } };
      reply(response, error.status, {
        ok: false,
        error_code: error.status,
        description: error.message,
        ...parameters,
      });
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    get faults() {
      return self.faults;
    },
    set faults(faults) {
      self.faults = faults;
    },
    chat: chats.of,
    screens: chats.screens,
    get confirmed() {
      return confirmed;
    },
    say: (chat, text) => post(chat, { text }, text),
    post,
    edit: (chat, text) =>
      add({ edited_message: { message_id: 0, date: 1, edit_date: 2, chat: privately(chat), from: from(chat), text } }),
    photo: (chat, bytes, more) => file(chat, (id) => ({ photo: [{ file_id: id }] }), bytes, more),
    upload: (bytes) => chats.addFile(bytes),
    voice: (chat, bytes) => file(chat, (id) => ({ voice: { file_id: id, duration: 1 } }), bytes),
    tap(chat, wanted) {
      const message = chats.of(chat).findLast(({ keyboard }) => keyboard.length > 0);
      const found = message?.keyboard.flat().find(({ text, callback_data: data }) => {
        return data !== undefined && (text === wanted || data.endsWith(`.${wanted}`));
      });
      if (!message || !found) throw new Error(`expected a button "${wanted}" in chat ${chat}`);
      press(chat, message.id, found.callback_data as string);
    },
    press,
    block(chat) {
      chats.block(chat);
      const member = { new_chat_member: { status: "kicked" }, old_chat_member: { status: "member" } };
      add({ my_chat_member: { chat: privately(chat), from: from(chat), date: 0, ...member } });
    },
    uploads: () => chats.uploads,
    async until(holds, chat) {
      if (holds()) return;
      await new Promise<void>((done) => waiting.set(chat, [...(waiting.get(chat) ?? []), { holds, done }]));
    },
    async close() {
      for (const wake of wakePolls) wake();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function readCall(request: IncomingMessage, method: string): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const type = request.headers["content-type"] ?? "";
  const files = new Map<string, Uint8Array>();
  if (type.startsWith("application/json")) return { method, given: JSON.parse(body.toString() || "{}"), files };
  if (!type.startsWith("multipart/form-data")) return { method, given: {}, files };
  const given: Record<string, unknown> = {};
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  for (const [name, value] of form) {
    if (typeof value === "string") given[name] = readField(value);
    else files.set(name, new Uint8Array(await value.arrayBuffer()));
  }
  return { method, given, files };
}

/** A field of a form is text; what is no plain word is JSON in it. */
function readField(value: string): unknown {
  return value.startsWith("{") || value.startsWith("[") ? JSON.parse(value) : value;
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
