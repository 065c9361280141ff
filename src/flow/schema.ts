import { z } from "zod";
import { conditionSchema } from "./condition.ts";
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

/** An exercise to suggest; with `if` only when the condition holds at the end. */
const suggestion = z.strictObject({ if: conditionSchema.optional(), flow: id });

/** An exercise that waits for the citizen afterwards: some hours later, or from the day that was answered at a step. */
const follow = z.union([
  z.strictObject({ flow: id, hours: z.int().min(1) }),
  z.strictObject({ flow: id, date: z.string() }),
]);

export const flowSchema = z.strictObject({
  id,
  /** the exercise's own picture */
  picture: id,
  guide,
  params: z.record(id, param).optional(),
  /** false: an interruption ("Jeg har trang") that starts at once, reports nothing and returns to the same place */
  report: z.literal(false).optional(),
  /** the step of such an interruption whose "yes" lets the citizen's behandlere see it all the same */
  release: id.optional(),
  /** "reading" asks for nothing to be sent; "tap" is one question, without introduction and summary */
  brief: z.enum(["reading", "tap"]).optional(),
  /** nobody sees who answered */
  anonymous: z.literal(true).optional(),
  /** false: only when it is sent or waits; `kept`: only for those who keep something of that exercise */
  menu: z.union([z.literal(false), z.strictObject({ kept: id })]).optional(),
  sheet: sheetDefinition.optional(),
  /** cards to draw from; their words are at `decks.<deck>.<card>` */
  decks: z.record(id, z.array(z.strictObject({ id, tags: z.record(id, z.string()).optional() })).min(1)).optional(),
  /** steps whose numbers are followed over time */
  series: z.array(z.string()).optional(),
  /** steps asked in rounds: the note counts the rounds, and how often each choice was the answer */
  count: z.array(z.string()).optional(),
  /** the finished session is what the citizen keeps of it; "add" adds what is picked to what was picked before */
  keep: z.union([z.literal(true), z.literal("add")]).optional(),
  /** begun again, it starts from what is kept */
  renew: z.literal(true).optional(),
  /** exercises whose kept answers are known here, as "<flow>/<step>" */
  uses: z.array(id).optional(),
  /** the steps that set the citizen's persona and their own word for their use */
  sets: z.strictObject({ persona: z.string().optional(), word: z.string().optional() }).optional(),
  /**
   * it asks what somebody may see, who is in its params `receiver`, `person` and `exercise`: the steps whose "yes" lets them
   * see exercises, what is written in own words, photos and voice, and what was sent to others before
   */
  consents: z.strictObject({ exercises: id, words: id, media: id, earlier: id }).optional(),
  /** valid only when signed by this role as well */
  countersign: z.enum(ROLES).optional(),
  /** at most one exercise to suggest afterwards: the first that fits */
  next: z
    .union([id.transform((flow): z.infer<typeof suggestion>[] => [{ flow }]), z.array(suggestion).min(1)])
    .optional(),
  /** exercises that wait afterwards */
  follow: z.union([follow.transform((it): z.infer<typeof follow>[] => [it]), z.array(follow).min(1)]).optional(),
  steps,
});
export type Flow = z.infer<typeof flowSchema>;

/** JSON Schema of the flow language, for editors. */
export function flowJsonSchema(): object {
  return z.toJSONSchema(flowSchema, { io: "input", unrepresentable: "any" });
}
