import { expand } from "../expand.ts";
import { at } from "../issues.ts";
import { asksOf } from "../place.ts";
import type { Flow, Step } from "../schema.ts";
import type { Person, Repeat } from "../steps/blocks.ts";
import { type Choices, everyChoice, gapsIn } from "../steps/common.ts";
import { face } from "../steps/scale.ts";
import { type Finding, type Subject, wrong } from "./finding.ts";
import { isAskStep, isQuestion } from "./kinds.ts";
import { placeFor, type Standing } from "./survey.ts";

/** A step's picture that stands for the item of the loop around it. */
const ITEM = "item";

interface Shown {
  readonly path: readonly PropertyKey[];
  readonly name: string;
}

/** Every question has a picture or a sheet, every picture exists and has an alternative text in every language (R8). */
export function checkPictures(subject: Subject): Finding[] {
  const { flow, survey } = subject;
  const shown = survey.standings.flatMap((standing) => shownAt(flow, standing));
  return [
    ...[{ path: ["picture"], name: flow.picture }, ...shown].flatMap((it) => checkPicture(subject, it)),
    ...survey.standings
      .filter(showsNothing)
      .map(({ path }) => wrong(path, "a picture or a sheet", "a question without")),
  ];
}

function checkPicture({ pictures, words }: Subject, { path, name }: Shown): Finding[] {
  if (!pictures.has(name)) return [wrong(path, "the name of a picture", name)];
  const alt = [name, "alt"];
  // one that only some languages have is found where languages are compared
  if (words.languages.some((it) => typeof at(words.shared, [it, "pictures", ...alt]) === "string")) return [];
  const found = wrong(alt, "an alternative text, as flows show this picture", "none");
  return words.languages.map((language) => ({ ...found, language, shared: "pictures" }));
}

function showsNothing({ step }: Standing): boolean {
  if (!isQuestion(step)) return false;
  return !("picture" in step && step.picture !== undefined) && !("sheet" in step && step.sheet !== undefined);
}

function shownAt(flow: Flow, standing: Standing): Shown[] {
  const { step, path } = standing;
  if (step.type === "person" || step.type === "repeat") return writtenOut(step, flow).map((name) => ({ path, name }));
  const own = "picture" in step && step.picture !== undefined ? ownPicture(standing, step.picture) : [];
  return [...own, ...answerPictures(step, path)];
}

/** The picture `item` is one picture for every item of the innermost loop. */
function ownPicture(standing: Standing, name: string): Shown[] {
  const path = [...standing.path, "picture"];
  if (gapsIn(name).length > 0) return filled(name, standing).map((it) => ({ path, name: it }));
  const loop = standing.around.at(-1);
  if (name !== ITEM || loop?.type !== "each") return [{ path, name }];
  return itemPictures(loop.over, standing).map((it) => ({ path, name: it }));
}

/** An item ticked at an earlier question has the picture of its choice there. */
function itemPictures(over: string | readonly string[], standing: Standing): readonly string[] {
  if (typeof over !== "string") return over;
  const step = placeFor(over, standing)?.step;
  return step?.type === "pick" ? (everyChoice(step.choices) ?? []).map((it) => it.picture) : [];
}

/** Every name that a picture made of choices can become. */
function filled(name: string, standing: Standing): string[] {
  const [gap] = gapsIn(name);
  if (gap === undefined) return [name];
  const step = placeFor(gap, standing)?.step;
  const choices = step?.type === "choose" ? everyChoice(step.choices) : undefined;
  if (!choices) return [name];
  return choices.flatMap((choice) => filled(name.replace(`{{${gap}}}`, choice.id), standing));
}

/** The items of a loop, as far as the flow names them. */
export function itemsOf(over: string | readonly string[], standing: Standing): readonly string[] {
  if (typeof over !== "string") return over;
  const step = placeFor(over, standing)?.step;
  return step?.type === "pick" ? (everyChoice(step.choices) ?? []).map((it) => it.id) : [];
}

/** The pictures on the buttons of a step. */
function answerPictures(step: Step, path: readonly PropertyKey[]): Shown[] {
  switch (step.type) {
    case "scale": {
      const sizes = typeof step.to === "number" ? [step.to] : [3, 5];
      const names = sizes.flatMap((of) => Array.from({ length: of }, (_, i) => face(step.faces, i + 1, of)));
      return [...new Set(names)].map((name) => ({ path: [...path, "faces"], name }));
    }
    case "choose":
    case "pick":
      return choicePictures(step.choices, [...path, "choices"]);
    case "tell":
      return choicePictures(step.suggestions, [...path, "suggestions"]);
    default:
      return [];
  }
}

function choicePictures(choices: Choices | undefined, path: readonly PropertyKey[]): Shown[] {
  if (choices && "by" in choices) {
    return Object.entries(choices.of).flatMap(([item, list]) => choicePictures([...list], [...path, "of", item]));
  }
  return (everyChoice(choices) ?? []).map((it, i) => ({ path: [...path, i], name: it.picture }));
}

/** The pictures of the questions that a block writes out by itself. */
function writtenOut(block: Person | Repeat, flow: Flow): string[] {
  const step = block.type === "repeat" ? { ...block, steps: [{ type: "end" as const }] } : block;
  const [nodes] = expand({ ...flow, report: false, steps: [step] }, () => flow);
  const loop = nodes?.kind === "block" ? nodes.body[0] : undefined;
  if (loop?.kind !== "loop") return [];
  const asks = [...asksOf(loop.body).values()].flatMap(({ step }) => (isAskStep(step) ? [step] : []));
  return asks.flatMap((ask) => [
    ...("picture" in ask && ask.picture !== undefined ? [ask.picture] : []),
    ...answerPictures(ask, []).map((it) => it.name),
  ]);
}
