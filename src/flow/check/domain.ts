import type { Value } from "../../model/value.ts";
import type { Ends } from "../condition.ts";
import type { Flow } from "../schema.ts";
import { everyChoice } from "../steps/common.ts";
import type { Place } from "./survey.ts";

/** One thing a condition can find. */
export interface Possible {
  readonly value: Value | string | undefined;
  readonly ends?: Ends;
}

/** All a condition can find at a step or a param, with one value standing for all that no condition can name. */
export interface Domain {
  readonly possible: readonly Possible[];
  /** the names and numbers a condition may compare with; undefined: any */
  readonly names: readonly (string | number)[] | undefined;
}

const OTHER_WORDS = "\u0000";
const OWN: readonly Value[] = [
  { kind: "words", words: OTHER_WORDS },
  { kind: "media", media: { id: "", type: "voice" } },
];

/** @param surely the step was asked whichever way the session came */
export function domainOf(place: Place, surely: boolean): Domain {
  const { possible, names } = answers(place);
  const { step } = place;
  const needed = "required" in step && step.required === true;
  const blank: Possible[] = needed ? [] : [{ value: { kind: "skipped" } }];
  return { possible: [...possible, ...blank, ...(surely ? [] : [{ value: undefined }])], names };
}

export function domainOfParam(param: NonNullable<Flow["params"]>[string]): Domain {
  const free = param.text ? [OTHER_WORDS] : [];
  return { possible: [...param.values, ...free].map((value) => ({ value })), names: param.values };
}

function answers(place: Place): Domain {
  const { step } = place;
  switch (step.type) {
    case "choose": {
      const ids = everyChoice(step.choices)?.map((it) => it.id);
      if (!ids) return { possible: someChoice, names: undefined };
      return { possible: [...ids.map(choice), ...(step.own ? own : [])], names: ids };
    }
    case "pick": {
      const ids = everyChoice(step.choices)?.map((it) => it.id);
      if (!ids) return { possible: somePick, names: undefined };
      const all = (step.max ?? ids.length) >= ids.length ? [ticked(ids)] : [];
      const others = step.own ? [ticked([])] : [];
      return { possible: [...ids.map((id) => ticked([id])), ...all, ...others], names: ids };
    }
    case "scale": {
      const tops = typeof step.to === "number" ? [step.to] : topsOf(place.flow, step.to.param);
      const numbers = Array.from({ length: Math.max(...tops) }, (_, i) => i + 1);
      return { possible: tops.flatMap((top) => numbers.filter((it) => it <= top).map(scaled(top))), names: numbers };
    }
    case "tell": {
      const ids = (everyChoice(step.suggestions) ?? []).map((it) => it.id);
      return { possible: [...ids.map(choice), ...own], names: ids };
    }
    case "date": {
      const said = [...step.markers, "date"];
      return { possible: said.map((it) => ({ value: { kind: "date", date: "", said: it } })), names: said };
    }
    default:
      return { possible: own, names: undefined };
  }
}

const own: readonly Possible[] = OWN.map((value) => ({ value }));
const someChoice: readonly Possible[] = [choice(OTHER_WORDS), ...own];
const somePick: readonly Possible[] = [ticked([OTHER_WORDS])];

function choice(id: string): Possible {
  return { value: { kind: "choice", id } };
}

function ticked(ids: readonly string[]): Possible {
  return { value: { kind: "choices", ids } };
}

function scaled(top: number) {
  return (number: number): Possible => ({ value: { kind: "number", number }, ends: { bottom: 1, top } });
}

function topsOf(flow: Flow, param: string): number[] {
  const tops = (flow.params?.[param]?.values ?? []).map(Number).filter((it) => it === 3 || it === 5);
  return tops.length > 0 ? tops : [3, 5];
}
