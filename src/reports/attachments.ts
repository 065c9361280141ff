import { labelOf } from "../engine/lines.ts";
import type { CompiledFlow } from "../flow/library.ts";
import { atEnd } from "../flow/place.ts";
import type { Answered } from "../model/conversation.ts";
import type { Media, Value } from "../model/value.ts";
import type { Words } from "../model/words.ts";
import type { Reported } from "./note.ts";

/** A voice message or photo that was an answer; `label` is the question in short. */
export interface Attachment {
  readonly label: string;
  readonly media: Media;
}

/** The voice messages and photos of an outcome, in the order they were given. */
export function attachmentsOf(compiled: CompiledFlow, outcome: Reported, words: Words): Attachment[] {
  const context = atEnd(outcome);
  return outcome.answers.flatMap(([path, value]) => {
    const media = mediaOf(value);
    return media ? [{ label: words.say(labelOf(compiled, path, context)), media }] : [];
  });
}

/** Whether any of the answers is this voice message or photo. */
export function holdsMedia(answers: readonly Answered[], id: string): boolean {
  return answers.some(([, value]) => mediaOf(value)?.id === id);
}

function mediaOf(value: Value): Media | undefined {
  return value.kind === "media" || value.kind === "choices" ? value.media : undefined;
}
