import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { COLUMNS, exportCsv, table } from "../../../src/reports/export/csv.ts";
import { level, wordsIn } from "../runs.ts";
import { sessionOf } from "./sessions.ts";

const read = (csv: string): string[][] => parse(csv, { bom: true, record_delimiter: "\r\n" }) as string[][];

test("one row an answer, with the mark for Excel, in columns that stay", () => {
  const session = sessionOf("parathed", [
    level(3),
    ["why-not-top", { kind: "choices", ids: ["afraid"], own: ['min "bror"'] }],
    ["why-not-bottom", { kind: "words", words: "jeg vil,\r\nog jeg kan" }],
    ["help-me", { kind: "skipped" }],
  ]);
  const { version } = session.outcome.flow;
  const of = `session-parathed,parathed,${version},Parathed 1-5,2026-11-20T09:12:00.000Z`;
  const given = "citizen,2026-11-20T09:10:00.000Z";
  expect(exportCsv([session], wordsIn("da"))).toBe(
    [
      "\ufeffsession,exercise,version,title,completed_at,path,question,kind,value,words,answered_by,answered_at",
      `${of},level,Hvor klar,number,3,"3, lidt klar",${given}`,
      `${of},why-not-top,Det svære,choices,"[""afraid"",""min \\""bror\\""""]","Jeg er bange og min ""bror""",${given}`,
      `${of},why-not-bottom,Min grund,words,"jeg vil,\r\nog jeg kan","jeg vil,\r\nog jeg kan",${given}`,
      `${of},help-me,Hjælp fra behandler,skipped,,sprang over,${given}`,
      "",
    ].join("\r\n"),
  );
});

test("without sessions there are only the names of the columns", () => {
  expect(read(exportCsv([], wordsIn("da")))).toEqual([[...COLUMNS]]);
});

test("a citizen's words are no formula", () => {
  const session = sessionOf("parathed", [["why-not-bottom", { kind: "words", words: '=HYPERLINK("http://x";"y")' }]]);
  const [, row] = read(exportCsv([session], wordsIn("da")));
  expect(row?.[COLUMNS.indexOf("words")]).toBe('\'=HYPERLINK("http://x";"y")');
  expect(row?.[COLUMNS.indexOf("value")]).toBe('\'=HYPERLINK("http://x";"y")');
});

const cell = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({
    unit: fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", '"', ",", ";", "'", " ", "\u00a0", "\ufeff", "a"),
  }),
);
const rows = fc
  .integer({ min: 1, max: 6 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }));

test("whatever was said comes back as it was, but for the apostrophe before what begins a formula", () => {
  const NEITHER = "a mark of the beginning of a file";
  fc.assert(
    fc.property(rows, (given) => {
      const back = read(table([[NEITHER], ...given].map((row) => padded(row, given[0]!.length))));
      const cells = back.slice(1).flat();
      expect(cells).toEqual(given.flat().map((it) => (FORMULA.test(it) ? `'${it}` : it)));
      expect(cells.filter((it) => /^[=+\-@＝＋－＠\t\r]/.test(it))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

/** As a spreadsheet reads a cell: a sign that begins a formula, whatever spaces are before it. */
const FORMULA = /^[\s\ufeff]*[=+\-@＝＋－＠]|^[\s\ufeff]*[\t\r]/;

const padded = (row: readonly string[], width: number): string[] =>
  Array.from({ length: width }, (_, i) => row[i] ?? "");
