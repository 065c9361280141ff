import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../model/errors.ts";
import { loadWords, type WordCatalog } from "../words/catalog.ts";
import { type Parsed, parseFlow } from "./parse.ts";
import type { Flow } from "./schema.ts";

export interface SourcesInput {
  /** the folder of `<flow>.yaml` */
  readonly flowsDir: string;
  /** the folder of `<language>/<flow>.yaml` */
  readonly localesDir: string;
}

/** One file of a flow; its name is to be the flow's id. */
export interface FlowFile {
  readonly id: string;
  readonly file: string;
  readonly parsed: Parsed<Flow>;
}

/** All flows and words as read from disk, with what cannot be read among `files` and `words.problems`. */
export interface Sources {
  readonly files: readonly FlowFile[];
  /** the flows that fit the schema, by id */
  readonly flows: Readonly<Record<string, Flow>>;
  readonly words: WordCatalog;
}

/** @throws AppError config: a folder cannot be read */
export function readSources({ flowsDir, localesDir }: SourcesInput): Sources {
  const files = flowNames(flowsDir).map((name): FlowFile => {
    const file = join(flowsDir, name);
    return { id: name.slice(0, -".yaml".length), file, parsed: parseFlow(file, readFileSync(file, "utf8")) };
  });
  const flows = Object.fromEntries(files.flatMap(({ id, parsed }) => (parsed.value ? [[id, parsed.value]] : [])));
  return { files, flows, words: loadWords(localesDir) };
}

function flowNames(flowsDir: string): string[] {
  try {
    return readdirSync(flowsDir)
      .filter((name) => name.endsWith(".yaml"))
      .sort();
  } catch (cause) {
    throw new AppError("config", `${flowsDir}: expected a folder of flows, got none that can be read`, { cause });
  }
}
