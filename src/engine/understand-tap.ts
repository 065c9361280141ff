import type { Ask } from "../flow/expand.ts";
import { nameOf, roundsIn } from "../flow/place.ts";
import type { Conversation } from "../model/conversation.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Control } from "../model/screen.ts";
import { sameValue, type Value } from "../model/value.ts";
import { covering } from "./aside.ts";
import { pageOf, takesUnknown } from "./choices.ts";
import { answersOf, contextOf, type Place } from "./frame.ts";
import { hasShort } from "./lines.ts";
import { optionsOf } from "./options.ts";
import type { Surroundings } from "./surroundings.ts";
import { ticksAt } from "./ticks.ts";
import { decode, type Token } from "./token.ts";
import {
  type Asked,
  answered,
  changeWhich,
  chooseOption,
  type Meaning,
  meaning,
  nothing,
  notKnown,
  oldButton,
  ticksValue,
} from "./understand.ts";
import { chooseAside } from "./understand-aside.ts";
import { control } from "./understand-control.ts";
import { tapMenu } from "./understand-menu.ts";

/** Taps of the same button closer to each other are one. */
const DOUBLE_TAP_MS = 3000;

/** Ways out are good from any message, however old. */
const ALWAYS: ReadonlySet<Control> = new Set(["craving", "human", "pause", "stop"]);

/** What a tap means. Old buttons are recognised, double taps count once (R17); a foreign token changes nothing. */
export function understandTap(
  inbound: Extract<Inbound, { kind: "tap" }>,
  conversation: Conversation,
  asked: Asked | undefined,
  around: Surroundings,
): Meaning {
  const token = decode(conversation.id, inbound.token);
  switch (token?.kind) {
    case undefined:
      return nothing("stale");
    case "control": {
      const fresh = token.revision === conversation.turnedAt;
      if (!fresh && !ALWAYS.has(token.control)) return tooLate(conversation, inbound);
      const found = control(token.control, conversation, asked, around, inbound);
      return fresh || found.events[0]?.type !== "repeated" ? found : nothing("duplicate");
    }
    case "aside": {
      const { aside, asideAt } = conversation;
      if (!aside || asideAt !== token.revision) return tooLate(conversation, inbound);
      return chooseAside(token.choice, conversation, asked, around, inbound) ?? nothing("stale");
    }
    case "menu":
      return tapMenu(token.choice, conversation, around);
    case "step":
      return tapStep(token, inbound, conversation, asked, around);
  }
}

/** A button of a moment that is gone: tapped twice in a row it counts once, later it is from before (R17). */
function tooLate(conversation: Conversation, inbound: Inbound): Meaning {
  const passed = Date.parse(inbound.at) - Date.parse(conversation.activeAt ?? inbound.at);
  return passed < DOUBLE_TAP_MS ? nothing("duplicate") : oldButton(conversation);
}

function tapStep(
  token: Extract<Token, { kind: "step" }>,
  inbound: Inbound,
  conversation: Conversation,
  asked: Asked | undefined,
  around: Surroundings,
): Meaning {
  if (!asked || asked.frame.serial !== token.serial) {
    return tooLate(conversation, inbound);
  }
  const path = asked.frame.asked[token.asked];
  if (path === undefined) return nothing("stale");
  if (path !== asked.place.path) {
    return tapEarlier(token.choice, path, conversation, asked, around);
  }
  return tapHere(token.choice, inbound, conversation, asked, around);
}

/** A choice of an earlier place, tapped again: the same answer counts once, another asks before it changes (R17). */
function tapEarlier(
  choice: string,
  path: string,
  conversation: Conversation,
  asked: Asked,
  around: Surroundings,
): Meaning {
  const ask = asked.compiled.asks.get(nameOf(path)) as Ask;
  const confirms = ask.step.type === "review" || ask.step.type === "summary";
  if (confirms) return choice === "change" ? changeWhich(conversation) : nothing("duplicate");
  const old = answersOf(asked.frame).find(([at]) => at === path)?.[1];
  const value = old && earlierValue(asked, { ask, path }, old, choice, around);
  if (!old || !value) return oldButton(conversation);
  if (sameValue(old, value) || old.kind === "seen") return nothing("duplicate");
  // "I morgen" on an old button is the day it was
  if (old.kind === "date" && value.kind === "date" && old.said === value.said) return nothing("duplicate");
  if (!hasShort(ask)) return oldButton(conversation);
  return { verdict: "stale", events: [{ type: "asked-aside", aside: { kind: "change", path, value } }] };
}

function tapHere(
  choice: string,
  inbound: Inbound,
  conversation: Conversation,
  asked: Asked,
  around: Surroundings,
): Meaning {
  const { frame, options } = asked;
  const [verb, rest] = parts(choice);
  if (verb === "page") {
    const { more = 1 } = pageOf(options, frame.page, around.profile.choicesAtATime);
    const page = Number(rest);
    if (page === frame.page && !covering(conversation.aside)) return nothing("duplicate");
    return Number.isInteger(page) && page >= 0 && page < more ? meaning({ type: "paged", page }) : nothing("stale");
  }
  if (verb === "on" || verb === "off") {
    const on = verb === "on";
    if (!options.list.some((it) => it.id === rest)) return nothing("stale");
    return frame.draft.includes(rest) === on ? nothing("duplicate") : meaning({ type: "ticked", choice: rest, on });
  }
  if (verb === "done" && frame.draft.length > 0) return meaning(answered(asked, ticksValue(asked), inbound));
  if (verb === "unknown") return notKnown(asked, inbound) ?? nothing("stale");
  if (verb === "later" && asked.place.ask.step.type === "intro") {
    return conversation.aside?.kind === "paused"
      ? nothing("duplicate")
      : meaning({ type: "asked-aside", aside: { kind: "paused" } });
  }
  if (verb === "kept") {
    const kept = frame.kept.findLast(([path]) => path === asked.place.path);
    return kept ? meaning(answered(asked, kept[1], inbound)) : nothing("stale");
  }
  const option = options.list.find((it) => it.id === verb);
  if (!option || options.kind === "many") return nothing("stale");
  return chooseOption(conversation, asked, option, inbound);
}

/** What a button of an earlier place makes of its answer; undefined where it gives none. */
function earlierValue(
  asked: Asked,
  at: Pick<Place, "ask" | "path">,
  old: Value,
  choice: string,
  around: Surroundings,
): Value | undefined {
  const place = { ...at, context: { ...contextOf(asked.frame), rounds: roundsIn(at.path) } };
  const options = optionsOf(asked.compiled, place, {
    now: asked.now,
    name: around.profile.name,
    audience: asked.frame.audience.length,
  });
  const [verb, id] = parts(choice);
  if (verb === "kept" || (verb === "done" && options.kind === "many")) return old;
  if (verb === "unknown") return takesUnknown(place, options) ? { kind: "unknown" } : undefined;
  const option = options.list.find((it) => it.id === (id || verb));
  if (!option || options.kind !== "many") return id ? undefined : option?.value;
  const given = old.kind === "choices" ? old : { kind: "choices" as const, ids: [] };
  const others = given.ids.filter((it) => it !== id);
  const beside = (given.own?.length ?? 0) + (given.media ? 1 : 0);
  const ticked = ticksAt(place, verb === "on" && id !== undefined ? [...others, id] : others, beside);
  const ids = options.list.map((it) => it.id).filter((it) => ticked.includes(it));
  return ids.length > 0 || given.own || given.media ? { ...given, ids } : { kind: "unknown" };
}

/** "on+joy" is the verb "on" with "joy". */
function parts(choice: string): readonly [verb: string, rest: string] {
  const [verb = "", rest = ""] = choice.split("+", 2);
  return [verb, rest];
}
