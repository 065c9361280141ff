import type { Api } from "grammy";
import { COMMANDS } from "./map.ts";
import type { Chat, TelegramParts } from "./parts.ts";

/** Names the commands of a chat in its language; those of the doorbell tell nothing of what is behind it. */
export async function nameMenu({ words, keepMenu, doorbell }: TelegramParts, api: Api, chat: Chat): Promise<void> {
  const { language, chat: chat_id } = chat;
  const wanted = `${doorbell ? "doorbell" : "full"} ${language}`;
  if (chat.menu === wanted) return;
  const names = doorbell ? ["start", "stop"] : ["start", ...COMMANDS, "stop"];
  const from = doorbell ? "bell.commands" : "commands";
  const commands = names.map((command) => ({ command, description: words(language, `${from}.${command}`) }));
  const text = words(language, "bell.open");
  const button = doorbell?.app
    ? ({ type: "web_app", text, web_app: { url: doorbell.app } } as const)
    : ({ type: "commands" } as const);
  try {
    await api.setMyCommands(commands, { scope: { type: "chat", chat_id } });
    await api.setChatMenuButton({ chat_id, menu_button: button });
    await keepMenu(chat_id, wanted);
  } catch {
    // Nobody waits for it: it is done when the chat is met again.
  }
}
