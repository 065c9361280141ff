import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Conversation, type ConversationFlavor, conversations, createConversation } from "@grammyjs/conversations";
import { Bot, type Context, webhookCallback } from "grammy";
import { serveParent } from "../child.ts";
import { BOT_TOKEN } from "../telegram.ts";
import { keyboardOf, openKept, QUESTIONS } from "./parathed.ts";

/** Parathed by @grammyjs/conversations, its state in PostgreSQL: it records no outgoing message and refuses no duplicate. */
const kept = await openKept(process.env.DATABASE_URL as string);
const bot = new Bot<ConversationFlavor<Context>>(BOT_TOKEN, {
  client: { apiRoot: process.env.TELEGRAM_API_ROOT as string },
});

bot.use(
  conversations({
    storage: {
      type: "key",
      adapter: {
        read: async (key) => (await kept.read(key)) as never,
        write: (key, state) => kept.write(key, state),
        delete: (key) => kept.remove(key),
      },
    },
  }),
);

async function parathed(conversation: Conversation, ctx: Context): Promise<void> {
  for (const question of QUESTIONS) {
    await ctx.reply(question.text, question.choices ? { reply_markup: keyboardOf(question) } : {});
    const next = await conversation.waitFor(question.choices ? "callback_query:data" : "message:text");
    if (next.callbackQuery) await next.answerCallbackQuery();
    const value = next.callbackQuery?.data ?? next.message?.text ?? "";
    await conversation.external(() => kept.answer(next.chatId as number, question.step, value));
  }
  await ctx.reply("Tak.");
}

bot.use(createConversation(parathed));
bot.command("parathed", (ctx) => ctx.conversation.enter("parathed"));
await bot.init();

const server = createServer(webhookCallback(bot, "http"));
server.listen(0, "127.0.0.1", () => {
  serveParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, async () => {
    server.closeAllConnections();
    server.close();
    await kept.close();
  });
});
