import { sampleSession } from "../../../scripts/sample.ts";
import { answer, contextOf, type Place, placeOf, startFrame } from "../../../src/engine/frame.ts";
import { type Options, optionsOf } from "../../../src/engine/options.ts";
import type { CompiledFlow, Library } from "../../../src/flow/library.ts";
import type { Frame } from "../../../src/model/conversation.ts";
import type { Value } from "../../../src/model/value.ts";
import { withhold } from "../../../src/people/withhold.ts";
import type { Exported } from "../../../src/reports/export/answers.ts";
import { NOW } from "../../support/frozen.ts";
import { asExported } from "./sessions.ts";

const MOST_PLACES = 300;

const VOICE = { id: "v1", type: "voice" } as const;
const OWN_WORDS = "=1+1\u0007\u00a0 ";

/** Ways of answering: with something everywhere, or with the same everywhere that it is taken. */
export const WAYS: Readonly<Record<string, (library: Library, compiled: CompiledFlow) => Exported>> = {
  "something said everywhere": (library, compiled) => exported(compiled, sampleSession(library, compiled)),
  "all but ready-made answers withheld": (library, compiled) => {
    const session = exported(compiled, sampleSession(library, compiled));
    const nothing = { words: false, media: false };
    const { answers, known = [] } = session.outcome;
    const outcome = { ...session.outcome, answers: withhold(answers, nothing), known: withhold(known, nothing) };
    return { ...session, outcome };
  },
  "everything skipped": (_, compiled) => exported(compiled, everywhere(compiled, SKIPPED)),
  "nothing known": (_, compiled) =>
    exported(
      compiled,
      everywhere(compiled, () => ({ kind: "unknown" })),
    ),
  "a voice message everywhere": (_, compiled) =>
    exported(
      compiled,
      everywhere(compiled, ({ own, kind }) => {
        if (!own) return { kind: "skipped" };
        return kind === "many" ? { kind: "choices", ids: [], media: VOICE } : { kind: "media", media: VOICE };
      }),
    ),
  "own words everywhere": (_, compiled) =>
    exported(
      compiled,
      everywhere(compiled, ({ own, kind }, type) => {
        if (!own || type === "date") return { kind: "skipped" };
        return kind === "many" ? { kind: "choices", ids: [], own: [OWN_WORDS] } : { kind: "words", words: OWN_WORDS };
      }),
    ),
};

type Answering = (options: Options, type: Place["ask"]["step"]["type"]) => Value;
const SKIPPED: Answering = () => ({ kind: "skipped" });

/** The session of an exercise in which every place has the same answer, and loops go round twice. */
function everywhere(compiled: CompiledFlow, answering: Answering): Frame {
  const params = Object.fromEntries(Object.entries(compiled.flow.params ?? {}).map(([name, it]) => [name, it.default]));
  const begin = { flow: compiled.ref, params, audience: [] };
  const given = { session: "s", serial: 1, persona: "young-man" as const, startedAt: NOW, avoid: [] };
  let frame = startFrame(compiled, begin, given);
  for (let n = 0; n < MOST_PLACES; n++) {
    const place = placeOf(compiled, frame);
    if (!place) return frame;
    const again: Value = { kind: "choice", id: place.path.includes("[0]") ? "yes" : "no" };
    const { step } = place.ask;
    const value = answering(optionsOf(compiled, place, { now: NOW, name: "Bo", audience: 1 }), step.type);
    frame = answer(compiled, frame, step.id === "more" ? again : value);
  }
  throw new Error(`${compiled.ref.id}: expected an end`);
}

function exported(compiled: CompiledFlow, frame: Frame): Exported {
  const { answers, known } = contextOf(frame);
  const { drawn, params } = frame;
  const completedAt = new Date(NOW);
  return asExported(compiled, { completedAt, params, answers, known, drawn, answeredBy: ["citizen"] });
}
