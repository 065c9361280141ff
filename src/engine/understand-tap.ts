import { nameOf, pathOf } from "../flow/place.ts";
import type { Conversation } from "../model/conversation.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Value } from "../model/value.ts";
import { contextOf } from "./frame.ts";
import { type Option, optionsOf } from "./options.ts";
import type { Surroundings } from "./surroundings.ts";
import { decode, type Token } from "./token.ts";
import {
  type Asked,
  answered,
  begin,
  beginningOf,
  chooseOption,
  type Meaning,
  meaning,
  note,
  nothing,
  tapEarlier,
  ticksValue,
} from "./understand.ts";
import { chooseAside } from "./understand-aside.ts";
import { control } from "./understand-control.ts";

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
      const always = ["craving", "human", "pause", "stop"].includes(token.control);
      if (token.revision !== conversation.revision && !always) return nothing("duplicate");
      return control(token.control, conversation, asked, around, inbound);
    }
    case "aside": {
      const { aside, asideAt } = conversation;
      if (!aside || asideAt !== token.revision) return nothing("stale");
      return chooseAside(token.choice, conversation, asked, around, inbound) ?? nothing("stale");
    }
    case "menu":
      return tapMenu(token.choice, conversation, around);
    case "step":
      return tapStep(token, inbound, conversation, asked, around);
  }
}

function tapMenu(choice: string, conversation: Conversation, around: Surroundings): Meaning {
  const page = /^page\+(\d+)$/.exec(choice);
  if (page) {
    if (conversation.frames.length > 0) return { verdict: "stale", events: [note("old-button")] };
    return meaning({ type: "asked-aside", aside: { kind: "menu", page: Number(page[1]) } });
  }
  const beginning = beginningOf(conversation, choice, around);
  const running = conversation.frames.at(-1)?.flow.id === choice;
  if (!beginning || running) return nothing("duplicate");
  return begin(conversation, beginning, around);
}

function tapStep(
  token: Extract<Token, { kind: "step" }>,
  inbound: Inbound,
  conversation: Conversation,
  asked: Asked | undefined,
  around: Surroundings,
): Meaning {
  if (!asked || asked.frame.serial !== token.serial) {
    const ended = conversation.aside?.kind === "ended";
    return ended ? nothing("duplicate") : { verdict: "stale", events: [note("old-button")] };
  }
  const path = asked.frame.asked[token.asked];
  if (path === undefined) return nothing("stale");
  if (path !== asked.place.path)
    return tapEarlier(asked, path, earlierValue(asked, path, token.choice, inbound, around));
  return tapHere(token.choice, inbound, asked);
}

function tapHere(choice: string, inbound: Inbound, asked: Asked): Meaning {
  const { frame, options } = asked;
  const [verb, rest] = choice.includes("+") ? (choice.split("+", 2) as [string, string]) : [choice, ""];
  if (verb === "page") return meaning({ type: "paged", page: Number(rest) || 0 });
  if (verb === "on" || verb === "off") {
    const on = verb === "on";
    if (!options.list.some((it) => it.id === rest)) return nothing("stale");
    return frame.draft.includes(rest) === on ? nothing("duplicate") : meaning({ type: "ticked", choice: rest, on });
  }
  if (verb === "done" && options.kind === "many") return meaning(answered(asked, ticksValue(asked), inbound));
  if (verb === "unknown") return meaning(answered(asked, { kind: "unknown" }, inbound));
  if (verb === "later") return meaning({ type: "asked-aside", aside: { kind: "paused" } });
  if (verb === "kept") {
    const kept = frame.kept.findLast(([path]) => path === asked.place.path);
    return kept ? meaning(answered(asked, kept[1], inbound)) : nothing("stale");
  }
  const option = options.list.find((it) => it.id === verb);
  return option ? chooseOption(asked, option, inbound) : nothing("stale");
}

/** What a choice was worth at an earlier place; undefined where a choice alone is no whole answer. */
function earlierValue(
  asked: Asked,
  path: string,
  choice: string,
  inbound: Inbound,
  around: Surroundings,
): Value | undefined {
  if (choice === "unknown") return { kind: "unknown" };
  const ask = asked.compiled.asks.get(nameOf(path));
  if (!ask || pathOf(ask.name, []) === "") return undefined;
  const place = { ask, path, context: contextOf(asked.frame) };
  const options = optionsOf(asked.compiled, place, { now: inbound.at, name: around.profile.name });
  if (options.kind === "many") return undefined;
  return options.list.find((it: Option) => it.id === choice)?.value;
}
