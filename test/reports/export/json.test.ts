import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { exportJson, exportSchema } from "../../../src/reports/export/json.ts";
import { openTestProduct } from "../../support/product.ts";
import { choice, number, ticked } from "../../support/way.ts";
import { level, wordsIn } from "../runs.ts";
import { MADE_AT, sessionOf } from "./sessions.ts";
import { WAYS } from "./walked.ts";

const about = { citizen: "citizen-1", at: MADE_AT };

test("an export says every kind of answer as data and in words, who gave it and when (R30)", () => {
  const session = sessionOf(
    "parathed",
    [
      level(3),
      ["why-not-top", { kind: "choices", ids: ["afraid"], own: ["min bror"], media: { id: "v", type: "voice" } }],
      ["why-not-bottom", { kind: "words", words: "jeg vil" }],
      ["one-up", { kind: "media", media: { id: "p", type: "photo" } }],
      ["help-me", { kind: "unknown" }],
      ["help-staff", { kind: "skipped" }],
      ["review", { kind: "choice", id: "yes" }],
    ],
    { params: { topic: "home" }, by: "together" },
  );
  const { version } = session.outcome.flow;
  const given = { answeredBy: "together", answeredAt: "2026-11-20T09:10:00.000Z" };
  expect(exportJson([session], about, wordsIn("da"))).toEqual({
    format: "skridt-export",
    version: 1,
    exportedAt: "2026-11-23T08:00:00.000Z",
    language: "da",
    citizen: "citizen-1",
    sessions: [
      {
        id: "session-parathed",
        exercise: "parathed",
        version,
        title: "Parathed 1-5: at flytte i egen bolig",
        settings: { points: "5", topic: "home" },
        startedAt: "2026-11-20T09:00:00.000Z",
        completedAt: "2026-11-20T09:12:00.000Z",
        answeredBy: ["together"],
        answers: [
          { path: "level", question: "Hvor klar", kind: "number", value: 3, words: "3, lidt klar", ...given },
          {
            path: "why-not-top",
            question: "Det svære",
            kind: "choices",
            value: ["afraid", "min bror", { type: "voice", id: "v" }],
            own: ["min bror"],
            words: "Jeg er bange, min bror og lydbesked",
            ...given,
          },
          {
            path: "why-not-bottom",
            question: "Min grund",
            kind: "words",
            value: "jeg vil",
            words: "jeg vil",
            ...given,
          },
          {
            path: "one-up",
            question: "1 tal højere",
            kind: "media",
            value: { type: "photo", id: "p" },
            words: "billede",
            ...given,
          },
          {
            path: "help-me",
            question: "Hjælp fra behandler",
            kind: "unknown",
            value: "unknown",
            words: "ved ikke",
            ...given,
          },
          {
            path: "help-staff",
            question: "Hjælp fra personale",
            kind: "skipped",
            value: null,
            words: "sprang over",
            ...given,
          },
        ],
      },
    ],
  });
});

test("R22 of people who were taken away nothing is handed out; who stays is said by whom as it was answered", () => {
  const session = sessionOf("netvaerkscirkel", [
    ["people[0]/name", { kind: "words", words: "Ole" }],
    ["people[0]/ring", choice("ring-1")],
    ["people[0]/more", choice("yes")],
    ["people[1]/name", { kind: "words", words: "Eva" }],
    ["people[1]/ring", choice("ring-2")],
    ["people[1]/more", choice("no")],
    ["edits[0]/who", choice("people-0")],
    ["edits[0]/to", choice("remove")],
    ["edits[0]/more", choice("no")],
  ]);
  const given = new Map(
    [...session.given].map(([path, it]) => [path, { ...it, at: new Date(path.includes("[1]") ? 1 : 0) }]),
  );
  const [exported] = exportJson([{ ...session, given }], about, wordsIn("da")).sessions;
  expect(exported?.answers.map(({ path, value, answeredAt }) => [path, value, answeredAt])).toEqual([
    ["people[0]/name", "Eva", "1970-01-01T00:00:00.001Z"],
    ["people[0]/ring", "ring-2", "1970-01-01T00:00:00.001Z"],
  ]);
});

test("the card that was drawn is with its answer", () => {
  const session = sessionOf(
    "sig-nej",
    [
      ["offer", choice("alcohol")],
      ["rounds[level-1]/answer", choice("no")],
    ],
    {
      drawn: [["rounds[level-1]/answer", "a-beer-for-you"]],
    },
  );
  const [exported] = exportJson([session], about, wordsIn("en")).sessions;
  expect(exported?.answers.map(({ card }) => card)).toEqual([undefined, expect.stringContaining("beer")]);
});

test("what came of many ways through every exercise is what the documented schema says", async () => {
  const { library, translator } = await openTestProduct();
  const ajv = new Ajv2020({ formats: { "date-time": true } });
  const validate = ajv.compile(JSON.parse(readFileSync("docs/export.schema.json", "utf8")));
  for (const compiled of library.all()) {
    const sessions = Object.values(WAYS).map((walk) => walk(library, compiled));
    const data = exportJson(sessions, about, translator.words("da"));
    expect([compiled.ref.id, validate(data), validate.errors]).toEqual([compiled.ref.id, true, null]);
    expect(exportSchema.parse(data)).toEqual(data);
  }
  expect(validate({ ...exportJson([], about, translator.words("da")), version: 2 })).toBe(false);
});

test("answers whose numbers were picked keep their place", () => {
  const session = sessionOf("foelelser", [
    ["now", ticked("joy")],
    ["strengths[joy]/strength", number(4)],
  ]);
  const [exported] = exportJson([session], about, wordsIn("da")).sessions;
  expect(exported?.answers.at(-1)).toMatchObject({ path: "strengths[joy]/strength", value: 4 });
  expect(exported?.answers.at(-1)?.question).toContain("lad");
});
