import type { Conversation } from "../model/conversation.ts";
import type { Inbound } from "../model/inbound.ts";
import { CONTROLS } from "../model/screen.ts";
import { common } from "../model/text.ts";
import { type Covering, covering } from "./aside.ts";
import { pageOf } from "./choices.ts";
import { DATA } from "./data.ts";
import { dayIn } from "./day-said.ts";
import { type Candidate, match, matchSeveral, normalize } from "./match.ts";
import { isTooEarly, type Option } from "./options.ts";
import { presentAside } from "./present-aside.ts";
import { isLabel, says } from "./said.ts";
import type { Surroundings } from "./surroundings.ts";
import { decode } from "./token.ts";
import { type Asked, answered, chooseOption, type Meaning, meaning, note, notKnown, ticksValue } from "./understand.ts";
import { chooseAside } from "./understand-aside.ts";
import { control } from "./understand-control.ts";
import { sayMenu } from "./understand-menu.ts";
import { WHO } from "./understand-who.ts";

const NOT_UNDERSTOOD: Meaning = { verdict: "not-understood", events: [{ type: "missed" }] };

/** What written words mean (R18): a choice on screen, a control, an answer. In own words everything else is the answer. */
export function understandWords(
  inbound: Extract<Inbound, { kind: "words" }>,
  conversation: Conversation,
  asked: Asked | undefined,
  around: Surroundings,
): Meaning {
  const said = inbound.words.trim();
  const covered = covering(conversation.aside);
  if (covered) {
    const chosen = sayAside(said, covered, conversation, asked, around, inbound);
    if (chosen) return chosen;
  }
  const named = sayLabel(said, conversation, asked, around, inbound);
  if (named) return named;
  const which = CONTROLS.find((it) => says(said, it, around, `controls.${it}`));
  if (which) return control(which, conversation, asked, around, inbound);
  if (says(said, "who", around, "who.title")) return meaning(WHO);
  if (says(said, "data", around, "data.title")) return meaning(DATA);
  // what else is asked just now is not the question behind it; "Mener du …?" is about that question
  if (covered && covered.kind !== "did-you-mean" && covered.kind !== "menu") return NOT_UNDERSTOOD;
  const answer = asked ? sayAnswer(said, conversation, asked, around, inbound) : sayMenu(said, conversation, around);
  return answer ?? NOT_UNDERSTOOD;
}

/** A button on screen means what it says, also when its words are said for something else elsewhere. */
function sayLabel(
  said: string,
  conversation: Conversation,
  asked: Asked | undefined,
  around: Surroundings,
  inbound: Inbound,
): Meaning | undefined {
  if (
    !asked ||
    covering(conversation.aside) ||
    CONTROLS.some((it) => isLabel(said, common(`controls.${it}`), around))
  ) {
    return undefined;
  }
  const found = asked.options.list.filter((it) => isLabel(said, it.label, around));
  return found.length === 1 ? chooseOption(conversation, asked, found[0] as Option, inbound) : undefined;
}

function sayAside(
  said: string,
  aside: Covering,
  conversation: Conversation,
  asked: Asked | undefined,
  around: Surroundings,
  inbound: Inbound,
): Meaning | undefined {
  const candidates = presentAside(conversation, aside, around).choices.flatMap((choice, i): Candidate<string>[] => {
    const token = decode(conversation.id, choice.token);
    if (token?.kind !== "aside") return [];
    const emoji = choice.picture && around.emoji(choice.picture.name);
    return [{ value: token.choice, label: choice.label, also: [common(`also.${token.choice}`)], number: i + 1, emoji }];
  });
  const found = match(said, candidates, around.words);
  return found && "sure" in found ? chooseAside(found.sure, conversation, asked, around, inbound) : undefined;
}

function sayAnswer(
  said: string,
  conversation: Conversation,
  asked: Asked,
  around: Surroundings,
  inbound: Inbound,
): Meaning | undefined {
  const { options, place } = asked;
  const candidates = candidatesOf(asked, around);
  if (says(said, "unknown", around, "choices.unknown")) return notKnown(asked, inbound);
  // what is in own words answers only a question that is on screen
  const own = options.own && !covering(conversation.aside);
  if (options.kind === "many") return saySeveral(said, own, asked, candidates, around, inbound);
  // "Ja" and "ok" go on where there is nothing else to say
  if (options.kind === "go-on") {
    const on = says(said, "yes", around) || says(said, "go-on", around) || match(said, candidates, around.words);
    return on ? meaning(answered(asked, { kind: "seen" }, inbound)) : undefined;
  }
  const date = own && place.ask.step.type === "date" ? dayIn(said, inbound.at, around.words.language) : undefined;
  if (date && isTooEarly(place, date)) return meaning(note("too-early"));
  if (date) return meaning(answered(asked, { kind: "date", date, said: "date" }, inbound));
  const found = match(said, candidates, around.words);
  if (found && "sure" in found) return chooseOption(conversation, asked, found.sure, inbound);
  if (isOwnName(said, asked, around)) return meaning(note("own-name"));
  if (own) return said === "" ? undefined : meaning(answered(asked, { kind: "words", words: said }, inbound));
  if (!found || place.ask.step.type === "intro") return undefined;
  const { value, label } = found.unsure;
  const doYouMean = { kind: "did-you-mean", value: value.value, label } as const;
  return { verdict: "not-understood", events: [{ type: "asked-aside", aside: doYouMean }] };
}

/** The name of someone made up must be another than the citizen's. */
function isOwnName(said: string, { place }: Asked, { profile }: Surroundings): boolean {
  const { step } = place.ask;
  return step.type === "tell" && step.unlike === "name" && normalize(said) === normalize(profile.name);
}

/** The options by their words; those without a number of their own are counted as they stand on the screen. */
function candidatesOf({ options, frame }: Asked, around: Surroundings): Candidate<Option>[] {
  const { shown } = pageOf(options, frame.page, around.profile.choicesAtATime);
  return options.list.map((option) => {
    const position = shown.indexOf(option);
    return {
      value: option,
      label: option.label,
      also: option.also,
      number: option.number ?? (position < 0 ? undefined : position + 1),
      emoji: option.picture === undefined ? undefined : around.emoji(option.picture),
    };
  });
}

function saySeveral(
  said: string,
  own: boolean,
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
  if (own && said !== "" && !(near && "sure" in near)) {
    return meaning(answered(asked, ticksValue(asked, { own: [said] }), inbound));
  }
  if (!near || "sure" in near) return undefined;
  const doYouMean = { kind: "did-you-mean", value: near.unsure.value.value, label: near.unsure.label } as const;
  return { verdict: "not-understood", events: [{ type: "asked-aside", aside: doYouMean }] };
}
