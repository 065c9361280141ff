import { ALL, exercisesIn, INSIDE } from "../model/consent.ts";
import type { Aside, Conversation } from "../model/conversation.ts";
import type { Bubble, Line, Screen, ScreenChoice } from "../model/screen.ts";
import { common, type Text } from "../model/text.ts";
import { titleOf } from "./answer-text.ts";
import { type Seer, seersOf, seesSomething } from "./consent.ts";
import { CONSENT, type Surroundings } from "./surroundings.ts";

type Part = Omit<Screen, "controls">;
type Button = (id: string, role: ScreenChoice["role"], picture: string, label?: Text) => ScreenChoice;

/** Who may see what, each with a button that ends it or asks about it (R22). */
export function presentWho(conversation: Conversation, page: number, around: Surroundings, button: Button): Part {
  const seers = seersOf(conversation, around.profile);
  const lines = seers.map((it): Line => ({ label: it.consent.name, answer: seenBy(it, around) }));
  const size = around.profile.choicesAtATime;
  const picture = { name: "who-sees" };
  const bubbles: Bubble[] =
    lines.length > 0 ? [{ text: common("who.text"), lines, picture }] : [{ text: common("who.nobody"), picture }];
  const choices = seers.flatMap((it, i): ScreenChoice[] => {
    const { name } = it.consent;
    if (seesSomething(it)) return [button(`no-${i}`, "answer", "no", common("who.no", { name }))];
    return askable(around) ? [button(`yes-${i}`, "answer", "yes", common("who.yes", { name }))] : [];
  });
  const shown = choices.slice(page * size, page * size + size);
  const more = choices.length > size ? [button("more", "other", "more", common("more-choices"))] : [];
  const data = button("data", "other", "my-things", common("data.title"));
  return {
    bubbles,
    choices: [...shown, ...more, data, button("close", "main", "done")],
    layout: "list",
    input: "none",
  };
}

/** Somebody may see nothing any more; that can be taken back, or chosen piece by piece. */
export function presentNoMore(aside: Extract<Aside, { kind: "no-more" }>, around: Surroundings, button: Button): Part {
  const { name } = aside.before;
  return {
    bubbles: [{ text: common("who.no-more", { name }), picture: { name: "who-sees" } }],
    choices: [
      button("close", "main", "done"),
      button("undo", "other", "back"),
      ...(askable(around) ? [button("ask", "other", "choose", common("who.ask"))] : []),
    ],
    layout: "list",
    input: "none",
  };
}

/** There is an exercise that asks for consent. */
function askable({ library }: Surroundings): boolean {
  return library.latest(CONSENT) !== undefined;
}

/** What somebody may see, in words. Each outcome is asked about before it is sent, whoever it is. */
function seenBy(seer: Seer, { library }: Surroundings): Text {
  if (!seesSomething(seer)) return common("who.sees.nothing");
  const { kinds } = seer.consent;
  const all = kinds[ALL] ?? seer.sends;
  const titles = (wanted: boolean) =>
    exercisesIn(seer.consent).flatMap(([id, said]) => {
      const compiled = said === wanted ? library.latest(id) : undefined;
      return compiled ? [common("who.sees.exercise", { title: titleOf(compiled) })] : [];
    });
  const not = (list: readonly Text[]) => list.map((it) => common("who.sees.not", { it }));
  const inside = INSIDE.filter((it) => kinds[it] === false).map((it) => common(`who.sees.${it}`));
  const seen = all ? [common("who.sees.all"), ...not(titles(false))] : titles(true);
  return common("listed", { list: [...seen, ...not(inside)] });
}
