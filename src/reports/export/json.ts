import { z } from "zod";
import { plain } from "../../model/value.ts";
import type { Words } from "../../model/words.ts";
import { titleSaid } from "../about.ts";
import { answersOf, type Exported, type ExportedAnswer } from "./answers.ts";

/** Grows by one with every change that a reader of the old shape could not read. */
export const EXPORT_VERSION = 1;

const by = z.enum(["citizen", "together", "staff"]);

const media = z
  .strictObject({
    type: z.enum(["voice", "photo"]).describe("A voice message or a photo."),
    id: z.string().describe("The id it is stored under. The recording itself is not in the file."),
    gone: z.literal(true).optional().describe("It was deleted when it was old: nothing is stored any more."),
    caption: z.string().optional().describe("What the citizen wrote with it."),
  })
  .describe("A voice message or a photo.");

const answer = z
  .strictObject({
    path: z
      .string()
      .describe(
        "The place in the exercise, the same for every citizen. Places inside loops carry the item: strengths[anger]/strength.",
      ),
    question: z.string().describe("The question in short, in the language of the file."),
    card: z.string().optional().describe("The card that was drawn for the question, where one was."),
    kind: z
      .enum(["choice", "choices", "number", "words", "media", "date", "skipped", "unknown", "withheld"])
      .describe(
        "What was given. skipped: passed over; unknown: answered with 'I do not know': both are answers. withheld: something was given that the citizen lets the reader of this file not see.",
      ),
    value: z
      .union([z.string(), z.number(), z.null(), z.array(z.union([z.string(), media])), media])
      .describe(
        "choice: its id; choices: ids, then own words, then a recording; number: the number; words: as written; media: an object; date: YYYY-MM-DD; skipped: null; unknown and withheld: those words.",
      ),
    own: z
      .array(z.string())
      .optional()
      .describe("Only of choices: which of the values are the citizen's own words and no ids."),
    words: z.string().describe("The answer as a person reads it, in the language of the file."),
    answeredBy: by
      .nullable()
      .describe("Who gave this answer; null when it became what it is by another answer, as when a person was moved."),
    answeredAt: z.iso.datetime().nullable().describe("When this answer was given, UTC; null as for answeredBy."),
  })
  .describe("One answer.");

const session = z
  .strictObject({
    id: z.string().describe("Id of the session."),
    exercise: z.string().describe("Id of the exercise."),
    version: z.string().describe("The version of the exercise: a hash of its definition and its words."),
    title: z.string().describe("The exercise's name, and what it was about, in the language of the file."),
    settings: z.record(z.string(), z.string()).describe("How the exercise was set when it was sent."),
    startedAt: z.iso.datetime().describe("When it was begun, UTC."),
    completedAt: z.iso.datetime().describe("When it was finished, UTC."),
    answeredBy: z.array(by).describe("Who gave any of the answers, in order of first giving."),
    answers: z
      .array(answer)
      .describe("The answers as they count at the end, in order. Corrections and what only leads on are left out."),
  })
  .describe("One finished run of one exercise.");

export const exportSchema = z
  .strictObject({
    format: z.literal("skridt-export").describe("Always skridt-export."),
    version: z.literal(EXPORT_VERSION).describe("The version of this format."),
    exportedAt: z.iso.datetime().describe("When the file was made, UTC."),
    language: z.string().describe("The language of all words in the file: da or en."),
    citizen: z.string().describe("Id of the citizen in this installation. No name is in the file's own fields."),
    sessions: z.array(session).describe("The sessions that were asked for, the newest first."),
  })
  .describe("Finished exercises of one citizen, from Skridt.");
export type Export = z.infer<typeof exportSchema>;

/** JSON Schema of the format, for who reads such files. */
export function exportJsonSchema(): object {
  return { title: `Skridt export, version ${EXPORT_VERSION}`, ...z.toJSONSchema(exportSchema) };
}

/** Sessions of one citizen as data. @param at when the file is made */
export function exportJson(
  sessions: readonly Exported[],
  { citizen, at }: { readonly citizen: string; readonly at: Date },
  words: Words,
): Export {
  return {
    format: "skridt-export",
    version: EXPORT_VERSION,
    exportedAt: at.toISOString(),
    language: words.language,
    citizen,
    sessions: sessions.map((it) => sessionOf(it, words)),
  };
}

function sessionOf(exported: Exported, words: Words): Export["sessions"][number] {
  const { compiled, outcome } = exported;
  return {
    id: outcome.id,
    exercise: outcome.flow.id,
    version: outcome.flow.version,
    title: titleSaid(compiled, outcome.params, words),
    settings: { ...outcome.params },
    startedAt: outcome.startedAt.toISOString(),
    completedAt: outcome.completedAt.toISOString(),
    answeredBy: [...outcome.answeredBy],
    answers: answersOf(exported, words).map(answerOf),
  };
}

type Answer = z.infer<typeof answer>;

function answerOf({ path, question, card, value, words, given }: ExportedAnswer): Answer {
  return {
    path,
    question,
    ...(card === undefined ? {} : { card }),
    kind: value.kind as Answer["kind"],
    value: plain(value) as Answer["value"],
    ...(value.kind === "choices" && value.own ? { own: [...value.own] } : {}),
    words,
    answeredBy: given?.by ?? null,
    answeredAt: given?.at.toISOString() ?? null,
  };
}
