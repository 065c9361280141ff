import type { Conversation, ConversationEvent, Frame } from "../model/conversation.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Control } from "../model/screen.ts";
import { covering } from "./aside.ts";
import { answersOf } from "./frame.ts";
import { CRAVING, HUMAN, type Surroundings } from "./surroundings.ts";
import { type Asked, began, type Meaning, meaning, note, nothing, skip, stop } from "./understand.ts";

/** What a control does: the same at every step of every flow (R12-R16). */
export function control(
  which: Control,
  conversation: Conversation,
  asked: Asked | undefined,
  around: Surroundings,
  inbound: Inbound,
): Meaning {
  const { aside } = conversation;
  const covered = covering(aside) !== null;
  switch (which) {
    case "repeat":
      return meaning({ type: "repeated" });
    case "pause":
      return aside?.kind === "paused"
        ? nothing("duplicate")
        : meaning({ type: "asked-aside", aside: { kind: "paused" } });
    case "stop":
      if (aside?.kind === "stopped") return nothing("duplicate");
      return stop(asked);
    case "craving":
      return interrupt(CRAVING, conversation, around);
    case "human":
      return interrupt(HUMAN, conversation, around);
    case "back":
      if (covered) return meaning({ type: "closed-aside" });
      if (!asked) return meaning({ type: "repeated" });
      if (answersOf(asked.frame).length > 0) return meaning({ type: "went-back" });
      return asked.compiled.flow.report === false ? meaning({ type: "left" }) : meaning(note("first"));
    case "plainer":
      return asked && !covered ? meaning({ type: "asked-plainer" }) : meaning({ type: "repeated" });
    case "skip":
      if (covered) return meaning({ type: "closed-aside" });
      return asked ? skip(asked, inbound) : meaning({ type: "repeated" });
  }
}

/**
 * Help comes on top of everything and returns to the same place (R16). Asked for again, it is shown again;
 * help that lies under other help comes up where it was.
 */
function interrupt(flow: string, conversation: Conversation, around: Surroundings): Meaning {
  const { frames } = conversation;
  const isHelp = (frame: Frame): boolean => around.library.get(frame.flow).flow.report === false;
  const helps = frames.slice(frames.findLastIndex((frame) => !isHelp(frame)) + 1);
  const above = helps.length - 1 - helps.findLastIndex((frame) => frame.flow.id === flow);
  if (above < helps.length) {
    const leave: ConversationEvent[] = Array.from({ length: above }, () => ({ type: "left" }));
    return above === 0 ? meaning({ type: "repeated" }) : { verdict: "interrupted", events: leave };
  }
  const compiled = around.library.latest(flow);
  if (!compiled) return meaning({ type: "repeated" });
  const audience = compiled.flow.release === undefined ? [] : around.profile.audience;
  return {
    verdict: "interrupted",
    events: [began({ flow: compiled.ref, params: {}, audience }, conversation, around)],
  };
}
