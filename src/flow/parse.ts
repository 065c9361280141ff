import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { type Flow, flowSchema } from "./schema.ts";

/** Something wrong in a file, said so that it can be mended: where, what was expected, what was got. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** A parsed file that still knows its lines. */
export interface Parsed<T> {
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
  /** the line (from 1) of a path in the file, or of the nearest thing around it */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads YAML and checks it against a schema; all problems at once. */
export function parseYaml<T>(file: string, text: string, schema: z.ZodType<T>): Parsed<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      file,
      line: lines.linePos(error.pos[0]).line,
      message: `expected YAML, got: ${error.message.split("\n")[0]}`,
    }));
    return { value: undefined, problems, lineOf };
  }
  const source: unknown = document.toJS();
  const result = schema.safeParse(source);
  if (result.success) return { value: result.data, problems: [], lineOf };
  const problems = flatten(result.error.issues, source).map(({ path, message }) => ({
    file,
    line: lineOf(path),
    message: `${path.join(".") || "the file"}: ${message}`,
  }));
  return { value: undefined, problems, lineOf };
}

export const parseFlow = (file: string, text: string): Parsed<Flow> => parseYaml(file, text, flowSchema);

/** Issues inside a union carry the issues of each branch: those of the branch that got furthest say what was meant. */
function flatten(
  issues: readonly z.core.$ZodIssue[],
  source: unknown,
  base: readonly PropertyKey[] = [],
): { path: readonly PropertyKey[]; message: string }[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path];
    if (issue.code === "invalid_union" && issue.errors.length > 0) {
      const depth = (branch: readonly z.core.$ZodIssue[]) => Math.max(...branch.map((it) => it.path.length));
      const best = [...issue.errors].sort((a, b) => depth(b) - depth(a))[0];
      if (best && depth(best) > 0) return flatten(best, source, path);
    }
    const got = issue.code === "unrecognized_keys" ? issue.keys.join(", ") : show(at(source, path));
    const message = issue.message.replace(/^Invalid input: /, "");
    return [{ path, message: message.includes("got") ? message : `${message}, got ${got}` }];
  });
}

function at(source: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], source);
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
