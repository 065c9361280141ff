import type { Aside, Conversation, ConversationEvent } from "../model/conversation.ts";
import type { Inbound } from "../model/inbound.ts";
import { chooseCrisis } from "./crisis.ts";
import { chooseData } from "./data.ts";
import { changeable } from "./present-aside.ts";
import type { Surroundings } from "./surroundings.ts";
import { thingAt } from "./things.ts";
import { type Asked, answered, began, type Meaning, meaning, nothing, stop } from "./understand.ts";
import { chooseNoMore, chooseWho } from "./understand-who.ts";

const CLOSE: ConversationEvent = { type: "closed-aside" };
const PAUSED: ConversationEvent = { type: "asked-aside", aside: { kind: "paused" } };

/** What a choice means at the aside on screen; undefined when it has no such choice. */
export function chooseAside(
  choice: string,
  conversation: Conversation,
  asked: Asked | undefined,
  around: Surroundings,
  inbound: Inbound,
): Meaning | undefined {
  const aside = conversation.aside as Aside;
  const no = choice === "no" ? meaning(CLOSE) : undefined;
  switch (aside.kind) {
    case "paused":
    case "stopped":
      if (choice === "go-on") return meaning(CLOSE);
      if (choice === "stop") return stop(asked);
      return choice === "menu" ? chooseAnother(conversation) : undefined;
    case "did-you-mean":
      // a wrong guess is a miss (R18)
      if (choice === "no") return meaning(CLOSE, { type: "missed" });
      if (choice !== "yes" || !asked) return undefined;
      if (asked.options.kind === "many" && aside.value.kind === "choice") {
        return meaning({ type: "ticked", choice: aside.value.id, on: true });
      }
      return meaning(answered(asked, aside.value, inbound));
    case "change":
      if (choice !== "yes") return no;
      return meaning({ type: "changed", path: aside.path, value: aside.value, by: inbound.by ?? "citizen" });
    case "switch":
      return choice === "yes" ? meaning(began(aside.begin, conversation, around)) : no;
    case "change-which": {
      if (choice === "nothing") return meaning(CLOSE);
      const paths = changeable(conversation, around);
      const pages = Math.ceil(paths.length / around.profile.choicesAtATime);
      const page = (aside.page + 1) % Math.max(pages, 1);
      if (choice === "more") return meaning({ type: "asked-aside", aside: { kind: "change-which", page } });
      const path = paths[Number(/^path-(\d+)$/.exec(choice)?.[1] ?? Number.NaN)];
      return path === undefined ? undefined : meaning({ type: "reopened", path });
    }
    case "ended":
      // an exercise that was interrupted is taken up again in words, not by surprise (R15)
      if (choice !== "close") return undefined;
      return meaning(asked ? PAUSED : CLOSE);
    case "thing":
      if (choice === "close") return meaning(CLOSE);
      if (choice !== "older" || !thingAt(conversation, { ...aside, version: aside.version + 1 })) return undefined;
      return meaning({ type: "asked-aside", aside: { ...aside, version: aside.version + 1 } });
    case "crisis":
      return chooseCrisis(choice, aside, conversation.alert, around);
    case "who":
      return chooseWho(choice, aside, conversation, around);
    case "data":
      return chooseData(choice, aside);
    case "no-more":
      return chooseNoMore(choice, aside, conversation, around);
    case "menu":
    case "note":
      return nothing("stale");
  }
}

/** Leaves the stopped session for the menu; one that it interrupted is named first, not shown by surprise (R15). */
function chooseAnother(conversation: Conversation): Meaning {
  const { length } = conversation.frames;
  if (length === 0) return meaning(CLOSE);
  return length === 1 ? meaning({ type: "left" }) : meaning({ type: "left" }, PAUSED);
}
