import { z } from "zod";
import type { WordKey } from "./steps/common.ts";

/**
 * A step by its full name in the flow ("strengths/strength"); one that begins with a used flow ("noedplan/cool-down")
 * is what was kept of that flow.
 */
const step = z.string();
const parts = z.array(step).min(1);
/** A step that both halves have, or that of the one and that of the other. */
const inHalves = z.union([step, z.tuple([step, step])]);

/** The sheet an outcome is drawn on, and which steps fill it. */
export const sheetDefinition = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("stairs"), at: step }),
  z.strictObject({ kind: z.literal("feelings"), chosen: step, strength: step.optional() }),
  z.strictObject({ kind: z.literal("bell"), inside: step, outside: step, out: step }),
  /** `people` is a person block; `edits` a repeat of `who` and `to` (ring-1, ring-2, ring-3, remove): the later wins */
  z.strictObject({ kind: z.literal("circle"), people: step, edits: step.optional() }),
  /** `people` is a person block: whom to call */
  z.strictObject({ kind: z.literal("plan"), parts, people: step.optional() }),
  /** `halves` are two loops over the same list with the steps `now` and `later`; `column` is a date that heads what is later */
  z.strictObject({
    kind: z.literal("decision"),
    halves: z.tuple([step, step]),
    now: inHalves,
    later: inHalves,
    column: step,
  }),
  /** a part may be a param as well: what staff wrote; `done` is a pick: what was ticked there is marked as done */
  z.strictObject({ kind: z.literal("list"), parts, done: step.optional() }),
  /** signed by the steps of type sign */
  z.strictObject({ kind: z.literal("contract"), goal: step, parts: parts.optional() }),
  /** `text` is a param or a step */
  z.strictObject({ kind: z.literal("diploma"), text: z.string() }),
]);
export type SheetDefinition = z.infer<typeof sheetDefinition>;

/** The step of the first or the second half. */
export const inHalf = (steps: z.infer<typeof inHalves>, half: number): string =>
  typeof steps === "string" ? steps : (steps[half] as string);

/** The words of a sheet, below `sheet`. A part without words of its own has the short words of its step. */
export function sheetWordsOf(sheet: SheetDefinition): readonly WordKey[] {
  const title: WordKey = { key: "title", limit: "bubble" };
  const named = (name: string): WordKey => ({ key: `parts.${name}`, limit: "bubble", optional: true });
  switch (sheet.kind) {
    case "decision": {
      const halves = sheet.halves.map((half): WordKey => ({ key: `halves.${half}`, limit: "bubble" }));
      return [title, ...halves, ...[inHalf(sheet.now, 0), inHalf(sheet.later, 0)].map(named)];
    }
    case "bell":
      return [title, ...[sheet.inside, sheet.outside, sheet.out].map(named)];
    case "plan":
    case "list":
      return [title, ...sheet.parts.map(named)];
    case "contract":
      return [title, ...[sheet.goal, ...(sheet.parts ?? [])].map(named)];
    default:
      return [title];
  }
}
