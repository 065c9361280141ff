import { atEnd } from "../flow/place.ts";
import type { Aside, Conversation, Kept } from "../model/conversation.ts";
import type { Bubble, ScreenPicture } from "../model/screen.ts";
import { common } from "../model/text.ts";
import { titleOf } from "./answer-text.ts";
import { localDay } from "./days.ts";
import { linesOf } from "./lines.ts";
import { sheetPicture } from "./sheet.ts";
import type { Surroundings } from "./surroundings.ts";

/** The sheet of a kept session, dated; undefined when its exercise has none. */
export function thingPicture(kept: Kept, { library, profile }: Surroundings): ScreenPicture | undefined {
  const { persona, audience, signed } = kept;
  return sheetPicture(library.get(kept.flow), atEnd(kept), {
    persona,
    date: localDay(kept.at),
    citizen: profile.name,
    sender: audience[0]?.name,
    countersigned: signed && { name: signed.by.name, date: localDay(signed.at) },
  });
}

/** One thing the citizen keeps; undefined when there is no such version of it. */
export function thingAt({ kept }: Conversation, aside: Extract<Aside, { kind: "thing" }>): Kept | undefined {
  return kept[aside.flow]?.[aside.version];
}

/** A kept thing as it was when it was finished: its sheet, or what was said. */
export function thingBubbles(kept: Kept, version: number, around: Surroundings): Bubble[] {
  const compiled = around.library.get(kept.flow);
  const values = { title: titleOf(compiled), date: { date: localDay(kept.at) } };
  const text = common(version === 0 ? "thing.current" : "thing.before", values);
  const picture = thingPicture(kept, around);
  if (picture) return [{ text, picture }];
  return [{ text, lines: linesOf(compiled, kept.answers, atEnd(kept)), picture: { name: compiled.flow.picture } }];
}
