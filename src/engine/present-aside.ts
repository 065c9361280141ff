import type { Ask } from "../flow/expand.ts";
import { nameOf } from "../flow/place.ts";
import type { Answered, Aside, Conversation, Frame } from "../model/conversation.ts";
import type { Bubble, Screen, ScreenChoice } from "../model/screen.ts";
import { common } from "../model/text.ts";
import { answerText, titleOf } from "./answer-text.ts";
import type { Covering } from "./aside.ts";
import { presentCrisis } from "./crisis.ts";
import { presentData } from "./data.ts";
import { answersOf, contextOf } from "./frame.ts";
import { hasShort, labelOf } from "./lines.ts";
import { presentMenu } from "./present-menu.ts";
import { presentNoMore, presentWho } from "./present-who.ts";
import { progressOf } from "./progress.ts";
import type { Surroundings } from "./surroundings.ts";
import { thingAt, thingBubbles } from "./things.ts";
import { encode } from "./token.ts";

type Part = Omit<Screen, "controls">;

/** What is asked instead of the flow's own question. */
export function presentAside(conversation: Conversation, aside: Covering, around: Surroundings): Part {
  const frame = conversation.frames.at(-1);
  const choice = (id: string, role: ScreenChoice["role"], picture: string, label = common(`choices.${id}`)) => ({
    token: encode(conversation.id, { kind: "aside", revision: conversation.asideAt, choice: id }),
    label,
    role,
    picture: { name: picture },
  });
  const part = (bubbles: Bubble[], choices: ScreenChoice[]): Part => ({
    bubbles,
    choices,
    layout: "list",
    input: "none",
  });
  const yesNo = [choice("yes", "answer", "yes"), choice("no", "answer", "no")];
  switch (aside.kind) {
    case "menu":
      return presentMenu(conversation, aside, around);
    case "thing": {
      const kept = thingAt(conversation, aside);
      const older = thingAt(conversation, { ...aside, version: aside.version + 1 });
      return part(kept ? thingBubbles(kept, aside.version, around) : [{ text: common("notes.old-button") }], [
        choice("close", "main", "done"),
        ...(older ? [choice("older", "other", "back")] : []),
      ]);
    }
    case "paused":
      return part(
        pausedBubbles(frame, around),
        frame
          ? [choice("go-on", "main", "continue"), choice("stop", "other", "stop")]
          : [choice("menu", "main", "start")],
      );
    case "stopped":
      return part(
        [{ text: common(frame ? "stopped.kept" : "stopped.nothing"), picture: { name: "stop" } }],
        [...(frame ? [choice("go-on", "answer", "continue")] : []), choice("menu", "answer", "start")],
      );
    case "did-you-mean":
      return part([{ text: common("did-you-mean", { label: aside.label }), picture: { name: "plainer" } }], yesNo);
    case "switch": {
      const to = titleOf(around.library.get(aside.begin.flow));
      return part([{ text: common("switch", { to }), picture: { name: "start" } }], yesNo);
    }
    case "change": {
      const current = frame as Frame;
      const compiled = around.library.get(current.flow);
      const context = contextOf(current);
      const old = answersOf(current).find(([path]) => path === aside.path) as Answered;
      const about = common("change.about", { label: labelOf(compiled, aside.path, context) });
      const lines = [
        { label: common("change.before"), answer: answerText(compiled, old[0], old[1], context) },
        { label: common("change.now"), answer: answerText(compiled, aside.path, aside.value, context) },
      ];
      return part([{ text: about, lines, picture: { name: "edit" } }, { text: common("change.ask") }], yesNo);
    }
    case "change-which": {
      const compiled = around.library.get((frame as Frame).flow);
      const paths = changeable(conversation, around);
      const size = around.profile.choicesAtATime;
      const shown = paths.slice(aside.page * size, aside.page * size + size);
      const choices = shown.map((path) =>
        choice(`path-${paths.indexOf(path)}`, "answer", "edit", labelOf(compiled, path, contextOf(frame as Frame))),
      );
      if (paths.length > size) choices.push(choice("more", "other", "more", common("more-choices")));
      return part(
        [{ text: common("change.which"), picture: { name: "edit" } }],
        [...choices, choice("nothing", "other", "back")],
      );
    }
    case "crisis":
      return presentCrisis(aside, conversation.alert, around, choice);
    case "who":
      return presentWho(conversation, aside.page, around, choice);
    case "data":
      return presentData(aside, choice);
    case "no-more":
      return presentNoMore(aside, around, choice);
    case "ended":
      return part(endedBubbles(aside, around), endedChoices(conversation, aside, around, choice));
  }
}

/** The answers that can be changed from a summary, in order. */
export function changeable(conversation: Conversation, around: Surroundings): readonly string[] {
  const frame = conversation.frames.at(-1) as Frame;
  const compiled = around.library.get(frame.flow);
  return answersOf(frame)
    .map(([path]) => path)
    .filter((path) => hasShort(compiled.asks.get(nameOf(path)) as Ask));
}

function pausedBubbles(frame: Frame | undefined, around: Surroundings): Bubble[] {
  if (!frame) return [{ text: common("paused.nothing"), picture: { name: "pause" } }];
  const compiled = around.library.get(frame.flow);
  const values = { ...progressOf(compiled, frame), title: titleOf(compiled) };
  return [{ text: common("paused.kept"), picture: { name: "pause" } }, { text: common("paused.ask", values) }];
}

function endedBubbles(aside: Extract<Aside, { kind: "ended" }>, around: Surroundings): Bubble[] {
  const { flow } = around.library.get(aside.flow);
  const again = flow.keep === undefined ? [] : [{ text: common("ended.find-again") }];
  if (flow.brief === "reading") {
    return [
      { text: common(flow.keep === undefined ? "ended.read" : "ended.seen"), picture: { name: "done" } },
      ...again,
    ];
  }
  if (flow.consents)
    return [{ text: common("ended.consent"), picture: { name: "done" } }, { text: common("who.find") }];
  if (flow.anonymous) return [{ text: common("ended.anonymous"), picture: { name: "done" } }];
  const names = aside.told.map((person) => person.name);
  const told = names.length > 0 ? common("ended.told", { names }) : common("ended.private");
  const thanks = [{ text: common("ended.thanks"), picture: { name: "done" } }, { text: told }, ...again];
  const next = aside.next === undefined ? undefined : around.library.latest(aside.next);
  // what only staff may start is named, not offered
  if (!next || next.flow.guide.alone) return thanks;
  return [...thanks, { text: common("ended.next-with-staff", { title: titleOf(next) }) }];
}

function endedChoices(
  conversation: Conversation,
  aside: Extract<Aside, { kind: "ended" }>,
  around: Surroundings,
  choice: (id: string, role: ScreenChoice["role"], picture: string) => ScreenChoice,
): ScreenChoice[] {
  const next = aside.next === undefined ? undefined : around.library.latest(aside.next);
  const done = choice("close", "main", "done");
  if (!next?.flow.guide.alone || conversation.frames.length > 0) return [done];
  const token = encode(conversation.id, { kind: "menu", choice: next.flow.id });
  return [done, { token, label: titleOf(next), role: "other", picture: { name: next.flow.picture } }];
}
