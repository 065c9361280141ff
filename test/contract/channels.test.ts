import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConversation } from "../../src/store/load-conversation.ts";
import { outcomesOf } from "../../src/store/outcomes.ts";
import { answersOf, dialogueOf, type Give, storedValue } from "../bench/dialogue.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { startTelegramServer, type TelegramServer, TOKEN } from "../support/telegram/server.ts";
import { alsoTelegram, type OnWay, WAYS, type Way } from "./ways.ts";

let telegram: TelegramServer;
let app: TestApp;
beforeAll(async () => {
  telegram = await startTelegramServer();
  app = await startTestApp({ environment: { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url } });
});
afterAll(async () => {
  await app?.stop();
  await telegram?.close();
});

const loaded = async ({ conversation }: OnWay) => (await loadConversation(app.product.database, { conversation }))!;

/** The state of a conversation without what is its own: ids and times. */
async function stateOf(way: OnWay): Promise<unknown> {
  const { conversation } = await loaded(way);
  const text = JSON.stringify(conversation)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "id")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "at");
  return JSON.parse(text);
}

/** Everything of the screen can be read there, in the citizen's words. */
async function expectAllShown(way: OnWay): Promise<void> {
  const { message } = await app.product.receive.view(await loaded(way));
  const shown = await way.shown();
  const lines = message.bubbles.flatMap(({ lines = [] }) => lines.flatMap(({ label, answer }) => [label, answer]));
  const labels = [...message.choices, ...message.controls].map(({ label }) => label);
  for (const text of [...message.bubbles.map((it) => it.text), ...lines, ...labels, message.progress ?? ""]) {
    expect(shown).toContain(text.replaceAll(/\s+/g, " "));
  }
}

async function walk(open: Way, dialogue: readonly Give[]): Promise<OnWay> {
  const way = await open(app, telegram);
  for (const give of dialogue) {
    await expectAllShown(way);
    await way.give(give);
  }
  await expectAllShown(way);
  return way;
}

describe.each(Object.entries(WAYS))("a citizen on %s", (_, open) => {
  it("sees all there is on every screen, and every answer is stored once", async () => {
    const way = await walk(open, dialogueOf(1));
    const outcomes = await outcomesOf(app.product.database, way.citizen, app.staff);
    expect(outcomes).toHaveLength(1);
    for (const [step, give] of answersOf(1)) {
      expect(outcomes[0]?.answers.filter(([path]) => path === step)).toEqual([[step, storedValue(step, give)]]);
    }
  });
});

const start = dialogueOf(2).slice(0, 4);

it.each<[string, readonly Give[]]>([
  ["answers", dialogueOf(2).slice(0, 6)],
  ["says it in words", [...start, { words: "jeg er bange" }]],
  ["goes back (R12)", [...start, { tap: "back" }]],
  ["does not understand (R13)", [...start, { tap: "plainer" }]],
  ["skips (R14)", [...start, { tap: "skip" }]],
  ["pauses (R15)", [...start, { tap: "pause" }]],
  ["stops (R15)", [...start, { tap: "stop" }]],
  ["has craving (R16)", [...start, { tap: "craving" }]],
])("one who %s is at the same place on every channel", async (_, dialogue) => {
  const states = [];
  for (const open of Object.values(WAYS)) states.push(await stateOf(await walk(open, dialogue)));
  for (const state of states) expect(state).toEqual(states[0]);
});

it("one who changes channel in the middle goes on at the same step", async () => {
  const web = await walk(WAYS.web as Way, start);
  const asked = (await app.product.receive.view(await loaded(web))).message;
  const chat = await alsoTelegram(app, telegram, web.citizen);
  const shown = telegram.chat(chat).findLast(({ from }) => from === "bot");
  expect(shown?.text).toContain(asked.bubbles[0]?.text);
  expect(shown?.text).toContain(asked.progress);
});
