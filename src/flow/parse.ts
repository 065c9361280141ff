import { createRequire } from "node:module";
import { CORE_SCHEMA, load } from "js-yaml";
import type { Document, Node } from "yaml";
import type { z } from "zod";
import { issuesOf, nameOfPath } from "./issues.ts";
import { type Flow, flowSchema } from "./schema.ts";

const require = createRequire(import.meta.url);
/** What knows the lines: loaded when one is asked for. */
const yaml = () => require("yaml") as typeof import("yaml");

/** Something wrong in a file, said so that it can be mended: where, what was expected, what was got. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** A parsed file that still knows its lines. */
export interface Parsed<T> {
  readonly value: T | undefined;
  /** what the file holds, also when it does not fit the schema; undefined when it is no YAML */
  readonly source: unknown;
  readonly problems: readonly Problem[];
  /** the line (from 1) of a path in the file, or of the nearest thing around it */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads YAML and checks it against a schema; all problems at once. */
export function parseYaml<T>(file: string, text: string, schema: z.ZodType<T>): Parsed<T> {
  const read = readQuickly(text);
  const value = read && schema.safeParse(read.source);
  if (!value?.success) return findProblems(file, text, schema);
  // a line is asked for only when something is wrong elsewhere
  let document: Lined | undefined;
  const lineOf = (path: readonly PropertyKey[]) => {
    document ??= withLines(text);
    return document.lineOf(path);
  };
  return { value: value.data, source: read?.source, problems: [], lineOf };
}

/** Without lines YAML is read four times as fast. Undefined: it cannot be read so. */
function readQuickly(text: string): { readonly source: unknown } | undefined {
  try {
    return { source: load(text, { schema: CORE_SCHEMA }) };
  } catch {
    return undefined;
  }
}

type Lined = ReturnType<typeof withLines>;

function withLines(text: string) {
  const { LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: "error" });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  return { document, lineAt, lineOf: (path: readonly PropertyKey[]) => lineAt(offsetOf(document, path)) };
}

function findProblems<T>(file: string, text: string, schema: z.ZodType<T>): Parsed<T> {
  const { document, lineAt, lineOf } = withLines(text);
  const unreadable = (line: number, message: string) => ({ file, line, message: `expected YAML, got: ${message}` });
  const [error] = document.errors;
  if (error) {
    // only the first: the others follow from it
    const problems = [unreadable(lineAt(error.pos[0]), error.message.split("\n")[0] as string)];
    return { value: undefined, source: undefined, problems, lineOf };
  }
  let source: unknown;
  try {
    source = document.toJS();
  } catch (error) {
    // references to nothing are found only when the values are made
    const problems = [unreadable(1, (error as Error).message)];
    return { value: undefined, source: undefined, problems, lineOf };
  }
  const result = schema.safeParse(source);
  if (result.success) return { value: result.data, source, problems: [], lineOf };
  const problems = issuesOf(result.error.issues, source).map(({ path, message }) => ({
    file,
    line: lineOf(path),
    message: `${nameOfPath(path, source) || "the file"}: ${message}`,
  }));
  return { value: undefined, source, problems, lineOf };
}

export const parseFlow = (file: string, text: string): Parsed<Flow> => parseYaml(file, text, flowSchema);

/** Where a path begins in the text: at its key, or at the nearest thing around it. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    const [found, next] = stepInto(node, key);
    if (next === undefined) return offset;
    offset = found?.range?.[0] ?? offset;
    node = next;
  }
  return offset;
}

/** The node that marks a key or an element, and what is inside it. */
function stepInto(node: unknown, key: PropertyKey): [mark: Node | undefined, next: unknown] {
  const { isMap, isScalar, isSeq } = yaml();
  if (isSeq(node)) {
    const item = node.items[Number(key)] as Node | undefined;
    return [item, item];
  }
  if (!isMap(node)) return [undefined, undefined];
  const pair = node.items.find((it) => isScalar(it.key) && String(it.key.value) === String(key));
  return pair ? [pair.key as Node, pair.value ?? pair.key] : [undefined, undefined];
}
