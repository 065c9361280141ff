import { type Finding, listed, type Subject, wrong } from "./finding.ts";
import { isQuestion } from "./kinds.ts";
import type { Standing } from "./survey.ts";
import { fieldsOf } from "./targets.ts";

const GAP = /\{\{\s*([\w-]+)\s*\}\}/g;

/** The citizen's own word for their use: fits everywhere. */
const ALWAYS = "word";

/** The names of the gaps in a text: "Du valgte {{level}}." has "level". */
export function gapsIn(text: string): string[] {
  return [...text.matchAll(GAP)].map((match) => match[1] as string);
}

/** All texts of a tree of words. */
export function textsBelow(words: unknown): string[] {
  if (typeof words === "string") return [words];
  return words !== null && typeof words === "object" ? Object.values(words).flatMap(textsBelow) : [];
}

/** Fills the gaps of a text. */
export function fillGaps(text: string, fill: (name: string) => string): string {
  return text.replaceAll(GAP, (_, name: string) => fill(name));
}

/**
 * Every gap in a text can be filled where it is said.
 * @param standing the step that says it; undefined: said outside of steps, where only the citizen's own word is known
 */
export function checkGaps(
  subject: Subject,
  at: { readonly language: string; readonly path: readonly PropertyKey[]; readonly text: string },
  standing: Standing | undefined,
): Finding[] {
  const { language, path, text } = at;
  if (/[{}]/.test(text.replaceAll(GAP, ""))) return [{ ...wrong(path, "gaps like {{name}}", text), language }];
  const fitting = new Set([ALWAYS, ...(standing ? fittingAt(subject, standing) : fittingOutside(subject, path))]);
  return gapsIn(text)
    .filter((name) => !fitting.has(name))
    .map((name) => ({ ...wrong(path, `a gap that can be filled here (${listed(fitting)})`, `{{${name}}}`), language }));
}

/** The name of a sheet may say how the exercise was sent. */
function fittingOutside({ flow }: Subject, path: readonly PropertyKey[]): string[] {
  return path.join(".") === "sheet.title" ? Object.keys(flow.params ?? {}) : [];
}

/** The item of the loop around, the one after it, and what was asked of it; of a loop further out its item by its name. */
function itemGaps(standing: Standing): string[] {
  const outer = standing.around.slice(0, -1).flatMap((it) => (it.type === "each" ? [it.id] : []));
  const loop = standing.around.at(-1);
  if (loop?.type !== "each") return outer;
  return [...outer, "item", "next", ...fieldsOf(loop, standing).map((it) => `item-${it}`)];
}

/** An answer of this flow is known by its step, one that is kept by its flow as well: "noedplan--goal". */
function gapOf(name: string, uses: readonly string[]): string {
  const parts = name.split("/");
  return uses.includes(parts[0] as string) ? parts.join("--") : (parts.at(-1) as string);
}

function fittingAt(subject: Subject, standing: Standing): string[] {
  const { step, scope, before } = standing;
  // a repeated block asks for more when its steps were answered
  const own = step.type === "repeat" ? [...scope, step.id, ""].join("/") : undefined;
  const body = [...subject.survey.places.values()].filter((it) => own !== undefined && it.name.startsWith(own));
  const answers = [...before.maybe.values(), ...body].filter(
    (it) => isQuestion(it.step) || it.step.type === "person-field",
  );
  return [
    ...Object.keys(subject.flow.params ?? {}),
    ...("draw" in step && step.draw ? ["card"] : []),
    ...(own === undefined ? itemGaps(standing) : []),
    ...answers.map((it) => gapOf(it.name, subject.flow.uses ?? [])),
  ];
}
