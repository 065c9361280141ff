import type { Inbound } from "../model/inbound.ts";
import type { Message } from "../model/message.ts";
import type { Verdict } from "../model/turn.ts";

/** What the citizen sees after an inbound was taken. `revision` grows with every change of the conversation. */
export interface Received {
  readonly verdict: Verdict;
  readonly message: Message;
  readonly revision: number;
}

/** Takes one inbound of a conversation: loads, takes the turn, saves. @throws AppError "unavailable" when the store is away */
export type Receive = (conversation: string, inbound: Inbound) => Promise<Received>;

/** One row of the outbox, ready to be sent. */
export interface Delivery {
  readonly id: string;
  readonly conversation: string;
  readonly address: string;
  readonly message: Message;
  /** it answers what the citizen just did here; otherwise nobody waits for it (R24) */
  readonly asked: boolean;
  /** aborted when it is given up: what comes after it may be on its way */
  readonly signal: AbortSignal;
}

/** Why a message was not sent, where that tells what to do next. */
export class NotSent extends Error {
  /** `closed`: nobody is there any more, and nothing is tried again; `rest`: the whole channel has to wait */
  readonly reason: "closed" | "rest";
  /** how long, milliseconds */
  readonly waitMs: number;

  constructor(reason: NotSent["reason"], waitMs = 0) {
    super(reason);
    this.name = reason === "rest" ? "TooMany" : "Closed";
    this.reason = reason;
    this.waitMs = waitMs;
  }
}

/**
 * A way to reach people. `send` delivers one message or throws: the outbox tries again later, in order per conversation.
 * Resolves with the channel's own id of what was sent, if it has one.
 */
export interface Channel {
  readonly name: string;
  start(): Promise<void>;
  send(delivery: Delivery): Promise<string | undefined>;
  stop(): Promise<void>;
}
