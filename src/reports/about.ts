import { flowText, titleOf } from "../engine/answer-text.ts";
import type { CompiledFlow } from "../flow/library.ts";
import type { Words } from "../model/words.ts";

/**
 * What an exercise was about, when it was not sent as it is by default: "at flytte i egen bolig", or what staff typed.
 * Numbers set how it is asked, not what about.
 */
function aboutText(compiled: CompiledFlow, given: Readonly<Record<string, string>>, words: Words): string | undefined {
  const said = Object.entries(compiled.flow.params ?? {}).flatMap(([name, param]) => {
    const value = given[name] ?? param.default;
    if (value === param.default || isNumber(value)) return [];
    return [param.values.includes(value) ? words.say(flowText(compiled, `params.${name}.${value}`)) : value];
  });
  return said.length > 0 ? said.join(", ") : undefined;
}

/** The exercise's name, and what it was about: "Parathed 1-5: at flytte i egen bolig". */
export function titleSaid(compiled: CompiledFlow, params: Readonly<Record<string, string>>, words: Words): string {
  const about = aboutText(compiled, params, words);
  return [words.say(titleOf(compiled)), ...(about === undefined ? [] : [about])].join(": ");
}

const isNumber = (value: string): boolean => /^\d+$/.test(value);
