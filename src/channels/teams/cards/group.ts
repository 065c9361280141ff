import type { Card } from "../parts.ts";
import {
  type Choice,
  card,
  choose,
  clip,
  dateField,
  type Element,
  execute,
  heading,
  image,
  row,
  text,
  timeField,
  typeIn,
} from "./kit.ts";
import { type CardLook, notice, type Told, told } from "./look.ts";
import type { Course, Dilemma } from "./verbs.ts";

/** Cards where others read along. None of them knows of any citizen. */

const ICON = 56;

/** What can be begun here. */
export function groupCard(look: CardLook, said: Told = {}): Card {
  const body = [told(said), heading(look.say("group.title"), 1), text(look.say("group.what"))];
  const plain = { inputs: "none" } as const;
  return card(look.language, body, {
    actions: [
      execute(look.say("group.dilemma"), "dilemma-draw", {}, plain),
      execute(look.say("group.course"), "course-form", {}, plain),
    ],
  });
}

export interface DilemmaView extends Dilemma {
  readonly title: string;
  readonly text: string;
  /** what to talk about */
  readonly ask: readonly string[];
  /** the reader leads: draws, and notes what was agreed */
  readonly leads: boolean;
  readonly most: number;
  /** what was typed, when it was not noted */
  readonly typed?: string | undefined;
}

/** A case to talk about, and what was agreed. */
export function dilemmaCard(look: CardLook, view: DilemmaView, said: Told = {}): Card {
  const { id, agreed, by, leads } = view;
  const state = { id, ...(agreed === undefined ? {} : { agreed, by }) };
  const shown = image(look.picture({ name: "group" }, ICON * 2), "", ICON);
  const noted =
    agreed === undefined
      ? []
      : [
          heading(look.say("dilemma.agreed")),
          text(agreed),
          text(by ?? "", { size: "small", quiet: true, close: true }),
        ];
  const lead = [
    typeIn({
      id: "agreed",
      label: look.say("dilemma.note"),
      value: view.typed ?? agreed,
      most: view.most,
      lines: true,
      error: look.say("dilemma.empty"),
    }),
  ];
  return card(
    look.language,
    [
      told(said),
      row(shown, [text(look.say("dilemma.title"), { quiet: true }), heading(view.title, 1)]),
      text(view.text),
      heading(look.say("dilemma.ask"), 2, { separate: true }),
      ...view.ask.map((it) => text(`• ${it}`, { close: true })),
      ...noted,
      ...(leads ? lead : []),
    ],
    {
      actions: leads
        ? [
            execute(look.say("dilemma.keep"), "dilemma-agree", state, { style: "positive" }),
            execute(look.say("dilemma.draw"), "dilemma-draw", { id }, { inputs: "none" }),
          ]
        : [execute(look.say("group.lead"), "dilemma", state, { inputs: "none" })],
      refresh: { verb: "dilemma", data: state },
    },
  );
}

export interface CourseForm {
  readonly exercises: readonly Choice[];
  readonly times: readonly Choice[];
  readonly today: string;
  /** what was typed before */
  readonly form: Readonly<Record<string, string>>;
}

/** What a group course is to be. */
export function courseFormCard(look: CardLook, view: CourseForm, said: Told = {}): Card {
  const { form, exercises, times, today } = view;
  const wrong = look.staff("send.when-missing");
  return card(
    look.language,
    [
      told(said),
      heading(look.say("course.title"), 1),
      text(look.say("course.no-names"), { quiet: true }),
      choose({
        id: "flow",
        label: look.say("course.exercise"),
        choices: exercises,
        value: form.flow ?? exercises[0]?.value,
        list: true,
        error: look.staff("send.choose-setting"),
      }),
      dateField({ id: "day", label: look.say("course.first"), value: form.day, from: today, error: wrong }),
      timeField({ id: "time", label: look.staff("send.time"), value: form.time ?? "13:00", error: wrong }),
      choose({ id: "times", label: look.say("course.times"), choices: times, value: form.times ?? "6", list: true }),
    ],
    { actions: [execute(look.say("course.show"), "course-plan", {}, { style: "positive" })] },
  );
}

export interface CourseView extends Course {
  readonly title: string;
  readonly picture: string;
  /** "6 gange, hver onsdag kl. 13.00. Første gang onsdag 2. december." */
  readonly when: string;
  readonly leads: boolean;
}

/** A group course as all see it: the same order every time. */
export function courseCard(look: CardLook, view: CourseView): Card {
  const { flow, start, times, title, leads } = view;
  const course = { flow, start, times };
  const shown = image(look.picture({ name: view.picture }, ICON * 2), "", ICON);
  const agenda = ["welcome", "round", "exercise", "guest", "homework", "end"].map((it, i) =>
    text(`${i + 1}. ${look.say(`course.agenda.${it}`, { title })}`, { close: i > 0 }),
  );
  return card(
    look.language,
    [
      row(shown, [text(look.say("course.title"), { quiet: true }), heading(title, 1)]),
      text(view.when, { bold: true }),
      text(look.say("course.size")),
      heading(look.say("course.each-time"), 2, { separate: true }),
      ...agenda,
      text(look.say("course.hand-what"), { size: "small", quiet: true }),
    ],
    {
      actions: [
        execute(look.say("course.hand"), "course-hand", course, { inputs: "none" }),
        leads
          ? execute(look.say("course.change"), "course-form", course, { inputs: "none" })
          : execute(look.say("group.lead"), "course", course, { inputs: "none" }),
      ],
      refresh: { verb: "course", data: course },
    },
  );
}

export interface MembersView extends Course {
  readonly title: string;
  readonly when: string;
  readonly citizens: readonly Choice[];
  /** those who are not on the card */
  readonly more: number;
  readonly nonce: string;
}

/** In the chat of one's own: who of one's citizens gets the homework. */
export function membersCard(look: CardLook, view: MembersView, said: Told = {}): Card {
  const { flow, start, times, nonce, citizens } = view;
  const fields: Element[] = [
    choose({
      id: "members",
      label: look.say("course.members"),
      choices: citizens.map(({ title, value }) => ({ title: clip(title, 60), value })),
      many: true,
      error: look.say("course.members-wrong"),
    }),
  ];
  return card(
    look.language,
    [
      told(said),
      heading(look.say("course.homework", { title: view.title }), 1),
      text(view.when),
      ...(citizens.length > 0 ? fields : [text(look.staff("citizens.empty-text"))]),
      view.more > 0 ? notice(look.say("course.more", { count: view.more }), "emphasis") : undefined,
      text(look.say("course.after"), { size: "small", quiet: true }),
    ],
    {
      actions: [
        ...(citizens.length > 0
          ? [execute(look.say("course.give"), "course-give", { flow, start, times, nonce }, { style: "positive" })]
          : []),
        execute(look.say("home"), "start", {}, { inputs: "none" }),
      ],
    },
  );
}
