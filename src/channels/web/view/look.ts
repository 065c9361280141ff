import { html } from "hono/html";
import type { Picture } from "../../../model/picture.ts";
import type { Assets } from "../assets.ts";
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
