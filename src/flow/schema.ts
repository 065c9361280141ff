import { z } from "zod";
import { sheetDefinition } from "./sheets.ts";
import { blocks, type Each, type Person, type Repeat, type Run, type When } from "./steps/blocks.ts";
import { type Choose, choose } from "./steps/choose.ts";
import { id } from "./steps/common.ts";
import { type DateStep, date } from "./steps/date.ts";
import { type Pick, pick } from "./steps/pick.ts";
import { type Say, say } from "./steps/say.ts";
import { type Scale, scale } from "./steps/scale.ts";
import { type SheetStep, sheet } from "./steps/sheet.ts";
import { type Sign, sign } from "./steps/sign.ts";
import { type Summary, summary } from "./steps/summary.ts";
import { type Tell, tell } from "./steps/tell.ts";

/** Steps that ask or show one thing. */
export type AskStep = Say | Choose | Pick | Scale | Tell | DateStep | Sign | Summary | SheetStep;
/** Steps that hold or lead to other steps. */
export type BlockStep = When | Each | Repeat | Person | Run | { readonly type: "end" };
export type Step = AskStep | BlockStep;

const steps: z.ZodType<readonly Step[]> = z.lazy(() => z.array(step).min(1));
const block = blocks(steps);
const step: z.ZodType<Step> = z.discriminatedUnion("type", [
  say,
  choose,
  pick,
  scale,
  tell,
  date,
  sign,
  summary,
  sheet,
  block.when,
  block.each,
  block.repeat,
  block.person,
  block.run,
  block.end,
]) as z.ZodType<Step>;

export const ROLES = ["behandler", "socialpaedagog"] as const;

/** Who may use the exercise and how: from its instruction card. Minutes are [from, to]. */
const guide = z.strictObject({
  kind: z.enum(["reflection", "dialogue", "exercise", "information", "check-in", "help"]),
  minutes: z.tuple([z.int().min(1), z.int().min(1)]),
  material: z.array(id).optional(),
  start: z.array(z.enum(ROLES)).min(1),
  /** a citizen may run it without staff */
  alone: z.boolean(),
});

/** A setting given when the exercise is sent. `text: true` also takes words typed by staff. */
const param = z.strictObject({
  values: z.array(z.string()).min(1),
  default: z.string(),
  text: z.literal(true).optional(),
});

export const flowSchema = z.strictObject({
  id,
  /** the exercise's own picture */
  picture: id,
  guide,
  params: z.record(id, param).optional(),
  /** false: an interruption ("Jeg har trang") that starts at once, reports nothing and returns to the same place */
  report: z.literal(false).optional(),
  sheet: sheetDefinition.optional(),
  /** cards to draw from; their words are at `decks.<deck>.<card>` */
  decks: z.record(id, z.array(z.strictObject({ id, tags: z.record(id, z.string()).optional() })).min(1)).optional(),
  /** steps whose numbers are followed over time */
  series: z.array(z.string()).optional(),
  /** at most one exercise to suggest afterwards */
  next: id.optional(),
  steps,
});
export type Flow = z.infer<typeof flowSchema>;

/** JSON Schema of the flow language, for editors. */
export function flowJsonSchema(): object {
  return z.toJSONSchema(flowSchema, { io: "input", unrepresentable: "any" });
}
