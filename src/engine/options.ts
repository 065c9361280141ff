import { lookUp } from "../flow/condition.ts";
import type { CompiledFlow } from "../flow/library.ts";
import { endsOf, keyOf, nameOf, saidIn } from "../flow/place.ts";
import { choicesFor } from "../flow/steps/common.ts";
import { face } from "../flow/steps/scale.ts";
import { common, type Text } from "../model/text.ts";
import type { Value } from "../model/value.ts";
import { choiceText, namedBefore, stepText } from "./answer-text.ts";
import { dayOf } from "./days.ts";
import type { Place } from "./frame.ts";

/** One thing that can be answered at a place: what a button says, what words mean it, what it is worth. */
export interface Option {
  readonly id: string;
  readonly label: Text | string;
  /** lists of other ways to say it */
  readonly also?: readonly Text[];
  readonly picture?: string;
  /** its number on a scale; others are counted as they stand on the screen */
  readonly number?: number;
  readonly value: Value;
}

/** How a place is answered: go on, one of several, any number of several, or in own words as well. */
export interface Options {
  readonly kind: "go-on" | "one" | "many" | "confirm";
  readonly list: readonly Option[];
  readonly own: boolean;
  readonly layout: "list" | "grid" | "scale";
}

const SEEN: Value = { kind: "seen" };

/**
 * What can be answered at a place.
 * @param now the day it is, for dates said with something known (R11)
 * @param name the citizen's name, for a signature by one tap
 * @param audience how many may be let see it; the citizen may have said no to all of them by now
 */
export function optionsOf(
  compiled: CompiledFlow,
  place: Place,
  given: { readonly now: string; readonly name: string; readonly audience: number },
): Options {
  const { ask, context } = place;
  const step = ask.step;
  const goOn = (key: string): Options => ({
    kind: "go-on",
    list: [{ id: "go-on", label: common(key), value: SEEN }],
    own: false,
    layout: "list",
  });
  const choice = (it: { id: string; picture: string; also?: Text }): Option => ({
    id: it.id,
    label: choiceText(compiled, ask, it.id, saidIn(context)),
    also: it.also ? [it.also] : alsoOf(compiled, place, it.id),
    picture: it.picture,
    value: { kind: "choice", id: it.id },
  });
  const round = context.rounds.at(-1);
  const item = round && keyOf(round);
  switch (step.type) {
    case "say":
    case "sheet":
      return goOn("go-on");
    case "intro":
      return goOn("intro.start");
    case "summary":
    case "review":
      return confirm("confirm", { yes: "yes", change: "edit" });
    case "release":
      if (given.audience === 0) {
        const list = [{ id: "keep", label: common("go-on"), value: { kind: "choice", id: "keep" } as const }];
        return { kind: "go-on", list, own: false, layout: "list" };
      }
      return confirm("release.choices", { send: "send", keep: "keep-private" });
    case "scale":
      return { kind: "one", list: scaleOptions(compiled, place), own: false, layout: "scale" };
    case "choose":
    case "pick": {
      const written = choicesFor(step.choices, item) ?? namedBefore(compiled, ask, saidIn(context));
      const list = written.map(choice);
      const kind = step.type === "pick" ? "many" : "one";
      return { kind, list, own: step.own === true, layout: list.length > 3 ? "grid" : "list" };
    }
    case "tell": {
      const list = choicesFor(step.suggestions, item)?.map(choice) ?? namesToTell(compiled, place);
      return { kind: "one", list, own: true, layout: "grid" };
    }
    case "date": {
      const list = step.markers.flatMap((marker): Option[] => {
        const date = dayOf(marker, given.now);
        if (isTooEarly(place, date)) return [];
        const label = common(`markers.${marker}`, { date: { date } });
        const also = [common(`also.${marker}`)];
        return [{ id: marker, label, also, picture: "calendar", value: { kind: "date", date, said: marker } }];
      });
      return { kind: "one", list, own: true, layout: "list" };
    }
    case "sign": {
      const value: Value = { kind: "words", words: given.name };
      return {
        kind: "one",
        list: [{ id: "sign", label: given.name, picture: "sign", value }],
        own: true,
        layout: "list",
      };
    }
  }
}

/** Whether a day ("YYYY-MM-DD") is not later than the one it has to come after. */
export function isTooEarly({ ask: { step }, path, context }: Place, date: string): boolean {
  const first = step.type === "date" && step.after !== undefined && lookUp(context.answers, path, step.after)?.[1];
  return first !== undefined && first !== false && first.kind === "date" && date <= first.date;
}

/** The persons named before who help, to be told by one tap; who was told already is left out. */
function namesToTell(compiled: CompiledFlow, { ask, path, context }: Place): Option[] {
  const said = saidIn(context);
  const told = context.answers.flatMap(([at, value]) =>
    at !== path && nameOf(at) === ask.name && value.kind === "words" ? [value.words] : [],
  );
  return namedBefore(compiled, ask, said).flatMap(({ id, label, picture, round }): Option[] => {
    const helps = said.find(([at]) => at === `${round}/helps`)?.[1];
    const isHelper = !(helps?.kind === "choice" && helps.id === "helps-not");
    if (typeof label !== "string" || !isHelper || told.includes(label)) return [];
    return [{ id, label, picture, value: { kind: "words", words: label } }];
  });
}

function confirm(key: string, pictures: Readonly<Record<string, string>>): Options {
  const list = Object.entries(pictures).map(([id, picture]) => ({
    id,
    label: common(`${key}.${id}`),
    also: [common(`also.${id}`)],
    picture,
    value: { kind: "choice", id } as const,
  }));
  return { kind: "confirm", list, own: false, layout: "list" };
}

/** A flow has words of its own for a choice; yes and no are said everywhere as well. */
function alsoOf(compiled: CompiledFlow, place: Place, id: string): Text[] {
  const shared = place.ask.words.labels === "common" || id === "yes" || id === "no" ? [common(`also.${id}`)] : [];
  return place.ask.words.labels === "common" ? shared : [stepText(compiled, place.ask, `also.${id}`), ...shared];
}

function scaleOptions(compiled: CompiledFlow, place: Place): Option[] {
  const step = place.ask.step as Extract<typeof place.ask.step, { type: "scale" }>;
  const of = endsOf(place.ask, place.context.params)?.top ?? 5;
  return Array.from({ length: of }, (_, i) => ({
    id: String(i + 1),
    label: stepText(compiled, place.ask, `values.of${of}.${i + 1}`),
    picture: face(step.faces, i + 1, of),
    number: i + 1,
    value: { kind: "number", number: i + 1 },
  }));
}
