import { randomInt } from "node:crypto";
import { dilemmaCard } from "../channels/teams/cards/group.ts";
import type { Told } from "../channels/teams/cards/look.ts";
import type { Dilemma } from "../channels/teams/cards/verbs.ts";
import type { Card } from "../channels/teams/parts.ts";
import { holdsCpr } from "../people/cpr.ts";
import { ownCitizens } from "../store/console-queries.ts";
import { leads } from "./leads.ts";
import type { Act, Doing } from "./parts.ts";

/** The cases there are, in the order in which they are drawn from wherever one begins. */
export const DILEMMAS = [
  ...["visit", "loan", "secret", "neighbour", "friend"],
  ...["party", "disagree", "late", "parents", "tired"],
] as const;
/** Letters of what was agreed. */
export const AGREED_MOST = 300;

/** As the reader sees it: who leads has buttons that the others have not. */
export const showDilemma: Act<Dilemma> = async (doing, { data }) => ({
  card: cardOf(doing, data, leads(doing)),
  replaces: true,
});

/** The next one; nothing comes twice before all have been there. */
export const drawDilemma: Act<{ readonly id?: string | undefined }> = async (doing, { data }) => {
  const at = (DILEMMAS as readonly string[]).indexOf(data.id ?? "");
  const next = at < 0 ? randomInt(DILEMMAS.length) : (at + 1) % DILEMMAS.length;
  return both(doing, { id: DILEMMAS[next] as string });
};

/** What was agreed stands on everybody's card, without anybody's name but that of who wrote it. */
export const agree: Act<Dilemma> = async (doing, { data, inputs }) => {
  const { look, staff } = doing;
  const typed = (inputs.agreed ?? "").replaceAll(/\s+/g, " ").trim().slice(0, AGREED_MOST);
  const problem = await problemOf(doing, typed);
  if (problem) return { card: cardOf(doing, data, true, { typed, told: { problem } }), replaces: true };
  const by = look.say("dilemma.by", { name: staff.name, when: look.when(doing.parts.now()) });
  return both(doing, { id: data.id, agreed: typed, by });
};

async function problemOf({ look, parts, actor }: Doing, typed: string): Promise<string | undefined> {
  if (typed === "") return look.say("dilemma.empty");
  const said = typed.toLocaleLowerCase("da");
  const words = new Set(said.split(/[^\p{L}\p{N}]+/u));
  const isNamed = (name: string) =>
    name
      .toLocaleLowerCase("da")
      .split(/\s+/)
      .some((it) => it.length > 1 && words.has(it));
  const named = (await ownCitizens(parts.database, actor.id)).some(({ name }) => isNamed(name));
  return holdsCpr(typed) || named ? look.say("dilemma.no-names") : undefined;
}

const both = (doing: Doing, dilemma: Dilemma) => ({
  card: cardOf(doing, dilemma, true),
  replaces: true,
  everyone: cardOf(doing, dilemma, false),
});

function cardOf(
  { look, parts, actor }: Doing,
  dilemma: Dilemma,
  leading: boolean,
  { typed, told = {} }: { readonly typed?: string; readonly told?: Told } = {},
): Card {
  const words = parts.translator.words(actor.language);
  const from = (key: string) => ({ from: "dilemmas", key: `cases.${dilemma.id}.${key}` });
  const view = {
    ...dilemma,
    title: words.say(from("title")),
    text: words.say(from("text")),
    ask: words.list(from("ask")),
    leads: leading,
    most: AGREED_MOST,
    typed,
  };
  return dilemmaCard(look, view, told);
}
