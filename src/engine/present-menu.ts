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

/** What of the menu is shown at a time (R7). */
export function menuPage(
  conversation: Conversation,
  page: number,
  around: Surroundings,
): { shown: readonly CompiledFlow[]; pages: number } {
  const all = menuOf(conversation, around);
  const size = around.profile.choicesAtATime;
  return { shown: all.slice(page * size, page * size + size), pages: Math.ceil(all.length / size) };
}

/** Nothing is running: the exercise that waits, or the menu. */
export function presentIdle(conversation: Conversation, around: Surroundings): Omit<Screen, "controls"> {
  const offer = conversation.offers[0];
  if (!offer) return presentMenu(conversation, 0, around);
  const compiled = around.library.get(offer.flow);
  const choice = (id: string, role: ScreenChoice["role"], label: string, picture: string): ScreenChoice => ({
    token: encode(conversation.id, { kind: "menu", choice: id }),
    label: common(label),
    role,
    picture: { name: picture },
  });
  const asked = common("menu.offer", { from: offer.from, title: titleOf(compiled) });
  const picture = { name: compiled.flow.picture, persona: around.profile.persona };
  return {
    bubbles: [...greeting(conversation, around), { text: asked, picture }],
    choices: [choice(offer.flow.id, "main", "choices.yes", "yes"), choice("page+0", "other", "intro.later", "pause")],
    layout: "list",
    input: "none",
  };
}

/** What can be started; what was sent and put off comes first. */
export function presentMenu(conversation: Conversation, page: number, around: Surroundings): Omit<Screen, "controls"> {
  const { shown, pages } = menuPage(conversation, page, around);
  const start = (choice: string) => encode(conversation.id, { kind: "menu", choice });
  const choices = shown.map(
    (it): ScreenChoice => ({
      token: start(it.flow.id),
      label: titleOf(it),
      role: "answer",
      picture: { name: it.flow.picture, persona: around.profile.persona },
    }),
  );
  if (pages > 1) {
    const next = (page + 1) % pages;
    choices.push({
      token: start(`page+${next}`),
      label: common("more-choices"),
      role: "other",
      picture: { name: "more" },
    });
  }
  const asked = { text: common("menu.ask"), picture: { name: "robot" } };
  return { bubbles: [...greeting(conversation, around), asked], choices, layout: "list", input: "none" };
}

/** R21: the first thing it says is what it is. */
function greeting(conversation: Conversation, { profile }: Surroundings): Bubble[] {
  if (conversation.sessions > 0) return [];
  return [{ text: common("menu.hello", { name: profile.name }) }, { text: common("menu.robot") }];
}
