import { placeOf } from "../../../src/engine/frame.ts";
import type { CompiledFlow } from "../../../src/flow/library.ts";
import type { Conversation, Profile } from "../../../src/model/conversation.ts";
import type { Message } from "../../../src/model/message.ts";
import type { Screen } from "../../../src/model/screen.ts";
import type { Turn } from "../../../src/model/turn.ts";
import type { Value } from "../../../src/model/value.ts";
import type { TestProduct } from "../../support/product.ts";
import { AUDIENCE, idOf, startTalk, type Talk } from "../../support/talk.ts";
import { type Stand, standsOf } from "./graph.ts";

/** A stand with a conversation that is there, and what each answer makes of it. */
export interface Reached extends Stand {
  readonly conversation: Conversation;
  readonly steps: readonly { readonly value: Value; readonly leadsTo: string; readonly turn: Turn }[];
}

export interface Variant {
  readonly name: string;
  readonly compiled: CompiledFlow;
  readonly params: Record<string, string>;
  readonly seen: boolean;
}

const ALONE: readonly string[] = ["parathed", "foelelser", "sig-nej", "dagbog", "info-alkohol"];

/** Every flow, with each number of points it may have, with and without anyone who may see the answers. */
export function variantsOf({ library }: TestProduct): Variant[] {
  return library.all().flatMap((compiled) => {
    const { points, ...others } = compiled.flow.params ?? {};
    const rest = Object.fromEntries(Object.entries(others).map(([name, it]) => [name, it.default]));
    const sizes = points ? points.values.map((it) => ({ ...rest, points: it })) : [rest];
    const { report, anonymous } = compiled.flow;
    // without an audience only the engine's own steps differ: a few exercises show that
    const alone = ALONE.includes(compiled.ref.id) ? [false] : [];
    const audiences = report === false || anonymous ? [false] : [true, ...alone];
    return sizes.flatMap((params) =>
      audiences.map((seen) => {
        const of = params.points ? `, ${params.points} points` : "";
        return { name: `${compiled.ref.id}${of}${seen ? "" : ", seen by nobody"}`, compiled, params, seen };
      }),
    );
  });
}

export const profileOf = (seen: boolean): Partial<Profile> => ({ audience: seen ? AUDIENCE : [] });

/** Goes every way through a flow in the engine, as the graph of its machine says. */
export function reach(product: TestProduct, { compiled, params, seen }: Variant): Reached[] {
  const stands = new Map(standsOf(compiled, params, seen).map((stand) => [stand.key, stand]));
  const begun = startTalk(product, { profile: profileOf(seen) });
  begun.begin(compiled.ref.id, params);
  const first = stands.keys().next().value as string;
  const conversations = new Map([[first, begun.conversation()]]);
  const reached: Reached[] = [];
  for (const [key, conversation] of conversations) {
    const stand = stands.get(key) as Stand;
    const steps = stand.answers.map(({ value, leadsTo }) => {
      const turn = give(startTalk(product, { from: conversation, profile: profileOf(seen) }), value);
      if (leadsTo !== "done" && !conversations.has(leadsTo)) conversations.set(leadsTo, turn.conversation);
      return { value, leadsTo, turn };
    });
    reached.push({ ...stand, conversation, steps });
  }
  return reached;
}

/** Where the graph says that it is; undefined at the end. */
export const placeIn = (key: string): string | undefined => (key === "done" ? undefined : JSON.parse(key)[0]);

export function placeNow(product: TestProduct, { frames }: Conversation): string | undefined {
  const frame = frames.at(-1);
  return frame && placeOf(product.library.get(frame.flow), frame)?.path;
}

/** Gives an answer as a citizen does: taps, or says it when it is in own words. */
export function give(talk: Talk, value: Value): Turn {
  switch (value.kind) {
    case "seen":
      return talk.tap("go-on");
    case "skipped":
      return talk.press("skip");
    case "unknown":
      return talk.tap("unknown");
    case "choice":
      return find(talk, value.id);
    case "number":
      return find(talk, String(value.number));
    case "date":
      return find(talk, value.said);
    case "words":
      return talk.say(value.words);
    case "media":
      return talk.take({ kind: "media", media: value.media });
    case "choices":
      for (const id of value.ids) find(talk, `on+${id}`);
      return value.own ? talk.say(value.own[0] as string) : talk.tap("done");
    case "withheld":
      throw new Error("expected an answer that a citizen can give");
  }
}

/** Turns the pages until the button is there. */
function find(talk: Talk, id: string): Turn {
  for (let pages = 0; pages < 30; pages++) {
    const ids = talk.message().choices.map((it) => idOf(it.token));
    const more = ids.find((it) => it.startsWith("page+"));
    if (ids.includes(id) || more === undefined) return talk.tap(id);
    talk.tap(more);
  }
  throw new Error(`"${id}": expected a button on one of the pages`);
}

/** What a citizen sees, in every language. */
export function shownIn(
  product: TestProduct,
  conversation: Conversation,
  profile: Partial<Profile> = {},
): { screen: Screen; message: Message }[] {
  return ["da", "en"].map((language) => {
    const talk = startTalk(product, { from: conversation, language, profile });
    return { screen: talk.screen(), message: talk.message() };
  });
}

/** A message without its controls: their tokens belong to one turn. */
export function withoutControls({ controls: _, ...message }: Message): Omit<Message, "controls"> {
  return message;
}
