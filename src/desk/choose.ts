import { execute } from "../channels/teams/cards/kit.ts";
import { chooseCard } from "../channels/teams/cards/send.ts";
import { pageOf } from "../console/paging.ts";
import type { CompiledFlow } from "../flow/library.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import type { Answered, Doing } from "./parts.ts";
import { titled } from "./titled.ts";

/** Exercises on a card. */
const FLOWS = 8;

/** Which of some exercises: a card that takes the place of the one before. */
export function chooseFrom(
  doing: Doing,
  { id: citizen, name }: OwnCitizen,
  flows: readonly CompiledFlow[],
  asks: {
    readonly page: number;
    /** where its pages lead */
    readonly verb: "send" | "guide";
    readonly title: string;
    /** besides how long it takes; undefined: nothing */
    readonly about: (compiled: CompiledFlow) => string | undefined;
    /** what choosing one does, and what goes along */
    readonly then: { readonly verb: "send-set" | "guide-card"; readonly weekly?: boolean };
  },
): Answered {
  const { look } = doing;
  const { shown, page, pages } = pageOf(titled(doing, flows), asks.page, FLOWS);
  const lines = shown.map(({ compiled, title }) => {
    const [from, to] = compiled.flow.guide.minutes;
    const said = [look.staff("send.minutes", { from, to }), asks.about(compiled)];
    const about = said.filter((it) => it !== undefined).join(". ");
    return { id: compiled.flow.id, title, picture: compiled.flow.picture, about };
  });
  const { verb, ...carry } = asks.then;
  const next = (flow: string) =>
    execute(lines.find(({ id }) => id === flow)?.title ?? flow, verb, { citizen, flow, ...carry }, { inputs: "none" });
  const { title } = asks;
  return {
    card: chooseCard(look, { citizen, name, flows: lines, page, pages, verb: asks.verb, title, next }),
    replaces: true,
  };
}
