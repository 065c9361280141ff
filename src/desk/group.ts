import { z } from "zod";
import { groupCard } from "../channels/teams/cards/group.ts";
import type { GroupVerbs } from "../channels/teams/cards/verbs.ts";
import { wrongCard } from "../channels/teams/cards/wrong.ts";
import { askCourse, handOver, planCourse, showCourse } from "./course.ts";
import { AGREED_MOST, agree, DILEMMAS, drawDilemma, showDilemma } from "./dilemma.ts";
import type { Handler } from "./handlers.ts";
import { leads } from "./leads.ts";
import type { Answered, Asked, Doing } from "./parts.ts";

const dilemma = z.object({
  id: z.enum(DILEMMAS),
  agreed: z.string().max(AGREED_MOST).optional(),
  by: z.string().max(200).optional(),
});
export const course = z.object({
  flow: z.string().regex(/^[\w-]{1,100}$/),
  start: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/),
  times: z.int().min(1).max(20),
});

/** Every button there is where others read along. None of them is about a citizen. */
const HANDLERS: { readonly [V in keyof GroupVerbs]: Handler<GroupVerbs[V]> } = {
  dilemma: { carries: dilemma, act: showDilemma },
  "dilemma-draw": { carries: z.object({ id: z.string().max(40).optional() }), act: drawDilemma },
  "dilemma-agree": { carries: dilemma, act: agree },
  course: { carries: course, act: showCourse },
  "course-form": { carries: course.partial(), act: askCourse },
  "course-plan": { carries: z.object({}), act: planCourse },
  "course-hand": { carries: course, act: handOver },
};
/** What anybody of the staff may do; the rest is who leads. */
const FOR_ALL: readonly (keyof GroupVerbs)[] = ["dilemma", "course", "course-hand"];
const DILEMMA = /\bdilemma/i;

/** What is said and tapped in a group or a team: a tovholder begins what is done together; citizens are not there. */
export async function inGroup(doing: Doing, asked: Asked): Promise<Answered> {
  const { look } = doing;
  if (asked.kind !== "action") {
    if (!leads(doing)) return { text: look.say("apart") };
    const wantsDilemma = asked.kind === "words" && DILEMMA.test(asked.text);
    if (!wantsDilemma) return { card: groupCard(look) };
    const { everyone } = await drawDilemma(doing, { data: {}, inputs: {} });
    return everyone ? { card: everyone } : {};
  }
  const { verb, data, inputs } = asked;
  const handler = Object.hasOwn(HANDLERS, verb) ? (HANDLERS[verb as keyof GroupVerbs] as Handler<unknown>) : undefined;
  if (!handler) return { text: look.say("apart") };
  if (!leads(doing) && !FOR_ALL.some((it) => it === verb)) return { text: look.say("group.leads") };
  const carried = handler.carries.safeParse(data);
  if (!carried.success) return { card: wrongCard(look, "not-understood"), replaces: true };
  return await handler.act(doing, { data: carried.data, inputs });
}
