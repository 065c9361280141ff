import type { z } from "zod";

/** One thing wrong at a path of a source: `message` says what was expected and what was got. */
export interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Schema issues in plain words. Issues inside a union are those of the branch that got furthest: they say what was meant. */
export function issuesOf(
  issues: readonly z.core.$ZodIssue[],
  source: unknown,
  base: readonly PropertyKey[] = [],
): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    const path = [...base, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ path: [...path, key], message: `expected no such key, got ${key}` }));
    }
    if (issue.code === "invalid_key") {
      return [{ path, message: `${expectedBy(issue.issues)}, got ${String(path.at(-1))}` }];
    }
    if (issue.code === "invalid_union" && issue.errors.length > 0) {
      const depth = (branch: readonly z.core.$ZodIssue[]) => Math.max(...branch.map((it) => it.path.length));
      const best = [...issue.errors].sort((a, b) => depth(b) - depth(a))[0];
      if (best && depth(best) > 0) return issuesOf(best, source, path);
    }
    return [{ path, message: `${expectedBy([issue])}, got ${show(at(source, path))}` }];
  });
}

function expectedBy(issues: readonly z.core.$ZodIssue[]): string {
  return `expected ${issues.map(expectation).join(" or ")}`;
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return issue.expected;
  if (issue.code === "invalid_value") return issue.values.map(String).join(" or ");
  if (issue.code === "invalid_union" && issue.errors.length > 0)
    return issue.errors.flat().map(expectation).join(" or ");
  if (issue.code === "invalid_union" && "options" in issue) return (issue.options as unknown[]).join(" or ");
  return issue.message.replace(/^[A-Z][a-z ]*: /, "").replace(/^expected /, "");
}

/** A path as people name it: elements of a list by their id, where they have one ("steps.level.to"). */
export function nameOfPath(path: readonly PropertyKey[], source: unknown): string {
  return path
    .map((key, i) => {
      const found = typeof key === "number" ? at(source, [...path.slice(0, i + 1), "id"]) : undefined;
      return typeof found === "string" ? found : String(key);
    })
    .join(".");
}

/** What stands at a path of a source; undefined where there is nothing. */
export function at(source: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      value !== null && typeof value === "object" && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    source,
  );
}

/** A value in an error, cut short. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
