import type { Message, MessageChoice, MessagePicture } from "../../../src/model/message.ts";
import type { Screen } from "../../../src/model/screen.ts";
import type { Pictures } from "../../../src/pictures/index.ts";
import { lintText } from "../../../src/words/lint-text.ts";
import { loadProjectWords } from "../../../src/words/project-words.ts";
import { loadRules, type WordRules } from "../../../src/words/rules.ts";
import { idOf } from "../../support/talk.ts";
import { OWN_WORDS } from "./graph.ts";

const MOST_BUTTONS = 7;
const MOST_WORDS = 3;

/** Finds what breaks a rule on a screen: "R7 expected at most 5 choices, got 6". */
export type Audit = (screen: Screen, message: Message) => readonly string[];

/** @param atATime choices of the profile */
export function openAudit(pictures: Pictures, atATime: number): Audit {
  const lint = new Map(["da", "en"].map((language) => [language, lintIn(language)]));
  const known = new Map<string, readonly string[]>();
  const remember = (key: string, find: () => readonly string[]): readonly string[] => {
    const problems = known.get(key) ?? find();
    known.set(key, problems);
    return problems;
  };
  const words = (message: Message): readonly string[] =>
    message.bubbles.flatMap(({ text }) =>
      remember(`${message.language} ${text}`, () =>
        lint.get(message.language)!(text).map((it) => `${it} in "${text}"`),
      ),
    );
  const drawn = ({ picture, alt }: MessagePicture): readonly string[] =>
    remember(JSON.stringify(picture), () => {
      if (alt.trim() === "") return ["R8 expected an alternative text, got none"];
      pictures.link(picture);
      return [];
    });
  return (screen, message) => [
    ...words(message),
    ...questions(message),
    ...buttons(message, atATime),
    ...picturesOf(message).flatMap(drawn),
    ...shown(message),
    ...progress(screen),
    ...tokens(message),
  ];
}

function lintIn(language: string): (text: string) => readonly string[] {
  const held = { rules: loadRules(language) as WordRules, project: loadProjectWords("locales", language) };
  return (text) => lintText({ language, name: "a screen", path: [], text, bubble: true, cards: [] }, held);
}

function questions({ bubbles }: Message): string[] {
  const asked = bubbles.map((it) => it.text.match(/\?/g)?.length ?? 0).reduce((sum, it) => sum + it, 0);
  const gaps = bubbles.filter((it) => /\{\{|undefined|\$t\(/.test(it.text)).map((it) => `gaps filled: ${it.text}`);
  return [...(asked > 1 ? [`R1 expected at most 1 question, got ${asked}`] : []), ...gaps];
}

function buttons({ choices, layout, input }: Message, atATime: number): string[] {
  const answers = choices.filter((it) => it.role === "answer").length;
  const most = layout === "scale" ? 5 : atATime;
  const long = choices.filter((it) => idOf(it.token) !== "human" && tooLong(it));
  const labels = choices.map((it) => it.label).filter((it) => it !== OWN_WORDS);
  return [
    ...(choices.length === 0 && input === "none" ? ["expected a way to answer, got none"] : []),
    ...(answers > most ? [`R7 expected at most ${most} choices, got ${answers}`] : []),
    ...(choices.length > MOST_BUTTONS ? [`R7 expected at most ${MOST_BUTTONS} buttons, got ${choices.length}`] : []),
    ...long.map((it) => `R7 expected at most ${MOST_WORDS} words on a button, got "${it.label}"`),
    ...(new Set(labels).size < labels.length ? ["R7 expected buttons that differ"] : []),
    ...(layout === "scale" && choices.some((it) => it.role === "answer" && it.number === undefined)
      ? ["R11 expected a number beside each word"]
      : []),
  ];
}

/** Own words are as long as they are; what names two things ("Glad, hvor meget") has each of them short. */
function tooLong({ label }: MessageChoice): boolean {
  if (label.includes(OWN_WORDS)) return false;
  return label.split(", ").some((part) => part.split(/\s+/).length > MOST_WORDS);
}

function shown({ bubbles, choices }: Message): string[] {
  const picture = bubbles.some((it) => it.picture);
  const bare = choices.filter((it) => it.role === "answer" && !it.picture);
  return [
    ...(picture ? [] : ["R8 expected a picture, got none"]),
    ...bare.map((it) => `R8 expected a picture on "${it.label}", got none`),
  ];
}

function progress({ progress: at }: Screen): string[] {
  return at && at.step > at.of ? [`R10 expected a step of at most ${at.of}, got ${at.step}`] : [];
}

function tokens({ choices, controls }: Message): string[] {
  const long = [...choices, ...controls].filter((it) => Buffer.byteLength(it.token) > 64);
  return long.map((it) => `expected a token of at most 64 bytes, got ${it.token}`);
}

function picturesOf({ bubbles, choices }: Message): MessagePicture[] {
  return [...bubbles, ...choices].flatMap((it) => (it.picture ? [it.picture] : []));
}
