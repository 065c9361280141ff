import { html } from "hono/html";
import type { Assets } from "../../../http/assets.ts";
import type { Picture } from "../../../model/picture.ts";
import type { AnsweredBy } from "../../../model/value.ts";
import type { WebChatParts } from "../parts.ts";

/** What a template gives; hono's `html` escapes every value put into it. */
export type Html = ReturnType<typeof html>;

export const NOTHING = html``;

export type TextSize = "1" | "2" | "3";

/** How pages look and speak: their language, text size, words, pictures and files. */
export interface Look {
  readonly language: string;
  readonly size: TextSize;
  say(key: string): string;
  readonly pictureUrl: WebChatParts["pictureUrl"];
  readonly assets: Pick<Assets, "url" | "scripts" | "styles">;
  /** where the page's answers go: "/c" */
  readonly at: string;
  /** the citizen's own phone leads to their week */
  readonly week?: string;
  /** on the phone of staff: who answers */
  readonly by?: AnsweredBy;
}

/** What every form that answers holds besides the answer. */
export function answerFields({ by }: Look, nonce: string): Html {
  return html`<input type="hidden" name="nonce" value="${nonce}">${by ? html`<input type="hidden" name="by" value="${by}">` : NOTHING}`;
}

/** A picture; `alt` is empty where the same words stand beside it. */
export function image(look: Look, picture: Picture, alt: string, className: string): Html {
  const { url, width, height } = look.pictureUrl(picture);
  return html`<img class="${className}" src="${url}" width="${width}" height="${height}" alt="${alt}">`;
}

/** One of the page's own pictures, beside words that say the same. */
export function icon(look: Look, name: string): Html {
  return image(look, { name }, "", "icon");
}
