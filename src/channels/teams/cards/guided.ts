import type { Message, MessageBubble, MessageChoice } from "../../../model/message.ts";
import { ANSWERED_BY, type AnsweredBy } from "../../../model/value.ts";
import type { Card } from "../parts.ts";
import {
  type Action,
  beside,
  box,
  buttons,
  card,
  clip,
  type Element,
  execute,
  heading,
  image,
  openUrl,
  row,
  text,
  toggle,
  typeIn,
  wideImage,
} from "./kit.ts";
import { type CardLook, notice, type Told, told } from "./look.ts";
import { backActions } from "./send.ts";

const PICTURE = 180;
const CHOICE = 56;
const CONTROL = 24;
/** Sheets have small words. */
const SHEET = 1024;
const HOW = "how";

/** What a screen of an exercise shows when it is run side by side (R30). */
export interface GuidedView {
  readonly citizen: string;
  readonly name: string;
  readonly message: Message;
  readonly by: AnsweredBy;
  readonly nonce: string;
  /** only the citizen decides here, said */
  readonly decides: string | undefined;
  /** what is good to do just now, and at this exercise: lists under their headings */
  readonly guidance: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly wordsMost: number;
}

/** The citizen's question as on their own phone, with large buttons; below it what is for staff, folded. */
export function guidedCard(look: CardLook, view: GuidedView, said: Told = {}): Card {
  const { message, citizen, by } = view;
  return card(
    message.language,
    [
      told(said),
      message.progress === undefined ? undefined : text(message.progress, { size: "small", quiet: true }),
      ...message.bubbles.flatMap((it) => bubble(look, it)),
      ...(message.links ?? []).map(({ label, url }) => buttons([openUrl(label, url)])),
      ...choices(look, view),
      ...ownWords(look, view),
      ...controls(look, view),
      ...forStaff(look, view),
    ],
    { refresh: { verb: "guided", data: { citizen, by } } },
  );
}

/** Lines of a summary, and letters of an answer in it: a card has an end. All of it is on the citizen's own phone. */
const LINES = 20;
const ANSWER = 120;

function bubble(look: CardLook, { text: said, lines = [], picture }: MessageBubble): Element[] {
  const shown =
    picture &&
    ("sheet" in picture.picture
      ? wideImage(look.picture(picture.picture, SHEET), picture.alt)
      : { ...image(look.picture(picture.picture, PICTURE * 2), picture.alt, PICTURE), horizontalAlignment: "center" });
  return [
    ...(shown ? [shown] : []),
    text(said, { size: "large", bold: said.includes("?") }),
    ...lines.slice(0, LINES).map(({ label, answer }) => text(`${label}: ${clip(answer, ANSWER)}`)),
    ...(lines.length > LINES ? [text(look.say("guided.more-lines"), { quiet: true })] : []),
  ];
}

/** Taps carry who answers. The same button of the same card counts once. */
function tap({ citizen, by, nonce }: GuidedView, title: string, token: string): Action {
  return execute(title, "guided-tap", { citizen, by, token, nonce }, { inputs: "none" });
}

function choices(look: CardLook, view: GuidedView): Element[] {
  const all = view.message.choices.map((it) => choice(look, view, it));
  if (view.message.layout !== "grid") return all;
  return Array.from({ length: Math.ceil(all.length / 2) }, (_, i) =>
    beside([[all[2 * i] as Element], all[2 * i + 1] ? [all[2 * i + 1] as Element] : []]),
  );
}

function choice(
  look: CardLook,
  view: GuidedView,
  { token, label, number, picture, role, chosen }: MessageChoice,
): Element {
  const shown = picture && image(look.picture(picture.picture, CHOICE * 2), "", CHOICE);
  const said = number === undefined ? label : `${number}  ${label}`;
  const mark = chosen ? `✓ ${said}` : said;
  const inside = row(shown, [text(mark, { size: "medium", bold: role !== "other" })]);
  const style = chosen ? "good" : role === "main" ? "accent" : "emphasis";
  return box([inside], { style, spacing: "small", selectAction: tap(view, said, token) });
}

function ownWords(look: CardLook, view: GuidedView): Element[] {
  const { message, citizen, by, nonce, wordsMost } = view;
  if (message.input === "none") return [];
  return [
    typeIn({ id: "words", label: look.say("guided.words"), most: wordsMost, lines: true }),
    buttons([execute(look.say("guided.answer"), "guided-words", { citizen, by, nonce })]),
  ];
}

/** Always there, always in the same order (R10, R12-R16). Words that are long go on below, where a button would be cut. */
function controls(look: CardLook, view: GuidedView): Element[] {
  const all = view.message.controls.map(({ control, token, label }) => {
    const shown = image(look.picture({ name: control }, CONTROL * 2), "", CONTROL);
    const inside = row(shown, [text(label, { size: "small" })]);
    return [box([inside], { style: "default", selectAction: tap(view, label, token) })];
  });
  return Array.from({ length: Math.ceil(all.length / 2) }, (_, i) => beside(all.slice(2 * i, 2 * i + 2)));
}

function forStaff(look: CardLook, view: GuidedView): Element[] {
  const { citizen, name, by, decides, guidance } = view;
  const answers = ANSWERED_BY.map((it) => {
    const label = look.staff(`guide.by.${it}`, { name });
    return execute(it === by ? `✓ ${label}` : label, "guided", { citizen, by: it }, { inputs: "none" });
  });
  const folded = guidance.flatMap(({ title, lines }) => [
    text(title, { bold: true }),
    ...lines.map((it) => text(`• ${it}`, { size: "small", close: true })),
  ]);
  return [
    text(look.staff("guide.for-staff"), { separate: true, size: "small", quiet: true }),
    ...(decides === undefined ? [] : [notice(decides, "warning")]),
    text(look.staff("guide.who-answers"), { bold: true }),
    buttons(answers),
    ...(folded.length > 0 ? [box(folded, { id: HOW, isVisible: false })] : []),
    buttons([
      ...(folded.length > 0 ? [toggle(look.staff("guide.how"), [HOW])] : []),
      openUrl(look.staff("guide.hand-over"), look.console(`/citizens/${citizen}/guide/own`)),
      execute(look.staff("guide.leave"), "citizen", { citizen }, { inputs: "none" }),
    ]),
  ];
}

/** The instruction card of an exercise, its settings, and its begin. */
export function beginCard(
  look: CardLook,
  view: {
    readonly citizen: string;
    readonly name: string;
    readonly flow: string;
    readonly title: string;
    readonly aim: string;
    readonly picture: string;
    readonly guidance: GuidedView["guidance"];
    /** what has to be known before: somebody else sent it, the citizen is in the middle of something */
    readonly before: readonly string[];
    readonly fields: readonly Element[];
    readonly nonce: string;
  },
  said: Told = {},
): Card {
  const { citizen, name, flow, title, aim, picture, guidance, before, fields, nonce } = view;
  return card(
    look.language,
    [
      told(said),
      row(image(look.picture({ name: picture }, 128), "", 64), [heading(title, 1), text(aim, { close: true })]),
      ...before.map((it) => notice(it, "emphasis")),
      text(look.staff("guide.sit", { name })),
      ...fields,
      ...guidance.flatMap((it) => [
        heading(it.title, 2),
        ...it.lines.map((line) => text(`• ${line}`, { size: "small", close: true })),
      ]),
    ],
    {
      actions: [
        execute(look.staff("guide.begin"), "guide-begin", { citizen, flow, nonce }, { style: "positive" }),
        execute(look.staff("guide.another"), "guide", { citizen }, { inputs: "none" }),
        ...backActions(look, { citizen, name }),
      ],
    },
  );
}

/** The citizen has gone on on their own phone: that is not looked in on. */
export function apartCard(look: CardLook, view: { readonly citizen: string; readonly name: string }): Card {
  const { citizen, name } = view;
  const again = execute(look.staff("guide.again"), "guided-again", { citizen }, { style: "positive" });
  const body = [heading(look.staff("guide.title", { name }), 1), text(look.staff("guide.apart", { name }))];
  return card(look.language, body, { actions: [again, ...backActions(look, view)] });
}
