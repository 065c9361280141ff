import { type Aside, type Conversation, MENU_GROUPS } from "../model/conversation.ts";
import { titleOf } from "./answer-text.ts";
import { covering } from "./aside.ts";
import { type Candidate, match } from "./match.ts";
import { dueNow, menuOf, menuPage } from "./menu.ts";
import { says } from "./said.ts";
import type { Surroundings } from "./surroundings.ts";
import { thingAt } from "./things.ts";
import { begin, beginningOf, type Meaning, meaning, nothing, oldButton } from "./understand.ts";

/** What a button of the menu does: another page or part of it, a thing that is kept, or an exercise. */
export function tapMenu(choice: string, conversation: Conversation, around: Surroundings): Meaning {
  const [, kind, what, count] = /^(?:(page|group|thing|who)\+)(?:([a-z0-9-]+)\+)?(\d+)$/.exec(choice) ?? [];
  if (kind) {
    const aside = menuAside(kind, what, Number(count));
    const there = aside && conversation.frames.length === 0 && isThere(aside, conversation, around);
    return there ? meaning({ type: "asked-aside", aside }) : oldButton(conversation);
  }
  if (conversation.frames.at(-1)?.flow.id === choice) return nothing("duplicate");
  const beginning = mayBegin(conversation, choice, around) && beginningOf(conversation, choice, around);
  return beginning ? begin(conversation, beginning, around) : oldButton(conversation);
}

type MenuAside = Extract<Aside, { kind: "menu" | "thing" | "who" }>;

function menuAside(kind: string, what: string | undefined, count: number): MenuAside | undefined {
  if (kind === "thing") return what === undefined ? undefined : { kind: "thing", flow: what, version: count };
  if (kind === "who") return { kind: "who", page: count };
  if (kind === "page") return { kind: "menu", page: count };
  const group = MENU_GROUPS.find((it) => it === what);
  return group && { kind: "menu", page: count, group };
}

function isThere(aside: MenuAside, conversation: Conversation, around: Surroundings): boolean {
  if (aside.kind === "thing") return thingAt(conversation, aside) !== undefined;
  if (aside.kind === "who") return aside.page === 0;
  return aside.page < menuPage(conversation, aside, around).pages;
}

/** An old button for an exercise that is no longer sent begins none. */
function mayBegin(conversation: Conversation, flow: string, around: Surroundings): boolean {
  const { aside } = conversation;
  const suggested = aside?.kind === "ended" && aside.next === flow;
  return suggested || menuOf(conversation, around).some((it) => it.flow.id === flow);
}

/** What words mean where nothing runs: yes or no to what is offered, a button of the menu, or any exercise by its name. */
export function sayMenu(said: string, conversation: Conversation, around: Surroundings): Meaning | undefined {
  const open = covering(conversation.aside) !== null;
  const offer = open ? undefined : (conversation.offers[0]?.flow.id ?? dueNow(conversation, around)[0]?.flow.id);
  const accepted = offer && says(said, "yes", around, "choices.yes") ? offer : undefined;
  if (offer && says(said, "no", around, "choices.no")) {
    return meaning({ type: "asked-aside", aside: { kind: "menu", page: 0 } });
  }
  const choice = accepted ?? namedInMenu(said, offer !== undefined, conversation, around);
  return choice === undefined ? undefined : tapMenu(choice, conversation, around);
}

/** A button of the menu by its words or by where it stands, or any exercise by its name. */
function namedInMenu(
  said: string,
  offered: boolean,
  conversation: Conversation,
  around: Surroundings,
): string | undefined {
  const { aside } = conversation;
  const at = aside?.kind === "menu" ? aside : { page: 0 };
  const shown = offered ? [] : menuPage(conversation, at, around).shown;
  const buttons = shown.map((it, i): Candidate<string> => ({ value: it.choice, label: it.label, number: i + 1 }));
  const others = menuOf(conversation, around)
    .filter((it) => !shown.some((item) => item.choice === it.flow.id))
    .map((it): Candidate<string> => ({ value: it.flow.id, label: titleOf(it) }));
  const found = match(said, [...buttons, ...others], around.words);
  return found && ("sure" in found ? found.sure : found.unsure.value);
}
