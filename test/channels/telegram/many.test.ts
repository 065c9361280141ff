import { afterAll, beforeAll, expect, it } from "vitest";
import { outcomesOf } from "../../../src/store/outcomes.ts";
import { answersOf, dialogueOf, storedValue } from "../../bench/dialogue.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { type Fault, startTelegramServer, type TelegramServer, TOKEN } from "../../support/telegram/server.ts";
import { newPhone, type Phone } from "./citizen.ts";

const CITIZENS = 6;

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

/** One call of so many goes wrong, each time in another way. */
function faultEvery(count: number): TelegramServer["faults"] {
  const kinds: Fault[] = [
    { status: 502, description: "Bad Gateway" },
    "dropped",
    "lost",
    { status: 429, description: "Too Many Requests", retryAfter: 1 },
  ];
  let calls = 0;
  return () => (++calls % count === 0 ? kinds[(calls / count) % kinds.length] : undefined);
}

it("stores every answer once and completes every conversation, whatever goes wrong on the way", async () => {
  telegram.faults = faultEvery(15);
  const walk = async (citizen: number): Promise<Phone> => {
    const phone = await newPhone(app, telegram, citizen + 1);
    for (const give of dialogueOf(citizen)) await ("tap" in give ? phone.tap(give.tap) : phone.say(give.words));
    return phone;
  };
  const phones = await Promise.all(Array.from({ length: CITIZENS }, (_, citizen) => walk(citizen)));
  for (const [citizen, phone] of phones.entries()) {
    const outcomes = await outcomesOf(app.product.database, phone.citizen, app.staff);
    expect(outcomes).toHaveLength(1);
    for (const [step, give] of answersOf(citizen)) {
      expect(outcomes[0]?.answers.filter(([path]) => path === step)).toEqual([[step, storedValue(step, give)]]);
    }
    // order is kept: the steps that were shown only go up
    const steps = phone.seen().flatMap(({ text }) => /Trin (\d+) af/.exec(text)?.[1] ?? []);
    expect(steps.map(Number)).toEqual(steps.map(Number).toSorted((a, b) => a - b));
  }
}, 180_000);
