import type { AskStep, Flow, Step } from "../schema.ts";
import type { Each, Person, Repeat, Run } from "../steps/blocks.ts";

/** A place that is asked, or a block that holds some, by its full name ("people/ring"). */
export interface Place {
  readonly name: string;
  readonly step: AskStep | Each | Repeat | Person | Run | PersonField;
  /** names of the loops around it, outermost first: its answers are seen only from inside them */
  readonly loops: readonly string[];
  /** the flow its step is written in */
  readonly flow: Flow;
}

/** One question of a person's record. */
export interface PersonField {
  readonly type: "person-field";
  readonly id: string;
}

/** What a session knows on arriving at a step. */
export interface Known {
  /** what may have been asked, by name */
  readonly maybe: ReadonlyMap<string, Place>;
  /** what was asked whichever way it came, by name */
  readonly surely: ReadonlySet<string>;
  /** whichever way it came, it has ended */
  readonly ended: boolean;
}

/** A step where it stands in the file. */
export interface Standing {
  readonly step: Step;
  readonly path: readonly PropertyKey[];
  /** the blocks around it whose ids are part of the names inside, outermost first */
  readonly scope: readonly string[];
  /** the loops around it, outermost first */
  readonly around: readonly (Each | Repeat)[];
  readonly loops: readonly string[];
  readonly before: Known;
}

/** All steps of a flow in order, and all places, with those of the flows it runs inside itself. */
export interface Survey {
  readonly standings: readonly Standing[];
  readonly places: ReadonlyMap<string, Place>;
}

interface Here extends Pick<Standing, "path" | "scope" | "around" | "loops"> {
  readonly flow: Flow;
  /** the flows that run here, outermost first */
  readonly running: readonly string[];
}

/** Walks a flow once, as a session can, and notes at each step what can be known there. */
export function survey(flow: Flow, flows: Readonly<Record<string, Flow>>): Survey {
  const standings: Standing[] = [];
  const places = new Map<string, Place>();

  const placed = (step: Place["step"], here: Here): Place => {
    const place = { name: [...here.scope, step.id].join("/"), step, loops: here.loops, flow: here.flow };
    if (!places.has(place.name)) places.set(place.name, place);
    return place;
  };

  const walk = (steps: readonly Step[], here: Here, before: Known): Known => {
    let known = before;
    let ended = false;
    steps.forEach((step, index) => {
      const at = { ...here, path: [...here.path, index] };
      // steps of a flow that runs inside are checked where they are written
      if (here.running.length === 1) standings.push({ ...at, step, before: known });
      ended ||= known.ended;
      known = pass(step, at, { ...known, ended: false });
    });
    return { ...known, ended: ended || known.ended };
  };

  const pass = (step: Step, here: Here, known: Known): Known => {
    switch (step.type) {
      case "end":
        return { ...known, ended: true };
      case "when": {
        const then = walk(step.then, { ...here, path: [...here.path, "then"] }, known);
        return joined(then, walk(step.else ?? [], { ...here, path: [...here.path, "else"] }, known));
      }
      case "each":
      case "repeat":
        return passLoop(step, here, known);
      case "person": {
        const block = placed(step, here);
        const inside = { ...here, scope: [...here.scope, step.id], loops: [...here.loops, block.name] };
        return [block, ...step.fields.map((id) => placed({ type: "person-field", id }, inside))].reduce(asked, known);
      }
      case "run": {
        const block = asked(known, placed(step, here));
        const other = flows[step.flow];
        if (!other || here.running.includes(other.id)) return block;
        const inside = { ...here, flow: other, running: [...here.running, other.id], scope: [...here.scope, step.id] };
        return { ...block, maybe: walk(other.steps, inside, block).maybe };
      }
      default:
        return asked(known, placed(step, here));
    }
  };

  const passLoop = (step: Each | Repeat, here: Here, known: Known): Known => {
    const block = placed(step, here);
    const path = [...here.path, "steps"];
    const around = [...here.around, step];
    const inside = { ...here, path, around, scope: [...here.scope, step.id], loops: [...here.loops, block.name] };
    const body = walk(step.steps, inside, known);
    const once = step.type === "repeat" || Array.isArray(step.over);
    return { ...asked(known, block), maybe: asked(body, block).maybe, ended: once && body.ended };
  };

  const here: Here = { flow, running: [flow.id], path: ["steps"], scope: [], around: [], loops: [] };
  // what is kept of the flows it uses may be known from the start, and is no place of its own
  let kept: Known = { maybe: new Map(), surely: new Set(), ended: false };
  for (const id of flow.uses ?? []) {
    const other = flows[id];
    const inside = { ...here, running: [flow.id, id], scope: [id] };
    if (other) kept = { ...kept, maybe: walk(other.steps, inside, kept).maybe };
  }
  places.clear();
  walk(flow.steps, here, kept);
  return { standings, places };
}

function asked(known: Known, place: Place): Known {
  return {
    maybe: new Map([...known.maybe, [place.name, place]]),
    surely: new Set([...known.surely, place.name]),
    ended: known.ended,
  };
}

/** What is known after either of two ways; a way that ends leads nowhere. */
function joined(a: Known, b: Known): Known {
  if (a.ended) return b;
  if (b.ended) return a;
  return { maybe: new Map([...a.maybe, ...b.maybe]), surely: a.surely.intersection(b.surely), ended: false };
}

/** The place a name means at a step: in the nearest round of the loops around, then outwards, as answers are looked up. */
export function placeFor(name: string, standing: Standing): Place | undefined {
  for (let depth = standing.scope.length; depth >= 0; depth--) {
    const place = standing.before.maybe.get([...standing.scope.slice(0, depth), name].join("/"));
    if (place?.loops.every((loop) => standing.loops.includes(loop))) return place;
  }
  return undefined;
}
