import { common, type Text } from "../../model/text.ts";
import type { Said, SaidPart } from "./source.ts";

/** Sentences one after the other. */
export function together(first: Text, more: readonly Text[]): Text {
  return more.reduce((said, next) => common("alt.and", { said, next }), first);
}

/** "Bruge kroppen: Gå en tur og Cykle." for each part that holds something. */
export function partSentences(parts: readonly SaidPart[]): Text[] {
  return parts.flatMap(({ label, items }) => {
    const list = items.map((item) => (item.done ? common("alt.done", { item: item.text }) : item.text));
    return list.length === 0 ? [] : [sentence(label, list)];
  });
}

export function sentence(label: Said, list: readonly Said[]): Text {
  return common("alt.part", { label, list });
}
