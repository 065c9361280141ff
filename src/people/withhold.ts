import type { Answered } from "../model/conversation.ts";
import type { Value } from "../model/value.ts";

/** What of an outcome somebody may read besides ready-made answers. */
export interface Readable {
  readonly words: boolean;
  readonly media: boolean;
}

/** Answers as somebody may read them: that something was answered stays, what it was does not. */
export function withhold(answers: readonly Answered[], may: Readable): readonly Answered[] {
  if (may.words && may.media) return answers;
  return answers.map(([path, value]) => [path, withheld(value, may)] as const);
}

function withheld(value: Value, may: Readable): Value {
  switch (value.kind) {
    case "words":
      return may.words ? value : { kind: "withheld" };
    case "media": {
      if (!may.media) return { kind: "withheld" };
      const { caption: _, ...bare } = value;
      return may.words ? value : bare;
    }
    case "choices": {
      const { own, media, ...picked } = value;
      const left = { ...picked, ...(own && may.words ? { own } : {}), ...(media && may.media ? { media } : {}) };
      const nothing = left.ids.length === 0 && !left.own && !left.media;
      return nothing && (own || media) ? { kind: "withheld" } : left;
    }
    default:
      return value;
  }
}
