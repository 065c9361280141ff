import type { FlowBundle } from "../../src/flow/library.ts";
import type { Message, MessageBubble, MessageChoice } from "../../src/model/message.ts";
import type { Turn } from "../../src/model/turn.ts";
import { type TestProduct, withNewer } from "./product.ts";
import { AUDIENCE, startTalk, type Talk } from "./talk.ts";

/**
 * Plays a transcript: what the citizen does in it is done again, and what is seen is written anew.
 *
 *     # A title
 *     language: da
 *
 *     * opens
 *         Hej Bo. Jeg hedder Skridt. [Et robothoved.]
 *         (Sådan går det) (Øvelser) (Læs om det)
 *     > (Øvelser)
 *
 * `> (Label)` taps a button on screen, `> twice (Label)` taps it twice, `> old (Label)` one of an earlier screen;
 * A minute passes before each.
 * `> [voice]` and `> [photo]` are sent, all else after `>` is said. After `*` stands what happens besides.
 * `<Label tel:112>` is a button that leads out.
 * A verdict stands after `=` when it is not "accepted".
 */
export function play(product: TestProduct, transcript: string): string {
  const [head = "", ...scenes] = transcript.split(/\n(?=[*>] )/);
  const language = /^language: (\w+)$/m.exec(head)?.[1] ?? "da";
  const talk = startTalk(product, { language });
  const seen: Message[] = [];
  const state = { product };
  const played = scenes.map((scene) => {
    const line = scene.split("\n")[0] as string;
    talk.clock.pass({ minutes: 1 });
    const turns = line.startsWith("*") ? happen(talk, state, line.slice(2)) : act(talk, seen, line.slice(2));
    const said = turns.flatMap((turn) => turnLines(turn, talk.message()));
    seen.push(talk.message());
    return [line, ...said].join("\n");
  });
  return `${[head.trimEnd(), "", ...played].join("\n")}\n`;
}

function happen(talk: Talk, state: { product: TestProduct }, what: string): Turn[] {
  const [, days] = /^(\d+) days later$/.exec(what) ?? [];
  const [, sent, params] = /^Mette sends ([\w-]+)(?: with (.+))?$/.exec(what) ?? [];
  const [, newer] = /^a newer ([\w-]+) comes$/.exec(what) ?? [];
  if (days !== undefined) {
    talk.clock.pass({ days: Number(days) });
    return [];
  }
  if (what === "opens") return [talk.take({ kind: "opened" })];
  if (sent !== undefined) {
    const flow = state.product.library.latest(sent)!.ref;
    const given = Object.fromEntries((params?.split(", ") ?? []).map((it) => it.split(" ")));
    const offer = { flow, params: given, audience: AUDIENCE, assignment: "a1", from: "Mette" };
    return [talk.take({ kind: "offer", offer })];
  }
  if (newer === undefined)
    throw new Error(`"* ${what}": expected "opens", "… days later", "Mette sends …" or "a newer …"`);
  state.product = withNewer(state.product, newer, changed);
  talk.restart(state.product);
  return [];
}

/** A newer version: it has another name and begins with another step. */
function changed(old: FlowBundle): FlowBundle {
  const flow = old.flows[old.id]!;
  const steps = [{ type: "say" as const, id: "newer", picture: "robot" }, ...flow.steps];
  const words = Object.entries(old.words).map(([language, all]) => {
    const own = all[old.id] as { title: string; steps: object };
    const newer = { text: "Her er noget nyt.", plain: "Det er nyt." };
    return [language, { ...all, [old.id]: { ...own, title: `Ny: ${own.title}`, steps: { ...own.steps, newer } } }];
  });
  return { ...old, flows: { ...old.flows, [old.id]: { ...flow, steps } }, words: Object.fromEntries(words) };
}

function act(talk: Talk, seen: readonly Message[], what: string): Turn[] {
  const [, how, label] = /^(?:(old|twice) )?\((.+)\)$/.exec(what) ?? [];
  if (what === "[voice]" || what === "[photo]") {
    return [talk.take({ kind: "media", media: { id: "m1", type: what === "[voice]" ? "voice" : "photo" } })];
  }
  if (label === undefined) return [talk.say(what)];
  const screens = how === "old" ? seen.slice(0, -1).reverse() : [talk.message()];
  const found = screens
    .flatMap((message): { token: string; said: string }[] => [
      ...message.choices.map((choice) => ({ token: choice.token, said: said(choice) })),
      ...message.controls.map((control) => ({ token: control.token, said: control.label })),
    ])
    .find((button) => button.said === label);
  if (!found) throw new Error(`"> ${what}": expected one of ${talk.message().choices.map(button).join(" ")}`);
  const tap = () => talk.take({ kind: "tap", token: found.token });
  return how === "twice" ? [tap(), tap()] : [tap()];
}

function turnLines({ verdict, effects }: Turn, message: Message): string[] {
  const shown = effects.some((effect) => effect.type === "say") ? messageLines(message) : [];
  return [...(verdict === "accepted" ? [] : [`    = ${verdict}`]), ...shown];
}

function messageLines({ progress, bubbles, links = [], choices, input }: Message): string[] {
  const buttons = [...choices.map(button), ...(input === "none" ? [] : ["___"])].join(" ");
  const out = links.map((it) => `<${it.label} ${it.url}>`);
  const lines = [...(progress === undefined ? [] : [progress]), ...bubbles.flatMap(bubbleLines), ...out, buttons];
  return lines.map((it) => `    ${it}`);
}

function bubbleLines({ text, lines = [], picture }: MessageBubble): string[] {
  return [`${text}${picture ? ` [${picture.alt}]` : ""}`, ...lines.map((it) => `  - ${it.label}: ${it.answer}`)];
}

const said = ({ number, label }: MessageChoice): string => (number === undefined ? label : `${number} ${label}`);
const button = (choice: MessageChoice): string => `${choice.chosen ? "✓" : ""}(${said(choice)})`;
