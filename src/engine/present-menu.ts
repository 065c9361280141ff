import type { Conversation, MenuGroup, Person } from "../model/conversation.ts";
import type { Offer } from "../model/inbound.ts";
import type { Bubble, Screen, ScreenChoice } from "../model/screen.ts";
import { common, type Text } from "../model/text.ts";
import { newsOf } from "./alert.ts";
import { titleOf } from "./answer-text.ts";
import { dueNow, GROUP_PICTURES, menuPage } from "./menu.ts";
import type { Surroundings } from "./surroundings.ts";
import { thingPicture } from "./things.ts";
import { encode } from "./token.ts";

type Part = Omit<Screen, "controls">;

/** Nothing is running: the exercise that was sent or waits, or the menu. */
export function presentIdle(conversation: Conversation, around: Surroundings): Part {
  const offer = conversation.offers[0];
  const compiled = offer ? around.library.get(offer.flow) : dueNow(conversation, around)[0];
  if (!compiled) return presentMenu(conversation, { page: 0 }, around);
  const choice = (id: string, role: ScreenChoice["role"], label: string, picture: string): ScreenChoice => ({
    token: encode(conversation.id, { kind: "menu", choice: id }),
    label: common(label),
    role,
    picture: { name: picture },
  });
  const title = titleOf(compiled);
  const kind = compiled.flow.brief === "reading" ? "-reading" : "";
  const text = offer ? offered(offer, title, kind) : common(`menu.due${kind}`, { title });
  const picture = { name: compiled.flow.picture, persona: around.profile.persona };
  return {
    bubbles: [...opening(conversation, around), { text, picture }],
    choices: [
      choice(compiled.flow.id, "main", "choices.yes", "yes"),
      choice("page+0", "other", "intro.later", "pause"),
    ],
    layout: "list",
    input: "none",
  };
}

/** Who asks, and before or after which talk. */
function offered({ from, talk }: Offer, title: Text, kind: string): Text {
  if (!talk) return common(`menu.offer${kind}`, { from, title });
  return common(`menu.offer-${talk.side}`, { from, title, day: { date: talk.day } });
}

/** What can be started; what was sent and put off comes first. */
export function presentMenu(
  conversation: Conversation,
  at: { readonly page: number; readonly group?: MenuGroup },
  around: Surroundings,
): Part {
  const { shown, pages } = menuPage(conversation, at, around);
  const button = (choice: string, label: ScreenChoice["label"], role: ScreenChoice["role"], name: string) => ({
    token: encode(conversation.id, { kind: "menu", choice }),
    label,
    role,
    picture: { name, persona: around.profile.persona },
  });
  const choices: ScreenChoice[] = shown.map((it) => button(it.choice, it.label, "answer", it.picture));
  if (pages > 1) {
    const next = (at.page + 1) % pages;
    const choice = at.group ? `group+${at.group}+${next}` : `page+${next}`;
    choices.push(button(choice, common("more-choices"), "other", "more"));
  }
  if (at.group) choices.push(button("page+0", common("menu.all"), "other", "back"));
  const asked = { text: common(at.group ? `menu.ask-in.${at.group}` : "menu.ask"), picture: pictureOf(at.group) };
  return { bubbles: [...opening(conversation, around), asked], choices, layout: "list", input: "none" };
}

/** A part of the menu keeps the picture of the button that led to it. */
function pictureOf(group: MenuGroup | undefined): { name: string } {
  return { name: group ? GROUP_PICTURES[group] : "robot" };
}

/** R21: the first thing it says is what it is; later, what is new. */
function opening(conversation: Conversation, around: Surroundings): Bubble[] {
  const { profile } = around;
  if (conversation.sessions === 0 && conversation.aside === null) {
    return [{ text: common("menu.hello", { name: profile.name }) }, { text: common("menu.robot") }];
  }
  return conversation.news.flatMap((it): Bubble[] => {
    if ("alert" in it) return [{ text: newsOf(it), picture: { name: "phone" } }];
    if ("words" in it) return written(it);
    const { flow, session } = it;
    const kept = conversation.kept[flow]?.find((one) => one.session === session);
    if (!kept?.signed) return [];
    const title = titleOf(around.library.get(kept.flow));
    const picture = thingPicture(kept, around);
    return [{ text: common("menu.signed", { name: kept.signed.by.name, title }), ...(picture ? { picture } : {}) }];
  });
}

/** R21: who wrote it is said before what was written. */
function written({ by, words }: { readonly by: Person; readonly words: string }): Bubble[] {
  return [
    { text: common("menu.written-by", { name: by.name }), picture: { name: "letter" } },
    { text: common("menu.written", { words }) },
  ];
}
