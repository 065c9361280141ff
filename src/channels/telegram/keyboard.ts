import { AppError } from "../../model/errors.ts";
import type { Message, MessageChoice } from "../../model/message.ts";

/** A button below a message: an answer that comes back as it is, a page to open, or one to open inside Telegram. */
export type Button =
  | { readonly text: string; readonly callback_data: string; readonly style?: "primary" | "danger" }
  | { readonly text: string; readonly url: string }
  | { readonly text: string; readonly web_app: { readonly url: string }; readonly style?: "primary" };

/** Rows of buttons below a message. */
export type Keyboard = readonly (readonly Button[])[];

/** What stands for a picture on a button. */
export type Emoji = (name: string) => string | undefined;

/** What Telegram takes back from a button, bytes. */
const MAX_DATA = 64;
/** The longest label a button over the whole width of a small phone shows; a longer one would be cut by the phone. */
const WIDTH = 34;
const MOST_IN_A_ROW = 3;

/** The buttons of a screen: answers, ways to a page, then what is always there, in the same order (R10). */
export function keyboardOf(message: Message, emoji: Emoji): Keyboard {
  const choices = message.choices.map((choice, i): Button => {
    const style = choice.role === "main" ? { style: "primary" as const } : {};
    return { text: buttonText(choice, i, emoji), callback_data: dataOf(choice.token), ...style };
  });
  const links = (message.links ?? []).filter(isPage).map(({ label, url }): Button => ({ text: label, url }));
  const controls = message.controls.map(({ control, token, label }): Button => {
    const style = control === "craving" ? { style: "danger" as const } : {};
    return { text: label, callback_data: dataOf(token), ...style };
  });
  return [...rows(choices, message.layout === "grid" ? 2 : 1), ...rows(links, 1), ...rows(controls, MOST_IN_A_ROW)];
}

/** The labels that do not fit on a button, as lines of the text: the button has their number instead. */
export function longLabels(message: Message, emoji: Emoji): readonly string[] {
  return message.choices.flatMap((choice, i) => {
    const label = labelOf(choice, emoji);
    return fits(label) ? [] : [`${i + 1}. ${label}`];
  });
}

/** Telegram opens pages only: a number to call stands in the text, where a phone makes it a link by itself. */
export function isPage({ url }: { readonly url: string }): boolean {
  return /^https?:/.test(url);
}

function buttonText(choice: MessageChoice, index: number, emoji: Emoji): string {
  const label = labelOf(choice, emoji);
  const shown = fits(label) ? label : String(index + 1);
  return choice.chosen ? `✅ ${shown}` : shown;
}

function labelOf({ label, number, picture }: MessageChoice, emoji: Emoji): string {
  if (number !== undefined) return `${number} ${label}`;
  const sign = picture && "name" in picture.picture ? emoji(picture.picture.name) : undefined;
  return sign === undefined ? label : `${sign} ${label}`;
}

const fits = (label: string): boolean => label.length <= WIDTH;

/** Fills rows in order; all buttons of a row are as wide as its widest. */
function rows(buttons: readonly Button[], most: number): Button[][] {
  const made: Button[][] = [];
  for (const button of buttons) {
    const row = made.at(-1);
    const wider = row && [...row, button];
    const widest = Math.max(...(wider ?? []).map(({ text }) => text.length));
    if (wider && wider.length <= most && widest * wider.length <= WIDTH) row.push(button);
    else made.push([button]);
  }
  return made;
}

function dataOf(token: string): string {
  const bytes = Buffer.byteLength(token);
  if (bytes <= MAX_DATA) return token;
  throw new AppError("internal", `a button's token: expected at most ${MAX_DATA} bytes, got ${bytes}`);
}
