import type { Sheet } from "../model/picture.ts";
import type { Words } from "../model/words.ts";
import { printPdf } from "../print/index.ts";
import { type Comparison, compareRuns, compareSheet, compareText } from "../reports/compare.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { learnVersions } from "../store/flow-versions.ts";
import { outcomesOf, type ReadOutcome } from "../store/outcomes.ts";
import { titleOf } from "./outcomes.ts";
import type { StaffActor, StaffParts } from "./parts.ts";

/** More beside each other cannot be taken in. */
export const MOST_COMPARED = 6;

/** Some times of one exercise side by side, and which times there are to choose from. */
export interface CompareView {
  readonly citizen: OwnCitizen;
  readonly flow: string;
  readonly title: string;
  /** the newest first */
  readonly times: readonly { readonly id: string; readonly at: Date; readonly chosen: boolean }[];
  /** those that stand side by side */
  readonly chosen: readonly ReadOutcome[];
  /** as plain lines, for the journal */
  readonly text: string;
  readonly sheet: Sheet;
  readonly alt: string;
}

/**
 * Compares the outcomes of an exercise that the reader may see: those asked for, else the two newest. Of an exercise
 * that can be about different things, only those about the same.
 * @returns undefined when there are not two of them
 */
export async function readComparison(
  parts: StaffParts,
  actor: StaffActor,
  citizen: OwnCitizen,
  asked: { readonly flow: string; readonly runs: readonly string[] },
  words: Words,
): Promise<CompareView | undefined> {
  const outcomes = (await outcomesOf(parts.database, citizen.id, actor.id)).filter((it) => it.flow.id === asked.flow);
  await learnVersions(
    parts,
    outcomes.map((it) => it.flow),
  );
  const first = outcomes.find((it) => asked.runs.includes(it.id)) ?? outcomes[0];
  if (!first) return undefined;
  const title = titleOf(parts, first, words);
  const alike = outcomes.filter((it) => titleOf(parts, it, words) === title);
  if (alike.length < 2) return undefined;
  const wanted = alike.filter((it) => asked.runs.includes(it.id)).slice(0, MOST_COMPARED);
  const chosen = wanted.length < 2 ? twoWith(wanted[0], alike) : wanted;
  const comparison = compareRuns(
    chosen.map((outcome) => ({ compiled: parts.library.get(outcome.flow), outcome })),
    words,
  );
  return {
    citizen,
    flow: asked.flow,
    title,
    times: alike.map((it) => ({ id: it.id, at: it.completedAt, chosen: chosen.includes(it) })),
    chosen,
    text: compareText(comparison, words),
    sheet: compareSheet(comparison, citizen.persona, words),
    alt: altOf(comparison, words),
  };
}

export function printComparison(parts: StaffParts, { sheet, alt }: CompareView, words: Words): Promise<Buffer> {
  const options = { language: words.language, at: parts.now(), pictures: parts.pictures };
  return printPdf({ sheet: { picture: sheet, alt } }, options);
}

/** The one asked for with the newest of the others, or the two newest. */
function twoWith(wanted: ReadOutcome | undefined, all: readonly ReadOutcome[]): readonly ReadOutcome[] {
  const others = all.filter((it) => it !== wanted);
  return wanted ? [wanted, ...others.slice(0, 1)] : others.slice(0, 2);
}

function altOf({ title, columns }: Comparison, words: Words): string {
  return words.say({ from: "staff", key: "compare.alt", values: { title, list: columns } });
}
