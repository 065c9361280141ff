import type { Picture } from "../../../model/picture.ts";
import type { TextValue } from "../../../model/text.ts";
import { type Element, text } from "./kit.ts";

type Values = Readonly<Record<string, TextValue>>;

/** How a card speaks and what it draws with. */
export interface CardLook {
  readonly language: string;
  /** words of the cards */
  say(key: string, values?: Values): string;
  /** words that the console has as well */
  staff(key: string, values?: Values): string;
  /** the address of a picture so many pixels wide */
  picture(picture: Picture, width: number): string;
  /** a moment as people say it: "i dag kl. 10.12" */
  when(at: Date): string;
  /** a local day: "fredag 27. november" */
  day(day: string): string;
  /** where the console has the same, and more of it */
  console(path: string): string;
}

/** What has just been done, or was not. */
export interface Told {
  readonly done?: string | undefined;
  readonly problem?: string | undefined;
}

/** It stands first in the card. */
export function told({ done, problem }: Told): Element | undefined {
  if (problem !== undefined) return notice(problem, "attention");
  return done === undefined ? undefined : notice(done, "good");
}

export function notice(said: string, style: "good" | "attention" | "warning" | "emphasis"): Element {
  return { type: "Container", style, bleed: true, items: [text(said, { bold: style !== "emphasis" })] };
}
