import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { parse } from "yaml";
import { type CheckResult, checkFlows } from "../../src/flow/check.ts";

const FIXTURE = join(import.meta.dirname, "check-fixture");
const pictures = Object.keys(parse(readFileSync(join(FIXTURE, "locales/da/pictures.yaml"), "utf8")));

/** A change to one file of the fixture, or with `*` for the language to two: other text, a new file, or none at all. */
export type Edit =
  | { readonly file: string; readonly replace: string; readonly by: string }
  | { readonly file: string; readonly write: string }
  | { readonly file: string; readonly remove: true };

/** A folder of its own with the fixture, which has no problems, in Danish and (with the same words) in English. */
export function fixtureFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "skridt-check-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(FIXTURE, folder, { recursive: true });
  cpSync(join(FIXTURE, "locales/da"), join(folder, "locales/en"), { recursive: true });
  return folder;
}

export function checkFolder(folder: string): CheckResult {
  return checkFlows({
    flowsDir: join(folder, "flows"),
    localesDir: join(folder, "locales"),
    pictures: { has: (name) => pictures.includes(name) },
  });
}

/** The problems of the edited fixture, as "flows/walk.yaml:3 picture: expected …, got …". */
export function problemsAfter(edits: readonly Edit[]): string[] {
  const folder = fixtureFolder();
  for (const edit of edits) {
    const files = ["da", "en"].map((language) => join(folder, edit.file.replace("*", language)));
    for (const file of new Set(files)) apply(file, edit);
  }
  const { problems } = checkFolder(folder);
  return problems.map((it) => `${it.file}:${it.line} ${it.message}`.replaceAll(`${folder}/`, ""));
}

function apply(file: string, edit: Edit): void {
  if ("remove" in edit) rmSync(file);
  else if ("write" in edit) writeFileSync(file, edit.write);
  else {
    const text = readFileSync(file, "utf8");
    if (text.split(edit.replace).length !== 2) throw new Error(`${edit.file}: expected "${edit.replace}" once`);
    const changed = text.replace(edit.replace, () => edit.by);
    writeFileSync(file, changed);
  }
}
