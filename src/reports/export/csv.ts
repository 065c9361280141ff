import { stringify } from "csv-stringify/sync";
import { plain } from "../../model/value.ts";
import type { Words } from "../../model/words.ts";
import { titleSaid } from "../about.ts";
import { answersOf, type Exported } from "./answers.ts";

/** The names of the columns: programs read them, so they are in no language and stay. */
export const COLUMNS = [
  "session",
  "exercise",
  "version",
  "title",
  "completed_at",
  "path",
  "question",
  "kind",
  "value",
  "words",
  "answered_by",
  "answered_at",
] as const;

/**
 * Sessions as a table, one row an answer: RFC 4180 in UTF-8, with the mark that tells Excel so. A cell that a spreadsheet
 * would take for a formula has an apostrophe before it.
 */
export function exportCsv(sessions: readonly Exported[], words: Words): string {
  const rows = sessions.flatMap((session) => {
    const { compiled, outcome } = session;
    const title = titleSaid(compiled, outcome.params, words);
    const of = [outcome.id, outcome.flow.id, outcome.flow.version, title, outcome.completedAt.toISOString()];
    return answersOf(session, words).map(({ path, question, value, words: said, given }) => [
      ...of,
      path,
      question,
      value.kind,
      cellOf(plain(value)),
      said,
      given?.by ?? "",
      given?.at.toISOString() ?? "",
    ]);
  });
  return table([COLUMNS, ...rows]);
}

/** Rows of cells as CSV. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === "string" ? harmless(cell) : cell)));
  return stringify(cells, { bom: true, record_delimiter: "windows", quote_record_delimiter: true });
}

/** What a spreadsheet takes for the beginning of a formula, also after spaces. */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/;

const harmless = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** Several things, a photo or a voice message as JSON; skipped is empty. */
function cellOf(value: unknown): string | number {
  if (typeof value === "string" || typeof value === "number") return value;
  return value === null ? "" : JSON.stringify(value);
}
