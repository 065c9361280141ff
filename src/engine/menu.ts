import type { CompiledFlow } from "../flow/library.ts";
import type { Conversation, Kept, MenuGroup } from "../model/conversation.ts";
import { MENU_GROUPS } from "../model/conversation.ts";
import { common, type Text } from "../model/text.ts";
import { titleOf } from "./answer-text.ts";
import { seersOf } from "./consent.ts";
import type { Surroundings } from "./surroundings.ts";

/** One button of the menu: an exercise, a part of the menu, or a thing that is kept. */
export interface MenuItem {
  /** what its token says: "parathed", "group+exercise+0", "thing+noedplan+0" */
  readonly choice: string;
  readonly label: Text;
  readonly picture: string;
}

export const GROUP_PICTURES: Readonly<Record<MenuGroup, string>> = {
  "check-in": "how-i-am",
  exercise: "exercises",
  information: "read",
  mine: "my-things",
};

/** Who may see what. */
const WHO_ITEM: MenuItem = { choice: "who+0", label: common("who.title"), picture: "who-sees" };

/** The exercises a citizen can start: those sent to them first, then those that wait, then those for use alone. */
export function menuOf(conversation: Conversation, around: Surroundings): CompiledFlow[] {
  const { library } = around;
  const sent = conversation.offers.map((offer) => library.get(offer.flow));
  const alone = library.all().filter((it) => isInMenu(it, conversation));
  const ordered = [...sent, ...dueNow(conversation, around), ...alone];
  return ordered.filter((it, i) => ordered.findIndex((other) => other.flow.id === it.flow.id) === i);
}

function isInMenu({ flow }: CompiledFlow, { kept }: Conversation): boolean {
  if (!flow.guide.alone || flow.report === false || flow.menu === false) return false;
  return flow.menu === undefined || kept[flow.menu.kept] !== undefined;
}

/** The exercises that wait for the citizen and may be shown now; one that is no longer there waits for nobody. */
export function dueNow({ waiting, activeAt }: Conversation, { library }: Surroundings): CompiledFlow[] {
  const due = waiting.filter((it) => activeAt !== null && it.due <= activeAt);
  return due.flatMap((it) => library.latest(it.flow) ?? []);
}

/** What the citizen keeps, the current one of each. */
export function thingsOf({ kept }: Conversation): readonly Kept[] {
  return Object.values(kept).flatMap((list) => list[0] ?? []);
}

/** All buttons of the menu or of one part of it, over all its pages. Few exercises need no parts. */
export function menuItems(
  conversation: Conversation,
  around: Surroundings,
  group: MenuGroup | undefined,
): readonly MenuItem[] {
  const flows = menuOf(conversation, around);
  const things = thingsOf(conversation).map((it): MenuItem => {
    const compiled = around.library.get(it.flow);
    return {
      choice: `thing+${it.flow.id}+0`,
      label: common("thing.see", { title: titleOf(compiled) }),
      picture: compiled.flow.picture,
    };
  });
  const inGroup = (it: MenuGroup) =>
    it === "mine" ? things : flows.filter((flow) => groupOf(flow) === it).map(flowItem);
  if (group) return inGroup(group);
  const who = seersOf(conversation, around.profile).length > 0 ? [WHO_ITEM] : [];
  if (flows.length + things.length + who.length <= around.profile.choicesAtATime) {
    return [...flows.map(flowItem), ...things, ...who];
  }
  const sent = conversation.offers.map((offer) => offer.flow.id);
  const groups = MENU_GROUPS.filter((it) => inGroup(it).length > 0);
  return [...flows.filter((it) => sent.includes(it.flow.id)).map(flowItem), ...groups.map(groupItem), ...who];
}

/** The part of the menu that an exercise is in, by the kind on its instruction card. */
function groupOf({ flow }: CompiledFlow): MenuGroup {
  const { kind } = flow.guide;
  return kind === "check-in" || kind === "information" ? kind : "exercise";
}

function flowItem(compiled: CompiledFlow): MenuItem {
  return { choice: compiled.flow.id, label: titleOf(compiled), picture: compiled.flow.picture };
}

function groupItem(group: MenuGroup): MenuItem {
  return { choice: `group+${group}+0`, label: common(`menu.groups.${group}`), picture: GROUP_PICTURES[group] };
}

/** What of the menu is shown at a time (R7). */
export function menuPage(
  conversation: Conversation,
  { page, group }: { readonly page: number; readonly group?: MenuGroup },
  around: Surroundings,
): { readonly shown: readonly MenuItem[]; readonly pages: number } {
  const all = menuItems(conversation, around, group);
  const size = around.profile.choicesAtATime;
  return { shown: all.slice(page * size, page * size + size), pages: Math.ceil(all.length / size) };
}
