import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../model/errors.ts";
import { loadWords, type WordCatalog } from "../words/catalog.ts";
import { compareShared } from "../words/shared.ts";
import { checkCards } from "./check/cards.ts";
import type { Finding, PictureNames, Subject } from "./check/finding.ts";
import { checkNames } from "./check/names.ts";
import { checkParams } from "./check/params.ts";
import { checkPictures } from "./check/pictures.ts";
import { checkReach } from "./check/reach.ts";
import { checkRuns } from "./check/runs.ts";
import { survey } from "./check/survey.ts";
import { checkTargets } from "./check/targets.ts";
import { checkWords } from "./check/words.ts";
import { nameOfPath } from "./issues.ts";
import { type Parsed, type Problem, parseFlow } from "./parse.ts";
import type { Flow } from "./schema.ts";

/** The flows behind the buttons "Jeg har trang" and "Snak med et menneske" (R16). */
const NEEDED = ["trang", "menneske"] as const;

export interface CheckInput {
  /** the folder of `<flow>.yaml` */
  readonly flowsDir: string;
  /** the folder of `<language>/<flow>.yaml` */
  readonly localesDir: string;
  readonly pictures: PictureNames;
}

export interface CheckResult {
  readonly ok: boolean;
  /** ids of the flows that could be read */
  readonly flows: readonly string[];
  /** all of them, by file and line */
  readonly problems: readonly Problem[];
  /** what was read: to build the library from when all is well */
  readonly sources: { readonly flows: Readonly<Record<string, Flow>>; readonly words: WordCatalog };
}

interface FlowFile {
  readonly id: string;
  readonly file: string;
  readonly parsed: Parsed<Flow>;
}

const CHECKS: readonly ((subject: Subject) => readonly Finding[])[] = [
  checkNames,
  checkTargets,
  checkParams,
  checkReach,
  checkRuns,
  checkCards,
  checkPictures,
  checkWords,
];

/**
 * Reads all flows and words and finds all that is wrong with them, at once.
 * @throws AppError config: a folder cannot be read
 */
export function checkFlows(input: CheckInput): CheckResult {
  const files = readFlows(input.flowsDir);
  const words = loadWords(input.localesDir);
  const known = new Set(files.map((it) => it.id));
  const flows = Object.fromEntries(files.flatMap(({ id, parsed }) => (parsed.value ? [[id, parsed.value]] : [])));
  const found = files.flatMap((it) => {
    const { value } = it.parsed;
    if (!value) return [];
    const subject = { flow: value, survey: survey(value, flows), flows, known, words, pictures: input.pictures };
    return [...checkFileName(it, value), ...CHECKS.flatMap((check) => check(subject)).map(problemIn(it, words))];
  });
  const problems = inOrder([
    ...files.flatMap((it) => it.parsed.problems),
    ...words.problems,
    ...found,
    ...missingFlows(input.flowsDir, known),
    ...wordsOfNothing(words, known, input.flowsDir),
    ...compareShared(words),
  ]);
  return { ok: problems.length === 0, flows: Object.keys(flows), problems, sources: { flows, words } };
}

function readFlows(flowsDir: string): FlowFile[] {
  let names: string[];
  try {
    names = readdirSync(flowsDir).sort();
  } catch (cause) {
    throw new AppError("config", `${flowsDir}: expected a folder of flows, got none that can be read`, { cause });
  }
  return names
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => {
      const file = join(flowsDir, name);
      return { id: name.slice(0, -".yaml".length), file, parsed: parseFlow(file, readFileSync(file, "utf8")) };
    });
}

function checkFileName({ id, file, parsed }: FlowFile, flow: Flow): Problem[] {
  if (flow.id === id) return [];
  return [{ file, line: parsed.lineOf(["id"]), message: `id: expected the name of the file (${id}), got ${flow.id}` }];
}

/** Findings in words are in the words' file. */
function problemIn({ id, file, parsed }: FlowFile, words: WordCatalog) {
  return ({ path, message, language }: Finding): Problem => {
    if (language === undefined) return said(file, parsed.lineOf(path), nameOfPath(path, parsed.source), message);
    return said(words.fileOf(language, id), words.lineOf(language, id, path), path.join("."), message);
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
