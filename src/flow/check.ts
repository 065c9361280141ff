import { join } from "node:path";
import type { WordCatalog } from "../words/catalog.ts";
import { compareShared } from "../words/shared.ts";
import { checkAfter } from "./check/after.ts";
import { checkCards } from "./check/cards.ts";
import type { Finding, PictureNames, Subject } from "./check/finding.ts";
import { checkGuides } from "./check/guides.ts";
import { checkNames } from "./check/names.ts";
import { checkOutcomes } from "./check/outcomes.ts";
import { checkParams } from "./check/params.ts";
import { checkPictures } from "./check/pictures.ts";
import { checkReach } from "./check/reach.ts";
import { checkRuns } from "./check/runs.ts";
import { survey } from "./check/survey.ts";
import { checkTargets } from "./check/targets.ts";
import { checkWords } from "./check/words.ts";
import { nameOfPath } from "./issues.ts";
import type { Problem } from "./parse.ts";
import type { Flow } from "./schema.ts";
import { type FlowFile, readSources, type Sources, type SourcesInput } from "./sources.ts";

/** The flows behind the buttons "Jeg har trang" and "Snak med et menneske" (R16). */
const NEEDED = ["trang", "menneske"] as const;

export interface CheckInput extends SourcesInput {
  readonly pictures: PictureNames;
}

export interface CheckResult {
  readonly ok: boolean;
  /** ids of the flows that could be read */
  readonly flows: readonly string[];
  /** all of them, by file and line */
  readonly problems: readonly Problem[];
  /** what was read: to build the library from when all is well */
  readonly sources: Sources;
}

const CHECKS: readonly ((subject: Subject) => readonly Finding[])[] = [
  checkNames,
  checkTargets,
  checkOutcomes,
  checkAfter,
  checkParams,
  checkReach,
  checkRuns,
  checkCards,
  checkPictures,
  checkWords,
  checkGuides,
];

/**
 * Reads all flows and words and finds all that is wrong with them, at once.
 * @throws AppError config: a folder cannot be read
 */
export function checkFlows(input: CheckInput): CheckResult {
  const sources = readSources(input);
  const { files, flows, words } = sources;
  const known = new Set(files.map((it) => it.id));
  const found = files.flatMap((it) => {
    const { value } = it.parsed;
    if (!value) return [];
    // words and other flows know it by the name of its file
    const flow = { ...value, id: it.id };
    const subject = { flow, survey: survey(flow, flows), flows, known, words, pictures: input.pictures };
    return [...checkFileName(it, value), ...CHECKS.flatMap((check) => check(subject)).map(problemIn(it, words))];
  });
  const problems = inOrder([
    ...files.flatMap((it) => it.parsed.problems),
    ...words.problems,
    ...found,
    ...missingFlows(input.flowsDir, known),
    ...wordsOfNothing(words, known, input.flowsDir),
    ...cardsOfNothing(words, known),
    ...compareShared(words),
  ]);
  return { ok: problems.length === 0, flows: Object.keys(flows), problems, sources };
}

function checkFileName({ id, file, parsed }: FlowFile, flow: Flow): Problem[] {
  if (flow.id === id) return [];
  return [{ file, line: parsed.lineOf(["id"]), message: `id: expected the name of the file (${id}), got ${flow.id}` }];
}

/** Findings in words are in the words' file. */
function problemIn({ id, file, parsed }: FlowFile, words: WordCatalog) {
  return ({ path, message, language, shared = id }: Finding): Problem => {
    if (language === undefined) return said(file, parsed.lineOf(path), nameOfPath(path, parsed.source), message);
    return said(words.fileOf(language, shared), words.lineOf(language, shared, path), path.join("."), message);
  };
}

function said(file: string, line: number, name: string, message: string): Problem {
  return { file, line, message: `${name || "the file"}: ${message}` };
}

function missingFlows(flowsDir: string, known: ReadonlySet<string>): Problem[] {
  return NEEDED.filter((id) => !known.has(id)).map((id) =>
    said(
      join(flowsDir, `${id}.yaml`),
      1,
      "",
      "expected this flow, as a button at every step leads to it, got no such file",
    ),
  );
}

function cardsOfNothing(words: WordCatalog, known: ReadonlySet<string>): Problem[] {
  return words.languages.flatMap((language) =>
    Object.keys((words.shared[language]?.guides?.flows as object | undefined) ?? {})
      .filter((id) => !known.has(id))
      .map((id) => {
        const line = words.lineOf(language, "guides", ["flows", id]);
        return said(
          words.fileOf(language, "guides"),
          line,
          `flows.${id}`,
          "expected a card of a flow, got no such flow",
        );
      }),
  );
}

function wordsOfNothing(words: WordCatalog, known: ReadonlySet<string>, flowsDir: string): Problem[] {
  return words.languages.flatMap((language) =>
    Object.keys(words.flows[language] ?? {})
      .filter((id) => !known.has(id))
      .map((id) =>
        said(words.fileOf(language, id), 1, "", `expected words of a flow, got no flow ${id} in ${flowsDir}`),
      ),
  );
}

function inOrder(problems: readonly Problem[]): Problem[] {
  const key = (it: Problem) => `${it.file}\n${String(it.line).padStart(6, "0")}`;
  const unique = new Map(problems.map((it) => [`${key(it)}\n${it.message}`, it]));
  return [...unique.values()].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
