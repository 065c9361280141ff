import type { Command } from "commander";
import { AppError } from "../model/errors.ts";
import { mustExist } from "../store/people.ts";
import { closeChat, listChats } from "../store/telegram.ts";
import { print, type Terminal, table, withJson, withProduct } from "./output.ts";

interface Options {
  citizen: string;
  json?: boolean;
}

/** The chats of a citizen in Telegram: `telegram list|unpair`. */
export function addTelegramCommands(program: Command, terminal: Terminal): void {
  const telegram = program.command("telegram").description("chats of citizens in Telegram").exitOverride();

  withJson(
    telegram
      .command("list")
      .description("a citizen's chats, the newest first → [{chat, pairedAt, closedAt, reason}]")
      .requiredOption("--citizen <id>", "id of the citizen"),
  ).action(async (options: Options) => {
    const chats = await withProduct(terminal, async ({ database }) => {
      await mustExist(database, "citizen", options.citizen);
      return await listChats(database, options.citizen);
    });
    const rows = chats.map(({ chat, pairedAt, closedAt, reason }) => {
      return { chat, pairedAt: pairedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null, reason };
    });
    print(
      terminal,
      options,
      rows,
      table(rows.map((row) => ({ ...row, closedAt: row.closedAt ?? "open", reason: row.reason ?? "" }))),
    );
  });

  withJson(
    telegram
      .command("unpair")
      .description("ends a citizen's chat; the conversation goes on in the web chat → {id}")
      .requiredOption("--citizen <id>", "id of the citizen"),
  ).action(async (options: Options) => {
    const { citizen } = options;
    await withProduct(terminal, async ({ database, now }) => {
      const open = (await listChats(database, citizen)).find(({ closedAt }) => closedAt === null);
      if (!open) throw new AppError("not-found", `citizen ${citizen}: expected a chat that is open (telegram list)`);
      await closeChat(database, Number(open.chat), "removed", now());
    });
    print(terminal, options, { id: citizen }, "the chat has ended");
  });
}
