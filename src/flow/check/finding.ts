import type { WordCatalog } from "../../words/catalog.ts";
import type { Flow } from "../schema.ts";
import type { Survey } from "./survey.ts";

/** Something wrong at a path of the flow's file, or of words in one language: what was expected, what was got. */
export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** it is in words of this language: those of the flow, or the shared words of this name */
  readonly language?: string;
  readonly shared?: string;
}

/** Which pictures there are. */
export interface PictureNames {
  has(name: string): boolean;
}

/** One flow and all it is checked against. */
export interface Subject {
  readonly flow: Flow;
  readonly survey: Survey;
  /** every flow that could be read, by id */
  readonly flows: Readonly<Record<string, Flow>>;
  /** ids of all flows, also of those that could not be read */
  readonly known: ReadonlySet<string>;
  readonly words: WordCatalog;
  readonly pictures: PictureNames;
}

/** `"a", "b"`: what could have been given instead, not more than can be read. */
export function listed(names: Iterable<string>): string {
  const all = [...new Set(names)];
  const shown = all.slice(0, 10).join(", ");
  return all.length > 10 ? `${shown}, …` : shown || "there is none";
}

/** A problem in the words of every flow: "expected …, got …". */
export function wrong(path: readonly PropertyKey[], expected: string, got: string): Finding {
  return { path, message: `expected ${expected}, got ${got}` };
}
