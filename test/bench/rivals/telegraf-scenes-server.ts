import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Scenes, session, Telegraf } from "telegraf";
import { serveParent } from "../child.ts";
import { BOT_TOKEN } from "../telegram.ts";
import { keyboardOf, openKept, QUESTIONS } from "./parathed.ts";

/** Parathed by Telegraf's wizard scenes, its session in PostgreSQL: it records no outgoing message and refuses no duplicate. */
const kept = await openKept(process.env.DATABASE_URL as string);
const bot = new Telegraf<Scenes.WizardContext>(BOT_TOKEN, {
  // an answer in the webhook's response would be there before the session is saved
  telegram: { apiRoot: process.env.TELEGRAM_API_ROOT as string, webhookReply: false },
});

const ask = async (ctx: Scenes.WizardContext, index: number): Promise<void> => {
  const question = QUESTIONS[index];
  const more = question?.choices ? { reply_markup: { inline_keyboard: keyboardOf(question).inline_keyboard } } : {};
  await ctx.reply(question?.text ?? "Tak.", more as object);
};

const steps = QUESTIONS.map(({ step }, index) => async (ctx: Scenes.WizardContext) => {
  const tapped = ctx.callbackQuery && "data" in ctx.callbackQuery ? ctx.callbackQuery.data : undefined;
  if (ctx.callbackQuery) await ctx.answerCbQuery();
  const written = ctx.message && "text" in ctx.message ? ctx.message.text : "";
  await kept.answer(ctx.chat?.id as number, step, tapped ?? written);
  await ask(ctx, index + 1);
  return index + 1 === QUESTIONS.length ? await ctx.scene.leave() : ctx.wizard.next();
});
const wizard = new Scenes.WizardScene<Scenes.WizardContext>(
  "parathed",
  async (ctx) => {
    await ask(ctx, 0);
    return ctx.wizard.next();
  },
  ...steps,
);

bot.use(
  session({
    store: {
      get: async (key) => (await kept.read(key)) as never,
      set: (key, value) => kept.write(key, value),
      delete: (key) => kept.remove(key),
    },
  }),
);
bot.use(new Scenes.Stage<Scenes.WizardContext>([wizard]).middleware());
bot.command("parathed", (ctx) => ctx.scene.enter("parathed"));
bot.botInfo = await bot.telegram.getMe();

const server = createServer(bot.webhookCallback("/"));
server.listen(0, "127.0.0.1", () => {
  serveParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, async () => {
    server.closeAllConnections();
    server.close();
    await kept.close();
  });
});
