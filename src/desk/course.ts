import { type CourseView, courseCard, courseFormCard, membersCard } from "../channels/teams/cards/group.ts";
import type { Told } from "../channels/teams/cards/look.ts";
import type { Course, GroupVerbs } from "../channels/teams/cards/verbs.ts";
import type { Card } from "../channels/teams/parts.ts";
import { WEEKDAYS } from "../console/planning.ts";
import { sendable } from "../console/sending.ts";
import { weekdayName } from "../console/view/when.ts";
import type { CompiledFlow } from "../flow/library.ts";
import { AppError } from "../model/errors.ts";
import { localDate, localTime } from "../schedule/local.ts";
import { timingFrom } from "../schedule/timing.ts";
import { ownCitizens } from "../store/console-queries.ts";
import { leads } from "./leads.ts";
import { idFor, newMark } from "./once.ts";
import { citizenOf } from "./own.ts";
import type { Act, Answered, Doing } from "./parts.ts";
import { openStart } from "./start.ts";
import { titled } from "./titled.ts";

const TIMES = [4, 6, 8, 10] as const;
/** How many one member of staff brings; a group is four to six in all. */
const MEMBERS = 6;
/** Citizens on a card. */
const CITIZENS = 60;
/** The homework comes when one is home again. */
const AFTER = { hours: 2 };

const MAY_PLAN = ["behandler", "socialpaedagog"] as const;

/** What may be homework of a group: what can be done alone. It is given by those who may send it, and planned by a tovholder. */
function homework({ parts, actor }: Doing): readonly CompiledFlow[] {
  const all = MAY_PLAN.flatMap((role) => sendable(parts.library, { ...actor, role }));
  return [...new Set(all)].filter(
    // what only follows on something else is nothing for a group
    ({ flow: { guide, menu } }) => guide.alone && guide.kind !== "check-in" && menu === undefined,
  );
}

/** Those of them that the actor may send. */
const ownHomework = (doing: Doing, flow: string): CompiledFlow | undefined =>
  homework(doing).find((it) => it.flow.id === flow && sendable(doing.parts.library, doing.actor).includes(it));

export const askCourse: Act<GroupVerbs["course-form"]> = async (doing, { data }) => {
  const { flow, start, times } = data;
  const [day, time] = start?.split("T") ?? [];
  const known = { flow, day, time, times: times === undefined ? undefined : String(times) };
  return { card: formCard(doing, known), replaces: true };
};

function formCard(doing: Doing, known: Readonly<Record<string, string | undefined>>, told: Told = {}): Card {
  const { look, parts } = doing;
  const form = Object.fromEntries(Object.entries(known).filter((it): it is [string, string] => it[1] !== undefined));
  return courseFormCard(
    look,
    {
      exercises: titled(doing, homework(doing)).map(({ compiled, title }) => ({ title, value: compiled.flow.id })),
      times: TIMES.map((it) => ({ title: look.say("course.count", { count: it }), value: String(it) })),
      today: localDate(parts.now()),
      form,
    },
    told,
  );
}

/** The plan as everybody in the group sees it. */
export const planCourse: Act<object> = async (doing, { inputs }) => {
  const { flow, day, time } = inputs;
  const times = TIMES.find((it) => String(it) === inputs.times) ?? 6;
  const read = startOf(doing, `${day}T${time}`);
  if (!read || !homework(doing).some((it) => it.flow.id === flow)) {
    const typed = { flow, day: read ? day : undefined, times: String(times) };
    return { card: formCard(doing, typed, { problem: doing.look.staff("send.when-missing") }), replaces: true };
  }
  const course = { flow: flow as string, start: read, times };
  return { card: shown(doing, course, true), replaces: true, everyone: shown(doing, course, false) };
};

/** A moment to come; undefined: none. */
function startOf({ parts }: Doing, at: string): string | undefined {
  try {
    const start = Temporal.PlainDateTime.from(timingFrom({ at, now: parts.now() }).start);
    const isComing = Temporal.PlainDateTime.compare(start, localTime(parts.now())) > 0;
    return isComing ? start.toString({ smallestUnit: "minute" }) : undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === "input") return undefined;
    throw error;
  }
}

export const showCourse: Act<Course> = async (doing, { data }) => ({
  card: shown(doing, data, leads(doing)),
  replaces: true,
});

function viewOf(doing: Doing, course: Course): Omit<CourseView, "leads"> {
  const { look, parts, actor } = doing;
  const compiled = parts.library.latest(course.flow);
  if (!compiled) throw new AppError("not-found", "flow: expected one that there is");
  const [found] = titled(doing, [compiled]);
  const start = Temporal.PlainDateTime.from(course.start);
  const names = { words: parts.translator.words(actor.language), say: look.staff, now: parts.now() };
  const when = look.say("course.when", {
    count: course.times,
    day: weekdayName(names, start.dayOfWeek - 1),
    time: `${start.hour}.${String(start.minute).padStart(2, "0")}`,
    first: look.day(start.toPlainDate().toString()),
  });
  return { ...course, title: found?.title ?? "", picture: compiled.flow.picture, when };
}

const shown = (doing: Doing, course: Course, leading: boolean): Card =>
  courseCard(doing.look, { ...viewOf(doing, course), leads: leading });

/** Citizens are chosen where nobody reads along: in the chat of one's own. */
export const handOver: Act<Course> = async (doing, { data }) => {
  if (!ownHomework(doing, data.flow)) return { text: doing.look.say("course.not-yours") };
  const reached = await doing.parts.tellAlone(doing.staff.id, { verb: "course-members", data: { ...data } });
  return { text: doing.look.say(reached ? "course.alone" : "course.not-alone") };
};

export const chooseMembers: Act<Course> = async (doing, { data }) => members(doing, data);

async function members(doing: Doing, course: Course, told: Told = {}): Promise<Answered> {
  const { look, parts, actor } = doing;
  const own = await ownCitizens(parts.database, actor.id);
  const { title, when } = viewOf(doing, course);
  const citizens = own.slice(0, CITIZENS).map(({ id, name }) => ({ title: name, value: id }));
  const view = { ...course, title, when, citizens, more: own.length - citizens.length, nonce: newMark(parts.now()) };
  return { card: membersCard(look, view, told), replaces: true };
}

/** Each gets the homework on their phone, after each meeting, as what is sent at times. */
export const giveHomework: Act<Course & { readonly nonce: string }> = async (doing, { data, inputs }) => {
  const { look, parts, actor } = doing;
  const { nonce, ...course } = data;
  const chosen = [...new Set((inputs.members ?? "").split(",").filter((it) => it !== ""))];
  const compiled = ownHomework(doing, course.flow);
  if (!compiled) throw new AppError("not-found", "flow: expected one that may be sent");
  const isCount = chosen.length > 0 && chosen.length <= MEMBERS;
  if (!isCount) return members(doing, course, { problem: look.say("course.members-wrong") });
  const citizens = await Promise.all(chosen.map((it) => citizenOf(doing, it)));
  const params = Object.fromEntries(Object.entries(compiled.flow.params ?? {}).map(([name, it]) => [name, it.default]));
  const start = Temporal.PlainDateTime.from(course.start).add(AFTER);
  const every = `FREQ=WEEKLY;BYDAY=${WEEKDAYS[start.dayOfWeek - 1]};BYHOUR=${start.hour};BYMINUTE=${start.minute};COUNT=${course.times}`;
  const timing = timingFrom({ at: start.toString(), every, now: parts.now() });
  for (const { id: citizen } of citizens) {
    const id = idFor(doing, nonce, citizen, course.flow);
    await parts.plan({ id, citizen, flow: course.flow, params, by: actor.id, ...timing, holidays: "skip" });
  }
  const { title } = viewOf(doing, course);
  const done = look.say("course.given", { title, list: citizens.map(({ name }) => name) });
  return { card: await openStart(doing, { done }), replaces: true };
};
