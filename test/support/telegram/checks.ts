/** What a call carries, as text by name; files by the name they are attached under. */
export interface Call {
  readonly method: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** A refusal, as the Bot API words it. */
export class Refusal extends Error {
  readonly status: number;
  readonly retryAfter: number | undefined;
  constructor(status: number, description: string, retryAfter?: number) {
    super(description);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

const bad = (description: string): never => {
  throw new Refusal(400, `Bad Request: ${description}`);
};

/** What each method cannot be without. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  getMe: [],
  getUpdates: [],
  deleteWebhook: [],
  setWebhook: ["url"],
  setMyCommands: ["commands"],
  sendMessage: ["chat_id", "text"],
  sendPhoto: ["chat_id", "photo"],
  sendChatAction: ["chat_id", "action"],
  editMessageText: ["chat_id", "message_id", "text"],
  editMessageCaption: ["chat_id", "message_id"],
  editMessageReplyMarkup: ["chat_id", "message_id"],
  editMessageMedia: ["chat_id", "message_id", "media"],
  deleteMessage: ["chat_id", "message_id"],
  setChatMenuButton: [],
  leaveChat: ["chat_id"],
  answerCallbackQuery: ["callback_query_id"],
  getFile: ["file_id"],
};

const ACTIONS = ["typing", "upload_photo"];

export interface Button {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
  readonly web_app?: { readonly url?: string };
}

/** Refuses what the real server refuses. */
export function check({ method, given }: Call): void {
  const required = REQUIRED[method];
  if (!required) throw new Refusal(404, "Not Found");
  for (const name of required) if (given[name] === undefined) bad(`parameter "${name}" is required`);
  const { text, caption, action, commands } = given;
  if (text !== undefined && String(text).trim() === "") bad("message text is empty");
  if (text !== undefined && String(text).length > 4096) bad("message is too long");
  if (caption !== undefined && String(caption).length > 1024) bad("message caption is too long");
  if (action !== undefined && !ACTIONS.includes(String(action))) bad("wrong parameter action in request");
  for (const { command } of (commands as { command: string }[] | undefined) ?? []) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) bad("BOT_COMMAND_INVALID");
  }
  for (const row of keyboardIn(given)) for (const button of row) checkButton(button, Number(given.chat_id));
  checkMenuButton(given.menu_button as MenuButton | undefined);
}

interface MenuButton {
  readonly type?: string;
  readonly text?: string;
  readonly web_app?: Button["web_app"];
}

function checkMenuButton(given: MenuButton | undefined): void {
  if (given === undefined || given.type === "commands" || given.type === "default") return;
  if (given.type !== "web_app" || !given.text || !given.web_app) bad("can't parse menu button");
  checkApp(given.web_app);
}

function checkApp(app: Button["web_app"]): void {
  if (!app?.url?.startsWith("https://"))
    bad(`inline keyboard button Web App URL '${app?.url}' is invalid: Only HTTPS links are allowed`);
}

export function keyboardIn(given: Call["given"]): readonly (readonly Button[])[] {
  return (given.reply_markup as { inline_keyboard?: Button[][] } | undefined)?.inline_keyboard ?? [];
}

function checkButton({ text, callback_data: data, url, web_app: app }: Button, chat: number): void {
  if (text.trim() === "") bad("button text is empty");
  const does = [data, url, app].filter((it) => it !== undefined);
  if (does.length !== 1) bad("text buttons are unallowed in the inline keyboard");
  if (app && chat < 0) bad("BUTTON_TYPE_INVALID");
  if (app) checkApp(app);
  if (data !== undefined && (data === "" || Buffer.byteLength(data) > 64)) bad("BUTTON_DATA_INVALID");
  if (url !== undefined && !/^(https?|tg):/.test(url)) bad(`inline keyboard button URL '${url}' is invalid`);
}
