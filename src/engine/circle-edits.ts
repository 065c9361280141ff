import type { CompiledFlow } from "../flow/library.ts";
import { nameOf } from "../flow/place.ts";
import type { Answered } from "../model/conversation.ts";
import type { Value } from "../model/value.ts";

/**
 * The people of a circle as its edits left them: each in the ring they were moved to, without those who were taken away,
 * numbered anew. The edits are spent with that, and so is what was answered while looking at the circle as it was. An
 * exercise without a circle keeps its answers as they are.
 */
export function withEdits({ flow, asks }: CompiledFlow, answers: readonly Answered[]): readonly Answered[] {
  const { sheet } = flow;
  if (sheet?.kind !== "circle" || sheet.edits === undefined) return answers;
  const { people, edits } = sheet;
  const moved = movesIn(answers, edits, people);
  const keyOf = (path: string) => (path.startsWith(`${people}[`) ? roundIn(path) : undefined);
  const keys = [...new Set(answers.flatMap(([path]) => keyOf(path) ?? []))].filter((it) => moved.get(it) !== "remove");
  const onSheet = (path: string) => {
    const step = asks.get(nameOf(path))?.step;
    return step !== undefined && "sheet" in step && step.sheet === true;
  };
  return answers.flatMap(([path, value]): Answered[] => {
    const key = keyOf(path);
    if (key === undefined) {
      if (path.startsWith(`${edits}[`) || onSheet(path)) return [];
      const renamed = renumbered(value, people, keys);
      return renamed ? [[path, renamed]] : [];
    }
    const to = moved.get(key);
    const index = keys.indexOf(key);
    if (index < 0) return [];
    const now: Value = to !== undefined && path.endsWith("/ring") ? { kind: "choice", id: to } : value;
    return [[path.replace(`[${key}]`, `[${index}]`), now]];
  });
}

/** Where people were moved to, by the key of their round. Of several moves the last counts. */
function movesIn(answers: readonly Answered[], edits: string, people: string): ReadonlyMap<string, string> {
  const at = (path: string) => answers.find(([it]) => it === path)?.[1];
  const who = answers.filter(([path]) => path.startsWith(`${edits}[`) && path.endsWith("/who"));
  return new Map(
    who.flatMap(([path, value]) => {
      const key = personIn(value, people);
      const to = at(`${edits}[${roundIn(path)}]/to`);
      return key !== undefined && to?.kind === "choice" ? [[key, to.id] as const] : [];
    }),
  );
}

const roundIn = (path: string): string => path.slice(path.indexOf("[") + 1, path.indexOf("]"));

/** The key of the person a choice is. */
function personIn(value: Value, people: string): string | undefined {
  const block = people.split("/").at(-1);
  return value.kind === "choice" && value.id.startsWith(`${block}-`) ? value.id.slice(`${block}-`.length) : undefined;
}

/** A choice of a person by their new number; undefined when they were taken away. */
function renumbered(value: Value, people: string, keys: readonly string[]): Value | undefined {
  const key = personIn(value, people);
  if (key === undefined || value.kind !== "choice") return value;
  const index = keys.indexOf(key);
  return index < 0 ? undefined : { ...value, id: value.id.replace(/\d+$/, String(index)) };
}
