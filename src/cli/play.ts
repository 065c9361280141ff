import { createInterface } from "node:readline";
import { present } from "../engine/present.ts";
import type { Surroundings } from "../engine/surroundings.ts";
import { takeTurn } from "../engine/take-turn.ts";
import { newConversation } from "../model/conversation.ts";
import { AppError } from "../model/errors.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Message } from "../model/message.ts";
import type { openLibrary } from "../product.ts";
import { render } from "../render/render.ts";
import { safetyFor } from "../safety/around.ts";
import type { Terminal } from "./output.ts";

type Opened = Awaited<ReturnType<typeof openLibrary>>;

/** Runs an exercise in the terminal: nothing is stored. Numbers tap the buttons, words are words, "." ends. */
export async function play(
  terminal: Terminal,
  { library, translator, pictures, safety }: Opened,
  wanted: { flow: string; language: string; params: Readonly<Record<string, string>> },
): Promise<void> {
  const compiled = library.latest(wanted.flow);
  if (!compiled) throw new AppError("not-found", `flow: expected the id of an exercise, got "${wanted.flow}"`);
  const audience = [{ id: "behandler", name: "Mette" }];
  const profile = {
    name: "Bo",
    language: wanted.language,
    persona: "young-man",
    choicesAtATime: 5,
    pace: "normal",
    audience,
  } as const;
  const around: Surroundings = {
    ...{ library, words: translator.words(wanted.language), profile, emoji: pictures.emoji },
    safety: safetyFor(safety, profile),
  };
  const say = (text: string): void => void terminal.write(`${text}\n`);

  let count = 0;
  const arrival = () => ({ channel: "terminal", id: String(++count), at: new Date().toISOString() });
  const begin = { flow: compiled.ref, params: wanted.params, audience };
  let conversation = takeTurn(
    newConversation("terminal", "Bo"),
    { ...arrival(), kind: "begin", begin },
    around,
  ).conversation;
  let message = render(present(conversation, around), around.words);
  show(message, say);
  for await (const line of createInterface({ input: terminal.input })) {
    const said = line.trim();
    if (said === ".") break;
    const inbound: Inbound = { ...arrival(), ...meant(said, message) };
    conversation = takeTurn(conversation, inbound, around).conversation;
    message = render(present(conversation, around), around.words);
    show(message, say);
    if (conversation.frames.length === 0 && conversation.aside?.kind === "ended") break;
  }
}

/** A number taps the button in that place, a word that is on a button taps it. */
function meant(said: string, message: Message): { kind: "tap"; token: string } | { kind: "words"; words: string } {
  const byNumber = /^\d+$/.test(said) ? message.choices[Number(said) - 1] : undefined;
  return byNumber ? { kind: "tap", token: byNumber.token } : { kind: "words", words: said };
}

function show(message: Message, say: (text: string) => void): void {
  say("");
  if (message.progress) say(`── ${message.progress} ──`);
  for (const bubble of message.bubbles) {
    say(bubble.text);
    if (bubble.picture) say(`  [${bubble.picture.alt}]`);
    for (const line of bubble.lines ?? []) say(`  ${line.label}: ${line.answer}`);
  }
  for (const [i, choice] of message.choices.entries()) say(`  ${i + 1}. ${choice.chosen ? "✓ " : ""}${choice.label}`);
  say(`  (${message.controls.map((it) => it.label).join(" · ")})`);
}
