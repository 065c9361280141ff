import { present } from "../../src/engine/present.ts";
import type { Surroundings } from "../../src/engine/surroundings.ts";
import { takeTurn } from "../../src/engine/take-turn.ts";
import type { Conversation, ConversationEvent, Profile } from "../../src/model/conversation.ts";
import { newConversation } from "../../src/model/conversation.ts";
import type { Inbound } from "../../src/model/inbound.ts";
import type { Message } from "../../src/model/message.ts";
import type { Control, Screen } from "../../src/model/screen.ts";
import type { Turn } from "../../src/model/turn.ts";
import { render } from "../../src/render/render.ts";
import { safetyFor } from "../../src/safety/around.ts";
import { type Clock, countedIds, frozenClock } from "./frozen.ts";
import type { TestProduct } from "./product.ts";

type Said<I> = I extends Inbound ? Omit<I, "channel" | "id" | "at"> : never;
/** An inbound without where and when it came. */
export type Came = Said<Inbound>;

/** A citizen's conversation with the engine alone; stored and loaded again before every turn. */
export interface Talk {
  readonly clock: Clock;
  conversation(): Conversation;
  screen(): Screen;
  message(): Message;
  /** every event so far, with the turn it came in and when */
  log(): readonly { readonly at: string; readonly events: readonly ConversationEvent[] }[];
  take(came: Came): Turn;
  /** Taps the button with these words, or with this id in its token. @throws when the screen has no such button */
  tap(button: string): Turn;
  press(control: Control): Turn;
  say(words: string): Turn;
  /** Asks for an exercise, as staff does. */
  begin(flow: string, params?: Record<string, string>): Turn;
  /** Goes on with another product: the same conversation after a restart. */
  restart(product: TestProduct): void;
}

export const AUDIENCE = [{ id: "mette", name: "Mette" }];
/** who works with the citizen besides */
export const OTHERS = [{ id: "kim", name: "Kim" }];

export interface TalkOptions {
  readonly language?: string;
  readonly profile?: Partial<Profile>;
  /** where it begins; as a new one otherwise */
  readonly from?: Conversation;
}

export function startTalk(product: TestProduct, options: TalkOptions = {}): Talk {
  const language = options.language ?? "da";
  const profile: Profile = {
    name: "Bo",
    language,
    persona: "young-man",
    choicesAtATime: 5,
    pace: "normal",
    audience: AUDIENCE,
    others: OTHERS,
    ...options.profile,
  };
  const surroundings = ({ library, translator, pictures, safety }: TestProduct): Surroundings => {
    const words = translator.words(language, profile.wordForUse);
    return { library, words, profile, emoji: pictures.emoji, safety: safetyFor(safety, profile) };
  };
  let around = surroundings(product);
  let conversation = options.from ?? newConversation("c0nversation", "citizen");
  const clock = frozenClock(conversation.activeAt ?? undefined);
  const nextId = countedIds("m");
  const log: { at: string; events: readonly ConversationEvent[] }[] = [];

  const take = (came: Came): Turn => {
    const inbound = { channel: "test", id: nextId(), at: clock.now(), ...came } as Inbound;
    const stored = JSON.parse(JSON.stringify(conversation)) as Conversation;
    const turn = takeTurn(stored, inbound, around);
    conversation = turn.conversation;
    // what a turn says is what the citizen sees; a turn in which nothing happened says nothing
    const said = turn.effects.findLast((effect) => effect.type === "say");
    shown = said ? { screen: said.screen } : undefined;
    log.push({ at: inbound.at, events: turn.events });
    return turn;
  };
  let shown: { screen: Screen; message?: Message } | undefined;
  const show = () => {
    shown ??= { screen: present(conversation, around) };
    return shown;
  };
  const screen = () => show().screen;
  const message = () => {
    const now = show();
    now.message ??= render(now.screen, around.words);
    return now.message;
  };
  const tap = (button: string) => {
    const shown = message();
    const found = [...shown.choices, ...shown.controls].find((it) => it.label === button || idOf(it.token) === button);
    if (!found) throw new Error(`"${button}": expected one of ${shown.choices.map((it) => it.label).join(", ")}`);
    return take({ kind: "tap", token: found.token });
  };
  return {
    clock,
    conversation: () => conversation,
    screen,
    message,
    log: () => log,
    take,
    tap,
    press: (control) => {
      const { token } = screen().controls.find((it) => it.control === control) as { token: string };
      return take({ kind: "tap", token });
    },
    say: (words) => take({ kind: "words", words }),
    begin: (flow, params = {}) => {
      const { ref } = around.library.latest(flow) as { ref: { id: string; version: string } };
      return take({ kind: "begin", begin: { flow: ref, params, audience: profile.audience } });
    },
    restart: (next) => {
      around = surroundings(next);
      shown = undefined;
    },
  };
}

/** What a button does, without the place it belongs to: "yes", "on+joy", "page+1". */
export function idOf(token: string): string {
  return token.split(".").at(-1) as string;
}
