import { at } from "../issues.ts";
import { expand } from "../expand.ts";
import type { AskStep, Flow } from "../schema.ts";
import type { Person, Repeat } from "../steps/blocks.ts";
import { face } from "../steps/scale.ts";
import { type Finding, type Subject, wrong } from "./finding.ts";
import { placeFor, type Standing } from "./survey.ts";

/** What a question shows instead of a picture of its own: the item of the loop around it. */
const ITEM = "item";

interface Shown {
  readonly path: readonly PropertyKey[];
  readonly name: string;
}

/** Every question has a picture or a sheet, every picture exists and has an alternative text in every language (R8). */
export function checkPictures(subject: Subject): Finding[] {
  const shown = subject.survey.standings.flatMap((standing) => shownAt(subject, standing));
  return [
    ...[{ path: ["picture"], name: subject.flow.picture }, ...shown].flatMap((it) => checkPicture(subject, it)),
    ...subject.survey.standings.flatMap(checkShows),
  ];
}

function checkPicture({ pictures, words }: Subject, { path, name }: Shown): Finding[] {
  if (!pictures.has(name)) return [wrong(path, "the name of a picture", name)];
  return words.languages
    .filter((language) => typeof at(words.shared, [language, "pictures", name, "alt"]) !== "string")
    .map((language) => wrong(path, `a picture with an alternative text in ${language}`, `${name} without`));
}

function checkShows({ step, path }: Standing): Finding[] {
  if (!isQuestion(step.type) || !("id" in step)) return [];
  const shows = ("picture" in step && step.picture !== undefined) || ("sheet" in step && step.sheet === true);
  return shows ? [] : [wrong(path, "a question with a picture or a sheet", "neither")];
}

const QUESTIONS: Readonly<Record<AskStep["type"], boolean>> = {
  say: false,
  choose: true,
  pick: true,
  scale: true,
  tell: true,
  date: true,
  sign: true,
  summary: false,
  sheet: false,
};

function isQuestion(type: string): boolean {
  return Object.hasOwn(QUESTIONS, type) && QUESTIONS[type as AskStep["type"]];
}

function shownAt(subject: Subject, standing: Standing): Shown[] {
  const { step, path } = standing;
  if (step.type === "person" || step.type === "repeat") {
    return writtenOut(step, subject.flow).map((name) => ({ path, name }));
  }
  const own = "picture" in step && step.picture !== undefined ? ownPicture(standing, step.picture) : [];
  if (step.type === "scale") {
    const sizes = typeof step.to === "number" ? [step.to] : [3, 5];
    const numbers = new Set(sizes.flatMap((of) => Array.from({ length: of }, (_, i) => face(step.faces, i + 1, of))));
    return [...own, ...[...numbers].map((name) => ({ path: [...path, "faces"], name }))];
  }
  return [...own, ...choicePictures(standing)];
}

function choicePictures({ step, path }: Standing): Shown[] {
  const [key, choices] =
    step.type === "tell"
      ? ["suggestions", step.suggestions]
      : ["choices", step.type === "choose" || step.type === "pick" ? step.choices : []];
  if (!Array.isArray(choices)) return [];
  return choices.map((choice: { picture: string }, i) => ({ path: [...path, key, i], name: choice.picture }));
}

/** The picture `item` is one picture for every item of the innermost loop. */
function ownPicture(standing: Standing, name: string): Shown[] {
  const path = [...standing.path, "picture"];
  const loop = standing.around.at(-1);
  if (name !== ITEM || loop?.type !== "each") return [{ path, name }];
  return itemsOf(loop.over, standing).map((item) => ({ path, name: item }));
}

/** The items of a loop, as far as the flow names them. */
export function itemsOf(over: string | readonly string[], standing: Standing): readonly string[] {
  if (typeof over !== "string") return over;
  const step = placeFor(over, standing)?.step;
  return step?.type === "pick" && Array.isArray(step.choices) ? step.choices.map((it) => it.id) : [];
}

/** The pictures of the questions that a block writes out by itself. */
function writtenOut(block: Person | Repeat, flow: Flow): string[] {
  const step = block.type === "repeat" ? { ...block, steps: [{ type: "end" as const }] } : block;
  const [nodes] = expand({ ...flow, report: false, steps: [step] }, () => flow);
  const loop = nodes?.kind === "block" ? nodes.body[0] : undefined;
  const asks = loop?.kind === "loop" ? loop.body.flatMap((it) => (it.kind === "ask" ? [it.step as AskStep] : [])) : [];
  return asks.flatMap((ask) => [
    ...("picture" in ask && ask.picture !== undefined ? [ask.picture] : []),
    ...choicePictures({ step: ask, path: [] } as unknown as Standing).map((it) => it.name),
  ]);
}
