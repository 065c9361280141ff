import { readFileSync } from "node:fs";
import { answersOf } from "../../src/engine/frame.ts";
import { present } from "../../src/engine/present.ts";
import type { Surroundings } from "../../src/engine/surroundings.ts";
import { takeTurn } from "../../src/engine/take-turn.ts";
import { checkFlows } from "../../src/flow/check.ts";
import { bundle, type CompiledFlow, createLibrary, type Library } from "../../src/flow/library.ts";
import { nameOf } from "../../src/flow/place.ts";
import type { Answered, Conversation } from "../../src/model/conversation.ts";
import { newConversation } from "../../src/model/conversation.ts";
import type { Message } from "../../src/model/message.ts";
import { parseRecipes } from "../../src/pictures/recipes.ts";
import { render } from "../../src/render/render.ts";
import { createTranslator, type Translator } from "../../src/render/words.ts";
import { type Safety, safetyFor } from "../../src/safety/around.ts";
import { createLookFor } from "../../src/safety/look-for.ts";
import { loadWords } from "../../src/words/catalog.ts";
import { loadNumbers } from "../../src/words/numbers.ts";
import { crisisRules } from "../../src/words/safety.ts";

const AUDIENCE = [{ id: "b", name: "Bo" }];

export interface Product {
  readonly library: Library;
  readonly translator: Translator;
  readonly safety: Safety;
}

/** The product's flows, with their words. */
export function readProduct(): Product {
  const pictures = parseRecipes(readFileSync("media/pictures.yaml", "utf8"), "media/pictures.yaml");
  const { flows, words } = checkFlows({ flowsDir: "flows", localesDir: "locales", pictures }).sources;
  const library = createLibrary(Object.keys(flows).map((id) => bundle(id, flows, words.flows)));
  const { shared } = loadWords("locales");
  const safety = { lookFor: createLookFor(crisisRules(shared)), numbers: loadNumbers("locales") };
  return { library, translator: createTranslator(library, shared), safety };
}

export interface Walk {
  /** the final screen of every turn, in order, in each of the languages */
  readonly messages: readonly Message[];
  /** full paths of the places that were asked, in order */
  readonly asked: readonly string[];
  readonly answers: readonly Answered[];
  readonly drawn: readonly string[];
}

/** What a citizen does at a screen: a choice to tap, or words to send. */
export type Citizen = (message: Message, path: string) => { tap: string } | { words: string };

/** One session from its first screen to its end, in the first of the languages. Throws when it is not over after 600 turns. */
export function walk(
  { library, translator, safety }: Product,
  flow: CompiledFlow,
  citizen: Citizen,
  options: { languages?: readonly string[]; params?: Record<string, string>; before?: Conversation } = {},
): Walk & { readonly conversation: Conversation } {
  const arounds = (options.languages ?? ["da"]).map((language): Surroundings => {
    const pace = "normal";
    const profile = {
      name: "Kim",
      language,
      persona: "mature-man",
      choicesAtATime: 5,
      pace,
      audience: AUDIENCE,
    } as const;
    const words = translator.words(language);
    return { library, words, profile, emoji: () => undefined, safety: safetyFor(safety, profile) };
  });
  const around = arounds[0]!;
  const begin = { flow: flow.ref, params: options.params ?? {}, audience: AUDIENCE };
  let conversation = options.before ?? newConversation("walker", "kim");
  let turns = 0;
  const turn = (kind: object): void => {
    turns += 1;
    const arrival = { channel: "test", id: String(turns), at: "2026-06-01T10:00:00.000Z" };
    conversation = takeTurn(conversation, { ...arrival, ...kind } as never, around).conversation;
  };
  turn({ kind: "begin", begin });
  const messages: Message[] = [];
  let [asked, answers, drawn]: [readonly string[], readonly Answered[], readonly string[]] = [[], [], []];
  while (conversation.frames.length > 0) {
    if (turns > 600) throw new Error(`${flow.ref.id} is not over after 600 turns, at ${asked.at(-1)}`);
    const frame = conversation.frames[0]!;
    [asked, answers, drawn] = [frame.asked, answersOf(frame), frame.drawn.map(([, card]) => card)];
    const shown = arounds.map((it) => render(present(conversation, it), it.words));
    messages.push(...shown);
    const next = citizen(shown[0]!, placeOf(frame.asked, answers));
    turn("tap" in next ? { kind: "tap", token: next.tap } : { kind: "words", words: next.words });
  }
  return { messages, asked, answers, drawn, conversation };
}

function placeOf(asked: readonly string[], answers: readonly Answered[]): string {
  const answered = new Set(answers.map(([path]) => path));
  return asked.findLast((path) => !answered.has(path)) ?? "";
}

/** Taps the choice with an id at the places it names, and otherwise the first answer, or what leads on. */
export function tapping(wanted: Readonly<Record<string, string>>): Citizen {
  return (message, path) => {
    const id = wanted[path] ?? wanted[nameOf(path)];
    const named = message.choices.find((it) => it.token.split(".").at(-1) === id);
    const choice = named ?? message.choices.find((it) => it.role === "main") ?? message.choices[0];
    return choice ? { tap: choice.token } : { words: "noget" };
  };
}

/**
 * Taps anything that leads on, or says something in own words where it may; the same for the same seed. Some lean to yes,
 * some to no, so that what lies behind many of either is met as well.
 */
export function wandering(seed: number): Citizen {
  const chance = random(seed);
  const leaning = ["yes", "no", undefined][seed % 3];
  return (message) => {
    const choices = message.choices.filter((it) => !/\.(page\+\d+|change|later|off\+.*|kept)$/.test(it.token));
    const own = message.input === "words" || (message.input === "own" && chance() < 0.1);
    const leant = chance() < 0.8 ? choices.find((it) => it.token.endsWith(`.${leaning}`)) : undefined;
    const choice = leant ?? choices[Math.floor(chance() * choices.length)];
    return own || !choice ? { words: "noget helt andet" } : { tap: choice.token };
  };
}

/** Ticks a few things at every pick and answers everything: much is kept afterwards. */
export function thorough(seed: number): Citizen {
  const wander = wandering(seed);
  const ticks = new Map<string, number>();
  return (message, path) => {
    const ticked = ticks.get(path) ?? 0;
    const tick = ticked < 3 ? message.choices.find((it) => /\.on\+/.test(it.token)) : undefined;
    if (tick) ticks.set(path, ticked + 1);
    const next = tick ?? message.choices.find((it) => it.role === "main");
    return next ? { tap: next.token } : wander(message, path);
  };
}

/** Chance by a number: the same for the same seed. */
export function chanceOf(seed: number): number {
  return random(seed)();
}

/** Mulberry32: chance that is the same every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
