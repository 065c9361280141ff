import type { CompiledFlow } from "../flow/library.ts";
import { nameOf, roundKeyIn } from "../flow/place.ts";
import type { SheetDefinition } from "../flow/sheets.ts";
import type { Answered } from "../model/conversation.ts";
import type { Value } from "../model/value.ts";

type Circle = Pick<Extract<SheetDefinition, { kind: "circle" }>, "people" | "edits">;

/**
 * What was said in a session as it counts from now on. Of a circle: after the moves, and without what was asked of it
 * while it stood otherwise.
 */
export function settled({ flow, asks }: CompiledFlow, answers: readonly Answered[]): readonly Answered[] {
  if (flow.sheet?.kind !== "circle") return answers;
  const ofCircle = (path: string) => {
    const step = asks.get(nameOf(path))?.step;
    return step?.type === "choose" && step.sheet === true;
  };
  return afterMoves(flow.sheet, answers).filter(([path]) => !ofCircle(path));
}

/**
 * The answers of a circle as it stands after people were moved: each person in the ring they were moved to last, those
 * taken away gone, the others numbered anew, and no moves left.
 */
export function afterMoves({ people, edits }: Circle, answers: readonly Answered[]): readonly Answered[] {
  if (edits === undefined) return answers;
  const moves = movesIn(answers, edits);
  const keys = new Set(answers.flatMap(([path]) => roundKeyIn(path, people) ?? []));
  const staying = [...keys].filter((key) => moves.get(key) !== "remove");
  const numbers = new Map(staying.map((key, i) => [key, String(i)]));
  return answers.flatMap(([path, value]): Answered[] => {
    if (roundKeyIn(path, edits) !== undefined) return [];
    const key = roundKeyIn(path, people);
    if (key === undefined) return renamed(path, value, people, numbers);
    const number = numbers.get(key);
    const ring = moves.get(key);
    if (number === undefined) return [];
    const rest = path.slice(`${people}[${key}]`.length);
    return [[`${people}[${number}]${rest}`, rest === "/ring" && ring ? { kind: "choice", id: ring } : value]];
  });
}

/** Where people were moved to, by the key of their round: a ring, or "remove". Of several moves the last counts. */
function movesIn(answers: readonly Answered[], edits: string): ReadonlyMap<string, string> {
  const rounds = Map.groupBy(answers, ([path]) => roundKeyIn(path, edits));
  rounds.delete(undefined);
  const moves = [...rounds.values()].flatMap((round) => {
    const chosen = (step: string) => {
      const value = round.find(([path]) => path.endsWith(`/${step}`))?.[1];
      return value?.kind === "choice" ? value.id : undefined;
    };
    const [who, to] = [/-(\d+)$/.exec(chosen("who") ?? "")?.[1], chosen("to")];
    return who === undefined || to === undefined ? [] : [[who, to] as const];
  });
  return new Map(moves);
}

/** An answer that names one of the people, by their new number; left out when they are gone. */
function renamed(path: string, value: Value, people: string, numbers: ReadonlyMap<string, string>): Answered[] {
  const prefix = `${people.split("/").at(-1)}-`;
  if (value.kind !== "choice" || !value.id.startsWith(prefix)) return [[path, value]];
  const number = numbers.get(value.id.slice(prefix.length));
  return number === undefined ? [] : [[path, { kind: "choice", id: prefix + number }]];
}
