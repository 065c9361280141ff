import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Database } from "./open.ts";

/** Tells open pages and workers, here and in other processes, that a conversation changed. */
export interface Changes {
  /** @param quiet nothing of it is to be delivered to anybody */
  announce(conversation: string, revision: number, quiet?: boolean): void;
  /** The citizen of this conversation was erased. */
  announceErased(conversation: string): void;
  /** @returns how to stop listening */
  onConversation(conversation: string, changed: (revision: number) => void): () => void;
  onAny(changed: (conversation: string) => void): () => void;
  /** There may be something to deliver. */
  onWaiting(waiting: () => void): () => void;
  onErased(erased: () => void): () => void;
  close(): Promise<void>;
}

const CHANNEL = "skridt_changes";
/** NOTIFY takes a lock at commit that all senders share: announcements are gathered this long and sent together. */
const GATHER_MS = 20;
/** stands for the revision of a conversation that is no more */
const ERASED = -1;
/** after the revision of what is quiet */
const QUIET = "q";
/** a notification holds at most 8,000 bytes */
const PER_NOTIFICATION = 120;
const RECONNECT_MS = 1000;
const CONNECT_MS = 5000;

interface Listening {
  readonly client: pg.Client;
  readonly ended: Promise<void>;
}

export async function openChanges(database: Database): Promise<Changes> {
  const origin = randomUUID().slice(0, 8);
  const emitter = new EventEmitter().setMaxListeners(0);
  /** the newest revision of each */
  const gathered = new Map<string, { readonly revision: number; readonly quiet: boolean }>();
  let timer: NodeJS.Timeout | undefined;
  const closing = new AbortController();

  const emit = (conversation: string, revision: number, quiet: boolean): void => {
    emitter.emit(conversation, revision);
    emitter.emit("*", conversation);
    if (!quiet) emitter.emit("waiting");
    if (revision === ERASED) emitter.emit("erased");
  };

  const send = async (): Promise<void> => {
    timer = undefined;
    const ids = [...gathered].map(
      ([conversation, { revision, quiet }]) => `${conversation}:${revision}${quiet ? `:${QUIET}` : ""}`,
    );
    gathered.clear();
    for (let i = 0; i < ids.length; i += PER_NOTIFICATION) {
      const payload = `${origin} ${ids.slice(i, i + PER_NOTIFICATION).join(" ")}`;
      // pages in other processes also look again by themselves: a lost notification only delays them
      await database.pool.query("select pg_notify($1, $2)", [CHANNEL, payload]).catch(() => undefined);
    }
  };

  const connect = async (): Promise<Listening> => {
    const client = new pg.Client({
      connectionString: database.url,
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
    });
    const ended = new Promise<void>((done) => client.once("end", done));
    client.on("notification", ({ payload = "" }) => {
      const [from, ...ids] = payload.split(" ");
      if (from === origin) return;
      for (const [conversation = "", revision, quiet] of ids.map((it) => it.split(":"))) {
        emit(conversation, Number(revision), quiet === QUIET);
      }
    });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    return { client, ended };
  };
  let listening = await connect();
  const keepListening = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await listening.ended;
      await sleep(RECONNECT_MS, undefined, { signal: closing.signal }).catch(() => undefined);
      if (closing.signal.aborted) return;
      // still away: its end has passed, so it is tried again
      listening = await connect().catch(() => listening);
    }
  };
  const keeping = keepListening();

  const on = <T>(name: string, changed: (it: T) => void) => {
    emitter.on(name, changed);
    return () => void emitter.off(name, changed);
  };
  const announce = (conversation: string, revision: number, quiet = false): void => {
    emit(conversation, revision, quiet);
    const before = gathered.get(conversation);
    gathered.set(conversation, { revision, quiet: quiet && (before?.quiet ?? true) });
    timer ??= setTimeout(() => void send(), GATHER_MS);
  };
  return {
    announce,
    announceErased: (conversation) => announce(conversation, ERASED),
    onConversation: (conversation, changed) => on(conversation, changed),
    onAny: (changed) => on("*", changed),
    onWaiting: (waiting) => on("waiting", waiting),
    onErased: (erased) => on("erased", erased),
    async close() {
      closing.abort();
      clearTimeout(timer);
      if (gathered.size > 0) await send();
      await listening.client.end();
      await keeping;
    },
  };
}
