import type { Conversation } from "../model/conversation.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Control } from "../model/screen.ts";
import { answersOf } from "./frame.ts";
import { CRAVING, HUMAN, type Surroundings } from "./surroundings.ts";
import { type Asked, began, type Meaning, meaning, note, nothing, skip } from "./understand.ts";

/** What a control does: the same at every step of every flow (R12-R16). */
export function control(
  which: Control,
  conversation: Conversation,
  asked: Asked | undefined,
  around: Surroundings,
  inbound: Inbound,
): Meaning {
  const { aside } = conversation;
  const covered = aside !== null && aside.kind !== "note";
  switch (which) {
    case "repeat":
      return meaning({ type: "repeated" });
    case "pause":
      return aside?.kind === "paused"
        ? nothing("duplicate")
        : meaning({ type: "asked-aside", aside: { kind: "paused" } });
    case "stop":
      if (aside?.kind === "stopped") return nothing("duplicate");
      if (asked?.compiled.flow.report === false) return meaning({ type: "left" });
      return meaning({ type: "stopped" });
    case "craving":
      return interrupt(CRAVING, asked, around);
    case "human":
      return interrupt(HUMAN, asked, around);
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

/** Help comes on top of everything and returns to the same place (R16). Asked for again, it is shown again. */
function interrupt(flow: string, asked: Asked | undefined, around: Surroundings): Meaning {
  if (asked?.compiled.flow.id === flow) return meaning({ type: "repeated" });
  const compiled = around.library.latest(flow);
  if (!compiled) return meaning({ type: "repeated" });
  return { verdict: "interrupted", events: [began({ flow: compiled.ref, params: {}, audience: [] }, around)] };
}
