import { common, type Text, type TextValue } from "../../model/text.ts";
import type { Said, SaidItem, SaidPart } from "./source.ts";

/** Sentences one after the other. */
export function together(first: Text, more: readonly Text[]): Text {
  return more.reduce((said, next) => common("alt.and", { said, next }), first);
}

/** "Bruge kroppen: Gå en tur og Cykle." for each part that holds something. */
export function partSentences(parts: readonly SaidPart[]): Text[] {
  return parts.flatMap(({ label, items }) => (items.length === 0 ? [] : [sentence(label, items)]));
}

export function sentence(label: Said, items: readonly SaidItem[]): Text {
  return common("alt.part", { label, list: listed(items) });
}

/** A list with "og"; where items are themselves lists, with a stronger sign between them. */
function listed(items: readonly SaidItem[]): TextValue {
  const texts = items.map((item) => (item.done ? common("alt.done", { item: item.text }) : item.text));
  if (!texts.some(isList)) return texts;
  return texts.reduce((said, next) => common("alt.besides", { said, next }));
}

const LISTS = ["sheet.with", "of-item", "alt.done"];

function isList(text: Said): boolean {
  return typeof text !== "string" && text.from === "common" && LISTS.includes(text.key);
}
