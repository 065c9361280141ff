import type { Answered, Conversation, Frame, Profile } from "../model/conversation.ts";
import type { ScreenChoice } from "../model/screen.ts";
import { common } from "../model/text.ts";
import { isBlank } from "../model/value.ts";
import type { Place } from "./frame.ts";
import type { Option, Options } from "./options.ts";
import { encode } from "./token.ts";

/** After this many times not understood, or asked to say it plainer, a person is offered (R13, R18). */
export const OFFER_PERSON_AFTER = 2;

/** Buttons on one screen: more cannot be taken in (R7). */
const MOST_BUTTONS = 7;

/** An answer that was taken back here and is offered again (R12). What was only ticks is kept as ticks instead. */
export function keptAt(frame: Frame, place: Place): Answered | undefined {
  const kept = frame.kept.findLast(([path]) => path === place.path);
  const value = kept?.[1];
  if (!value || isBlank(value)) return undefined;
  return value.kind === "choices" && !value.own && !value.media ? undefined : kept;
}

/** "Ved ikke" answers every question (R14), except what must be answered. */
export function takesUnknown(place: Place, options: Options): boolean {
  return (options.kind === "one" || options.kind === "many") && !isRequired(place);
}

/** What a contract or consent cannot be without. */
export function isRequired({ ask: { step } }: Place): boolean {
  return step.type === "release" || ("required" in step && step.required === true);
}

/** The buttons of a place: its answers, then what leads on, then ways out. */
export function choicesOf(
  conversation: Conversation,
  frame: Frame,
  place: Place,
  options: Options,
  profile: Profile,
): ScreenChoice[] {
  const asked = frame.asked.indexOf(place.path);
  const token = (choice: string) => encode(conversation.id, { kind: "step", serial: frame.serial, asked, choice });
  const { shown, more } = pageOf(options, frame.page, profile.choicesAtATime);
  const kept = keptAt(frame, place);
  const many = options.kind === "many";
  const answers = shown.map((option): ScreenChoice => {
    const chosen = many ? frame.draft.includes(option.id) : kept?.[1] !== undefined && sameOption(option, kept);
    return {
      token: token(many ? `${chosen ? "off" : "on"}+${option.id}` : option.id),
      label: option.label,
      ...(options.layout === "scale" && option.number !== undefined ? { number: option.number } : {}),
      ...(option.picture ? { picture: { name: option.picture, persona: frame.persona } } : {}),
      role: options.kind === "go-on" ? "main" : "answer",
      ...(chosen ? { chosen } : {}),
    };
  });
  const extra: ScreenChoice[] = [];
  const add = (choice: string, key: string, role: ScreenChoice["role"], picture?: string) =>
    extra.push({ token: token(choice), label: common(key), role, ...(picture ? { picture: { name: picture } } : {}) });
  if (more) add(`page+${(frame.page + 1) % more}`, "more-choices", "other", "more");
  if (many && frame.draft.length > 0) add("done", "done-picking", "main", "done");
  if (kept && options.kind !== "go-on") add("kept", "keep-answer", "main", "keep-answer");
  if (place.ask.step.type === "intro") add("later", "intro.later", "other", "pause");
  const room = () => answers.length + extra.length < MOST_BUTTONS;
  if (takesUnknown(place, options) && frame.draft.length === 0 && room())
    add("unknown", "choices.unknown", "other", "dont-know");
  const stuck = frame.plainer >= OFFER_PERSON_AFTER || frame.misses >= OFFER_PERSON_AFTER;
  if (stuck && room()) {
    const revision = conversation.turnedAt;
    const human = encode(conversation.id, { kind: "control", revision, control: "human" });
    extra.push({ token: human, label: common("controls.human"), role: "other", picture: { name: "human" } });
  }
  return [...answers, ...extra];
}

function sameOption(option: Option, kept: Answered): boolean {
  return JSON.stringify(option.value) === JSON.stringify(kept[1]);
}

/** At most so many choices at a time (R7); a scale is never torn apart. `more`: how many pages there are. */
export function pageOf(options: Options, page: number, atATime: number): { shown: readonly Option[]; more?: number } {
  if (options.layout === "scale" || options.list.length <= Math.max(atATime, 2)) return { shown: options.list };
  const pages = Math.ceil(options.list.length / atATime);
  const size = Math.ceil(options.list.length / pages);
  return { shown: options.list.slice(page * size, page * size + size), more: pages };
}
