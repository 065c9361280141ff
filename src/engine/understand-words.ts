import type { Conversation } from "../model/conversation.ts";
import type { Inbound } from "../model/inbound.ts";
import { CONTROLS } from "../model/screen.ts";
import { common } from "../model/text.ts";
import type { Value } from "../model/value.ts";
import { titleOf } from "./answer-text.ts";
import { type Candidate, match, matchSeveral, normalize } from "./match.ts";
import type { Option } from "./options.ts";
import { presentAside } from "./present-aside.ts";
import { menuOf } from "./present-menu.ts";
import type { Surroundings } from "./surroundings.ts";
import { decode } from "./token.ts";
import {
  type Asked,
  answered,
  begin,
  beginningOf,
  chooseOption,
  type Meaning,
  meaning,
  ticksValue,
} from "./understand.ts";
import { chooseAside } from "./understand-aside.ts";
import { control } from "./understand-control.ts";

const UNKNOWN: Value = { kind: "unknown" };

/** What written words mean (R18): a choice on screen, a control, an answer. In own words everything else is the answer. */
export function understandWords(
  inbound: Extract<Inbound, { kind: "words" }>,
  conversation: Conversation,
  asked: Asked | undefined,
  around: Surroundings,
): Meaning {
  const said = inbound.words.trim();
  const aside = conversation.aside;
  if (aside && aside.kind !== "note") {
    const chosen = sayAside(said, conversation, asked, around, inbound);
    if (chosen) return chosen;
  }
  const which = CONTROLS.find((it) => says(said, it, around, `controls.${it}`));
  if (which) return control(which, conversation, asked, around, inbound);
  const answer = asked ? sayAnswer(said, asked, around, inbound) : sayMenu(said, conversation, around);
  return answer ?? { verdict: "not-understood", events: [{ type: "missed" }] };
}

function says(said: string, what: string, around: Surroundings, label?: string): boolean {
  const forms = [...(label ? [around.words.say(common(label))] : []), ...around.words.list(common(`also.${what}`))];
  // a lone "?" is a word too
  return forms.some((form) => (normalize(form) === "" ? form === said : normalize(form) === normalize(said)));
}

function sayAside(
  said: string,
  conversation: Conversation,
  asked: Asked | undefined,
  around: Surroundings,
  inbound: Inbound,
): Meaning | undefined {
  const aside = conversation.aside;
  if (!aside || aside.kind === "note") return undefined;
  const candidates = presentAside(conversation, aside, around).choices.flatMap((choice): Candidate<string>[] => {
    const token = decode(conversation.id, choice.token);
    if (token?.kind !== "aside") return [];
    return [{ value: token.choice, label: choice.label, also: common(`also.${token.choice}`) }];
  });
  const found = match(said, candidates, around.words);
  return found && "sure" in found ? chooseAside(found.sure, conversation, asked, around, inbound) : undefined;
}

function sayAnswer(said: string, asked: Asked, around: Surroundings, inbound: Inbound): Meaning | undefined {
  const { options, place } = asked;
  const candidates: Candidate<Option>[] = options.list.map((option) => ({
    value: option,
    label: option.label,
    also: option.also,
    number: option.number,
    emoji: option.picture === undefined ? undefined : around.emoji(option.picture),
  }));
  const open = options.kind === "one" || options.kind === "many";
  if (open && says(said, "unknown", around, "choices.unknown")) return meaning(answered(asked, UNKNOWN, inbound));
  if (options.kind === "many") return saySeveral(said, asked, candidates, around, inbound);
  // "Ja" and "ok" go on where there is nothing else to say
  if (options.kind === "go-on") {
    const on = says(said, "yes", around) || says(said, "go-on", around) || match(said, candidates, around.words);
    return on ? meaning(answered(asked, { kind: "seen" }, inbound)) : undefined;
  }
  const found = match(said, candidates, around.words);
  if (found && "sure" in found) return chooseOption(asked, found.sure, inbound);
  if (options.own) return said === "" ? undefined : meaning(answered(asked, { kind: "words", words: said }, inbound));
  if (!found || place.ask.step.type === "intro") return undefined;
  const { value, label } = found.unsure;
  const doYouMean = { kind: "did-you-mean", value: value.value, label } as const;
  return { verdict: "not-understood", events: [{ type: "asked-aside", aside: doYouMean }] };
}

function saySeveral(
  said: string,
  asked: Asked,
  candidates: readonly Candidate<Option>[],
  around: Surroundings,
  inbound: Inbound,
): Meaning | undefined {
  if (says(said, "done", around, "done-picking") && asked.frame.draft.length > 0)
    return meaning(answered(asked, ticksValue(asked), inbound));
  const several = matchSeveral(said, candidates, around.words);
  if (several) {
    const wanted = several.filter((it) => !asked.frame.draft.includes(it.id));
    return meaning(...wanted.map((it) => ({ type: "ticked", choice: it.id, on: true }) as const));
  }
  const near = match(said, candidates, around.words);
  if (asked.options.own && !(near && "sure" in near)) {
    return meaning(answered(asked, ticksValue(asked, { own: [said] }), inbound));
  }
  if (!near || "sure" in near) return undefined;
  const doYouMean = { kind: "did-you-mean", value: near.unsure.value.value, label: near.unsure.label } as const;
  return { verdict: "not-understood", events: [{ type: "asked-aside", aside: doYouMean }] };
}

function sayMenu(said: string, conversation: Conversation, around: Surroundings): Meaning | undefined {
  const menu = menuOf(conversation, around);
  const candidates = menu.map((it, i) => ({ value: it.flow.id, label: titleOf(it), number: i + 1 }));
  const found = match(said, candidates, around.words);
  if (!found) return undefined;
  const flow = "sure" in found ? found.sure : found.unsure.value;
  const beginning = beginningOf(conversation, flow, around);
  return beginning && begin(conversation, beginning, around);
}
