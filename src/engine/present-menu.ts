import type { CompiledFlow } from "../flow/library.ts";
import type { Conversation } from "../model/conversation.ts";
import type { Bubble, Screen, ScreenChoice } from "../model/screen.ts";
import { common } from "../model/text.ts";
import { titleOf } from "./answer-text.ts";
import type { Surroundings } from "./surroundings.ts";
import { encode } from "./token.ts";

/** The exercises a citizen can start: those sent to them first, then those for use alone. */
export function menuOf(conversation: Conversation, around: Surroundings): CompiledFlow[] {
  const sent = conversation.offers.map((offer) => around.library.get(offer.flow));
  const offered = sent.filter((it, i) => sent.findIndex((other) => other.flow.id === it.flow.id) === i);
  const alone = around.library.all().filter((it) => it.flow.guide.alone && it.flow.report !== false);
  return [...offered, ...alone.filter((it) => !offered.some((other) => other.flow.id === it.flow.id))];
}

/** Nothing is running: what waits, and what can be started. */
export function presentMenu(conversation: Conversation, page: number, around: Surroundings): Omit<Screen, "controls"> {
  const all = menuOf(conversation, around);
  const size = around.profile.choicesAtATime;
  const shown = all.length > size ? all.slice(page * size, page * size + size) : all;
  const start = (choice: string) => encode(conversation.id, { kind: "menu", choice });
  const choices = shown.map(
    (it): ScreenChoice => ({
      token: start(it.flow.id),
      label: titleOf(it),
      role: "answer",
      picture: { name: it.flow.picture, persona: around.profile.persona },
    }),
  );
  if (all.length > size) {
    const next = (page + 1) % Math.ceil(all.length / size);
    choices.push({
      token: start(`page+${next}`),
      label: common("more-choices"),
      role: "other",
      picture: { name: "more" },
    });
  }
  return { bubbles: greeting(conversation, around), choices, layout: "list", input: "none" };
}

function greeting(conversation: Conversation, around: Surroundings): Bubble[] {
  const values = { name: around.profile.name };
  const offer = conversation.offers[0];
  const asked: Bubble = offer
    ? { text: common("menu.offer", { from: offer.from, title: titleOf(around.library.get(offer.flow)) }) }
    : { text: common("menu.ask") };
  // R21: the first thing it says is what it is
  if (conversation.sessions > 0) return [{ ...asked, picture: { name: "robot" } }];
  return [{ text: common("menu.hello", values), picture: { name: "robot" } }, { text: common("menu.robot") }, asked];
}
