import type { Aside, Conversation } from "../model/conversation.ts";
import type { Beginning } from "../model/inbound.ts";
import { CALLED, noMore, RECEIVER, type Seer, seersOf, seesSomething } from "./consent.ts";
import { DATA } from "./data.ts";
import { CONSENT, type Surroundings } from "./surroundings.ts";
import { begin, type Meaning, meaning } from "./understand.ts";

/** Shows who may see what, over whatever is on screen. */
export const WHO = { type: "asked-aside", aside: { kind: "who", page: 0 } } as const;

/** What a button means beside the names of those who may see something; undefined when there is no such button. */
export function chooseWho(
  choice: string,
  aside: Extract<Aside, { kind: "who" }>,
  conversation: Conversation,
  around: Surroundings,
): Meaning | undefined {
  if (choice === "close") return meaning({ type: "closed-aside" });
  if (choice === "data") return meaning(DATA);
  const seers = seersOf(conversation, around.profile);
  if (choice === "more") {
    const pages = Math.ceil(seers.length / around.profile.choicesAtATime);
    return meaning({ type: "asked-aside", aside: { kind: "who", page: (aside.page + 1) % pages } });
  }
  const [, which, index] = /^(no|yes)-(\d+)$/.exec(choice) ?? [];
  const seer = seers[Number(index)];
  if (!seer || seesSomething(seer) !== (which === "no")) return undefined;
  const { receiver, consent } = seer;
  if (which === "yes") return ask(seer, conversation, around);
  const ended: Aside = { kind: "no-more", receiver, before: consent };
  return meaning({ type: "consented", receiver, consent: noMore(seer) }, { type: "asked-aside", aside: ended });
}

/** What a button means after somebody was told no. */
export function chooseNoMore(
  choice: string,
  { receiver, before }: Extract<Aside, { kind: "no-more" }>,
  conversation: Conversation,
  around: Surroundings,
): Meaning | undefined {
  switch (choice) {
    case "close":
      return meaning({ type: "closed-aside" });
    case "undo":
      return meaning({ type: "consented", receiver, consent: before }, WHO);
    case "ask":
      return ask({ receiver, consent: before }, conversation, around);
    default:
      return undefined;
  }
}

/** The exercise that asks about each kind. */
function ask(
  { receiver, consent }: Pick<Seer, "receiver" | "consent">,
  conversation: Conversation,
  around: Surroundings,
): Meaning | undefined {
  const compiled = around.library.latest(CONSENT);
  if (!compiled) return undefined;
  const params = { [RECEIVER]: receiver, [CALLED]: consent.name };
  const beginning: Beginning = { flow: compiled.ref, params, audience: [] };
  return begin(conversation, beginning, around);
}
