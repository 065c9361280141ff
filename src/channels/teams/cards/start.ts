import type { Card } from "../parts.ts";
import { type CitizenLine, citizenRow, searchField } from "./citizens.ts";
import { buttons, card, type Element, execute, heading, image, row, text } from "./kit.ts";
import { type CardLook, notice, type Told, told } from "./look.ts";

/** Pixels of the picture of an exercise in a list. */
const ICON = 40;

/** An outcome that the reader has not looked at. */
export interface NewLine {
  readonly outcome: string;
  readonly name: string;
  readonly title: string;
  /** the picture of the exercise */
  readonly picture: string;
  readonly at: Date;
}

/** Something that is sent this week. */
export interface WeekLine {
  readonly citizen: string;
  readonly name: string;
  readonly title: string;
  readonly at: Date;
}

export interface StartView {
  readonly name: string;
  readonly news: readonly NewLine[];
  /** how many there are in all */
  readonly newCount: number;
  readonly week: readonly WeekLine[];
  readonly weekCount: number;
  readonly citizens: readonly CitizenLine[];
  readonly citizenCount: number;
  /** what is urgent and waits for somebody */
  readonly alerts: number;
}

/** What one meets first: what is new, what is urgent, what is sent this week, and one's citizens. */
export function startCard(look: CardLook, view: StartView, said: Told = {}): Card {
  return card(
    look.language,
    [
      told(said),
      heading(look.say("start.hello", { name: view.name }), 1),
      ...urgent(look, view),
      heading(look.say("start.new", { count: view.newCount })),
      ...newRows(look, view),
      heading(look.say("start.week"), 2, { separate: true }),
      ...weekLines(look, view),
      heading(look.say("citizens.title", { count: view.citizenCount }), 2, { separate: true }),
      ...(view.citizenCount > 0
        ? view.citizens.map((it) => citizenRow(look, it))
        : [text(look.staff("citizens.empty-text"))]),
      view.citizenCount > view.citizens.length
        ? buttons([execute(look.say("citizens.all"), "citizens", { page: 1 }, { inputs: "none" })])
        : undefined,
      view.citizenCount > 1 ? searchField(look, "") : undefined,
    ],
    { refresh: { verb: "start", data: {} } },
  );
}

function urgent(look: CardLook, { alerts }: StartView): Element[] {
  if (alerts === 0) return [];
  const said = alerts === 1 ? look.say("start.alert") : look.say("start.alerts", { count: alerts });
  return [
    notice(said, "attention"),
    buttons([execute(look.say("start.see-alerts"), "alerts", {}, { inputs: "none" })]),
  ];
}

function newRows(look: CardLook, { news, newCount }: StartView): Element[] {
  if (news.length === 0) return [text(look.staff("inbox.empty"), { quiet: true })];
  const all = execute(look.staff("inbox.all-new"), "news", {}, { inputs: "none" });
  return [...news.map((it) => newRow(look, it)), ...(newCount > news.length ? [buttons([all])] : [])];
}

export function newRow(look: CardLook, { outcome, name, title, picture, at }: NewLine): Element {
  const shown = image(look.picture({ name: picture }, ICON * 2), "", ICON);
  const said = [
    text(name, { bold: true }),
    text(title, { close: true }),
    text(look.when(at), { size: "small", quiet: true, close: true }),
  ];
  return row(shown, said, execute(`${name}: ${title}`, "outcome", { outcome }, { inputs: "none" }));
}

function weekLines(look: CardLook, { week, weekCount }: StartView): Element[] {
  if (week.length === 0) return [text(look.say("start.week-empty"), { quiet: true })];
  const rows = week.map(({ citizen, name, title, at }) =>
    row(
      undefined,
      [text(`${name}: ${title}`), text(look.when(at), { size: "small", quiet: true, close: true })],
      execute(name, "citizen", { citizen }, { inputs: "none" }),
    ),
  );
  const rest = weekCount - week.length;
  return rest > 0 ? [...rows, text(look.say("start.week-more", { count: rest }), { quiet: true })] : rows;
}

/** All that is new, as many as fit. */
export function newsCard(look: CardLook, view: Pick<StartView, "news" | "newCount">): Card {
  const { news, newCount } = view;
  const rest = newCount - news.length;
  return card(
    look.language,
    [
      heading(look.say("start.new", { count: newCount }), 1),
      ...(news.length > 0 ? news.map((it) => newRow(look, it)) : [text(look.staff("inbox.empty"), { quiet: true })]),
      rest > 0 ? text(look.say("start.new-more", { count: rest }), { quiet: true }) : undefined,
    ],
    { actions: [execute(look.say("home"), "start", {}, { inputs: "none" })], refresh: { verb: "news", data: {} } },
  );
}
