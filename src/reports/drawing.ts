import { hasShort, labelOf } from "../engine/lines.ts";
import { type Graph, graphOf } from "../flow/draw.ts";
import type { CompiledFlow } from "../flow/library.ts";
import { atEnd } from "../flow/place.ts";
import { sayIn, type Words } from "../model/words.ts";

/** An exercise as boxes and arrows, its questions named as in a summary. */
export function drawingOf(compiled: CompiledFlow, words: Words): Graph {
  const empty = atEnd({ answers: [], params: {} });
  return graphOf(compiled, (place) => {
    const ask = compiled.asks.get(place);
    const label = ask && hasShort(ask) ? labelOf(compiled, place, empty) : place;
    return sayIn(words, label);
  });
}
