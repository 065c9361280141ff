import type { Words } from "../../model/words.ts";
import type { Exported } from "./answers.ts";
import { exportCsv } from "./csv.ts";
import { exportFhir } from "./fhir.ts";
import { exportJson } from "./json.ts";

export const FORMATS = ["csv", "json", "fhir"] as const;
export type Format = (typeof FORMATS)[number];

/** A file to hand out. Its name tells what it is and not whose. */
export interface ExportFile {
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

/** Sessions of one citizen as a file. @param about whose they are, by id, and when the file is made */
export function exportFile(
  format: Format,
  sessions: readonly Exported[],
  about: { readonly citizen: string; readonly at: Date },
  words: Words,
): ExportFile {
  switch (format) {
    case "csv":
      return { name: "skridt.csv", type: "text/csv; charset=utf-8", content: exportCsv(sessions, words) };
    case "json":
      return { name: "skridt.json", type: "application/json", content: inLines(exportJson(sessions, about, words)) };
    case "fhir": {
      const bundle = exportFhir(sessions, about.at, words);
      return { name: "skridt.fhir.json", type: "application/fhir+json", content: inLines(bundle) };
    }
  }
}

const inLines = (data: object): string => `${JSON.stringify(data, null, 2)}\n`;
