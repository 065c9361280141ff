import type { Message, MessageChoice, MessageLink, MessagePicture } from "../model/message.ts";
import type { Sheet } from "../model/picture.ts";
import type { Bubble, Screen, ScreenChoice, ScreenLink, ScreenPicture, ScreenSheet } from "../model/screen.ts";
import { common, type Text } from "../model/text.ts";
import { sayIn, type Words } from "../model/words.ts";

/** A screen in the citizen's language, with alternative texts and everything to be read aloud. */
export function render(screen: Screen, words: Words): Message {
  const bubbles = screen.bubbles.map((bubble) => renderBubble(bubble, words));
  const choices = screen.choices.map((choice) => renderChoice(choice, words));
  const controls = screen.controls.map((it) => ({ ...it, label: words.say(common(`controls.${it.control}`)) }));
  const links = screen.links?.map((link) => renderLink(link, words));
  const progress = screen.progress && words.say(common("progress", screen.progress));
  return {
    language: words.language,
    bubbles,
    choices,
    ...(links ? { links } : {}),
    layout: screen.layout,
    input: screen.input,
    ...(progress === undefined ? {} : { progress }),
    controls,
    readAloud: readAloud(bubbles, [...(links ?? []), ...choices]),
  };
}

/** A sheet with its words, ready to be drawn: whatever its kind, every text in it is said. */
export function renderSheet(sheet: ScreenSheet, words: Words): Sheet {
  return sayAll(sheet, words) as Sheet;
}

function sayAll(value: unknown, words: Words): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((it) => sayAll(it, words));
  if (isText(value)) return words.say(value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, sayAll(inner, words)]));
}

/** Nothing else in a sheet says where it is from. */
function isText(value: object): value is Text {
  return "from" in value && "key" in value;
}

export function renderPicture(picture: ScreenPicture, words: Words): MessagePicture {
  if ("sheet" in picture) return { picture: renderSheet(picture.sheet, words), alt: words.say(picture.alt) };
  return { picture, alt: words.say({ from: "pictures", key: `${picture.name}.alt` }) };
}

function renderBubble(bubble: Bubble, words: Words) {
  const lines = bubble.lines?.map((line) => ({ label: sayIn(words, line.label), answer: sayIn(words, line.answer) }));
  const picture = bubble.picture && renderPicture(bubble.picture, words);
  return { text: words.say(bubble.text), ...(lines ? { lines } : {}), ...(picture ? { picture } : {}) };
}

function renderChoice(choice: ScreenChoice, words: Words): MessageChoice {
  const picture = choice.picture && renderPicture(choice.picture, words);
  return {
    token: choice.token,
    label: sayIn(words, choice.label),
    role: choice.role,
    ...(choice.number === undefined ? {} : { number: choice.number }),
    ...(picture ? { picture } : {}),
    ...(choice.chosen ? { chosen: true } : {}),
  };
}

function renderLink({ label, url, picture }: ScreenLink, words: Words): MessageLink {
  return { label: sayIn(words, label), url, picture: renderPicture(picture, words) };
}

function readAloud(bubbles: Message["bubbles"], choices: readonly { readonly label: string }[]): string {
  const said = bubbles.flatMap((bubble) => [
    bubble.text,
    ...(bubble.lines ?? []).map((line) => `${line.label}: ${line.answer}.`),
  ]);
  return [...said, ...choices.map((choice) => `${choice.label}.`)].join(" ");
}
