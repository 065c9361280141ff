import { afterAll, beforeAll, expect, it } from "vitest";
import { outboxState } from "../../../src/store/outbox.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { deliveryBooks, outcomeBooks, replayBooks } from "../../support/books.ts";
import { crowd, doExercise } from "../../support/telegram/crowd.ts";
import { faultsOf } from "../../support/telegram/faults.ts";
import { startTelegramServer, type TelegramServer, TOKEN } from "../../support/telegram/server.ts";

/** a thousand in the long form: `npm run chaos` */
const [CITIZENS, RARELY] = process.env.CHAOS === "long" ? [1000, 50] : [60, 20];
/** every so many-th blocks the bot in the middle */
const BLOCKS = 20;

let telegram: TelegramServer;
let app: TestApp;
beforeAll(async () => {
  telegram = await startTelegramServer();
  const environment = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url, TELEGRAM_PER_SECOND: "10000" };
  app = await startTestApp({ environment });
});
afterAll(async () => {
  await app?.stop();
  await telegram?.close();
});

it("stores every answer once and completes every conversation, whatever goes wrong on the way", async () => {
  const { database, library } = app.product;
  const members = await crowd(database, app, CITIZENS);
  const { gone = [], there = [] } = Object.groupBy(members, ({ chat }) => (chat % BLOCKS === 0 ? "gone" : "there"));
  telegram.faults = faultsOf(RARELY);
  await Promise.all([
    ...there.map((member) => doExercise(database, telegram, member)),
    ...gone.map(async (member) => {
      await doExercise(database, telegram, { ...member, gives: member.gives.slice(0, 5) });
      telegram.tap(member.chat, "repeat");
      telegram.block(member.chat);
    }),
  ]);
  await expect.poll(async () => (await outboxState(database)).waiting, { timeout: 60_000 }).toBe(0);
  expect(await outcomeBooks(database, there)).toEqual([]);
  expect(await replayBooks(database, library, members)).toEqual([]);
  expect(await deliveryBooks(database, members, telegram.screens)).toEqual([]);
  const { rows: closed } = await database.pool.query(
    "select chat_id::int as chat from telegram_chat where closed_reason = 'blocked' order by 1",
  );
  expect(closed).toEqual(gone.map(({ chat }) => ({ chat })));
}, 600_000);
