import type { Library } from "../flow/library.ts";
import type { MayStart } from "./roles.ts";

/** By the guide of the newest version of an exercise; of one that is no more, nobody. */
export function mayStartIn(library: Pick<Library, "latest">): MayStart {
  return (flow, role) => library.latest(flow)?.flow.guide.start.some((it) => it === role) ?? false;
}
