import { lookUp } from "../flow/condition.ts";
import type { CompiledFlow } from "../flow/library.ts";
import { gapsIn } from "../flow/steps/common.ts";
import type { Frame } from "../model/conversation.ts";
import type { ScreenPicture } from "../model/screen.ts";
import { itemPicture } from "./answer-text.ts";
import type { Place } from "./frame.ts";
import { sheetPicture } from "./sheet.ts";

/** What a step shows: the flow's sheet as answered so far, or a picture. */
export function pictureOf(compiled: CompiledFlow, frame: Frame, place: Place): { picture?: ScreenPicture } {
  const step = place.ask.step;
  if (step.type === "sheet" || ("sheet" in step && step.sheet)) {
    const picture = sheetPicture(compiled, withDraft(frame, place), frame.persona);
    if (picture) return { picture };
  }
  if (!("picture" in step) || step.picture === undefined) return {};
  const round = place.context.rounds.at(-1);
  const item = step.picture === "item" && round;
  const name = item ? itemPicture(compiled, round, place.context) : fill(step.picture, compiled, place);
  return { picture: { name, persona: frame.persona } };
}

/** The name with the choices it is made of. */
function fill(picture: string, compiled: CompiledFlow, { path, context }: Place): string {
  let name = picture;
  for (const gap of gapsIn(picture)) {
    const value = lookUp(context.answers, path, gap)?.[1];
    if (value?.kind !== "choice") return compiled.flow.picture;
    name = name.replace(`{{${gap}}}`, value.id);
  }
  return name;
}

/** What was answered, with what is ticked so far. */
function withDraft(frame: Frame, { path, context }: Place): Place["context"] {
  if (frame.draft.length === 0) return context;
  return { ...context, answers: [...context.answers, [path, { kind: "choices", ids: frame.draft }]] };
}
