import type { CompiledFlow } from "../flow/library.ts";
import type { Conversation, Frame, Profile } from "../model/conversation.ts";
import { type Bubble, CONTROLS, type Screen } from "../model/screen.ts";
import { common } from "../model/text.ts";
import { answerText, flowText, stepText, valuesFor } from "./answer-text.ts";
import { covering } from "./aside.ts";
import { choicesOf, keptAt, OFFER_PERSON_AFTER } from "./choices.ts";
import { type Place, placeOf } from "./frame.ts";
import { linesOf, partOf } from "./lines.ts";
import { linksOf } from "./links.ts";
import { optionsOf } from "./options.ts";
import { presentAside } from "./present-aside.ts";
import { presentIdle } from "./present-menu.ts";
import { progressOf } from "./progress.ts";
import { sheetPicture } from "./sheet.ts";
import { pictureOf, sheetGiven } from "./step-picture.ts";
import type { Surroundings } from "./surroundings.ts";
import { encode } from "./token.ts";

/** What the citizen sees: a pure function of the conversation. */
export function present(conversation: Conversation, around: Surroundings): Screen {
  const { aside, turnedAt } = conversation;
  const frame = conversation.frames.at(-1);
  const covered = covering(aside);
  const own = covered
    ? presentAside(conversation, covered, around)
    : frame
      ? presentFrame(conversation, frame, around)
      : presentIdle(conversation, around);
  const noted: Bubble[] = aside?.kind === "note" ? [{ text: common(`notes.${aside.note}`) }] : [];
  const missed: Bubble[] = frame?.misses ? [{ text: common(frame.misses === 1 ? "missed.once" : "missed.again") }] : [];
  const controls = CONTROLS.map((control) => ({
    control,
    token: encode(conversation.id, { kind: "control", revision: turnedAt, control }),
  }));
  return { ...own, bubbles: [...noted, ...missed, ...own.bubbles], controls };
}

function presentFrame(conversation: Conversation, frame: Frame, around: Surroundings): Omit<Screen, "controls"> {
  const compiled = around.library.get(frame.flow);
  const place = placeOf(compiled, frame) as Place;
  const now = conversation.activeAt ?? frame.startedAt;
  const options = optionsOf(compiled, place, { now, name: around.profile.name, audience: frame.audience.length });
  const bubbles = bubblesOf(compiled, frame, place, conversation.kept, around);
  if (frame.plainer >= OFFER_PERSON_AFTER) bubbles.push({ text: common("offer-person") });
  const links = linksOf(compiled, place);
  return {
    bubbles,
    ...(links.length > 0 ? { links } : {}),
    choices: choicesOf(conversation, frame, place, options, around.profile),
    layout: options.layout,
    input: !options.own ? "none" : options.list.length > 0 ? "own" : "words",
    progress: progressOf(compiled, frame),
  };
}

function bubblesOf(
  compiled: CompiledFlow,
  frame: Frame,
  place: Place,
  kept: Conversation["kept"],
  around: Surroundings,
): Bubble[] {
  const { ask, context } = place;
  const { profile } = around;
  switch (ask.step.type) {
    case "intro":
      return introBubbles(compiled, frame);
    case "review":
    case "summary":
      return summaryBubbles(compiled, frame, place, profile);
    case "release": {
      const names = { names: frame.audience.map((person) => person.name) };
      const picture = sheetPicture(compiled, context, sheetGiven(frame, profile)) ?? { name: "send" };
      const lines = linesOf(compiled, context.answers, { ...context, drawn: frame.drawn });
      if (frame.audience.length === 0) return [{ text: common("release.nobody"), lines, picture }];
      const ask = common(frame.plainer > 0 ? "release.plain" : "release.ask", names);
      const shown = common(lines.length > 0 ? "release.shown" : "release.nothing", names);
      return [{ text: shown, lines, picture }, { text: ask }];
    }
    default: {
      const key = frame.plainer > 0 ? "plain" : "text";
      const card = frame.drawn.find(([path]) => path === place.path)?.[1];
      const values = valuesFor(compiled, ask, key, context, { card, language: profile.language });
      const before = keptAt(frame, place);
      const bubble = { text: stepText(compiled, ask, key, values), ...pictureOf(compiled, frame, place, kept, around) };
      // without an introduction the first question says who sees the answer (R9)
      const first = compiled.flow.brief === "tap" && context.answers.length === 0;
      if (!before) return first ? [seenBy(compiled, frame), bubble] : [bubble];
      return [bubble, { text: common("kept", { answer: answerText(compiled, before[0], before[1], context) }) }];
    }
  }
}

function introBubbles(compiled: CompiledFlow, frame: Frame): Bubble[] {
  const [from, to] = compiled.flow.guide.minutes;
  const reads = compiled.flow.brief === "reading";
  return [
    {
      text: frame.plainer > 0 ? common(reads ? "intro.plain-reading" : "intro.plain") : flowText(compiled, "aim"),
      picture: { name: compiled.flow.picture, persona: frame.persona },
    },
    { text: common(from === to ? "intro.minutes" : "intro.minutes-range", { from, to }) },
    seenBy(compiled, frame),
  ];
}

function seenBy(compiled: CompiledFlow, frame: Frame): Bubble {
  const names = frame.audience.map((person) => person.name);
  if (compiled.flow.anonymous) return { text: common("intro.seen-by-nobody") };
  if (compiled.flow.consents) return { text: common("intro.seen-by-consent") };
  if (compiled.flow.brief === "reading") return { text: common("intro.seen-by-reading") };
  return { text: names.length > 0 ? common("intro.seen-by", { names }) : common("intro.seen-by-none") };
}

function summaryBubbles(compiled: CompiledFlow, frame: Frame, place: Place, profile: Profile): Bubble[] {
  const answers = partOf(compiled, place);
  const lines = linesOf(compiled, answers, { ...place.context, drawn: frame.drawn });
  const given = sheetGiven(frame, profile);
  const sheet = place.ask.step.type === "review" ? sheetPicture(compiled, place.context, given) : undefined;
  const picture = sheet ?? { name: "summary" };
  const plain = frame.plainer > 0;
  if (lines.length === 0) return [{ text: common(plain ? "review.nothing-plain" : "review.nothing"), picture }];
  return [{ text: common("review.text"), lines, picture }, { text: common(plain ? "review.plain" : "review.ask") }];
}
