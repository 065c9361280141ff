import { lookUp } from "../flow/condition.ts";
import type { CompiledFlow } from "../flow/library.ts";
import { saidIn } from "../flow/place.ts";
import { gapsIn } from "../flow/steps/common.ts";
import type { Conversation, Frame, Profile } from "../model/conversation.ts";
import type { ScreenPicture } from "../model/screen.ts";
import { itemPicture } from "./answer-text.ts";
import type { Place } from "./frame.ts";
import type { SheetGiven } from "./sheet/source.ts";
import { sheetPicture } from "./sheet.ts";
import type { Surroundings } from "./surroundings.ts";
import { thingPicture } from "./things.ts";

/** What a sheet of a running session shows besides its answers: who sent it is behind it. */
export function sheetGiven(frame: Frame, profile: Profile): SheetGiven {
  return { persona: frame.persona, citizen: profile.name, sender: frame.audience[0]?.name };
}

/** What a step shows: the flow's sheet as answered so far, the one that is kept of a flow it uses, or a picture. */
export function pictureOf(
  compiled: CompiledFlow,
  frame: Frame,
  place: Place,
  kept: Conversation["kept"],
  around: Surroundings,
): { picture?: ScreenPicture } {
  const step = place.ask.step;
  const sheet = step.type === "sheet" || ("sheet" in step && step.sheet);
  if (typeof sheet === "string") {
    const thing = kept[sheet]?.[0];
    const picture = thing && thingPicture(thing, around);
    if (picture) return { picture };
  }
  if (sheet === true) {
    const picture = sheetPicture(compiled, withDraft(frame, place), sheetGiven(frame, around.profile));
    if (picture) return { picture };
  }
  if (!("picture" in step) || step.picture === undefined) {
    // nothing is on the sheet yet
    return sheet ? { picture: { name: compiled.flow.picture, persona: frame.persona } } : {};
  }
  const round = place.context.rounds.at(-1);
  const item = step.picture === "item" && round;
  const name = item ? itemPicture(compiled, round, place.context) : fill(step.picture, compiled, place);
  return { picture: { name, persona: frame.persona } };
}

/** The name with the choices it is made of. */
function fill(picture: string, compiled: CompiledFlow, { path, context }: Place): string {
  let name = picture;
  for (const gap of gapsIn(picture)) {
    const value = lookUp(saidIn(context), path, gap)?.[1];
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
