import { createHash } from "node:crypto";

/** Asked so often, a statement is worth its plan: the policies of rows take PostgreSQL longer to plan than to follow. */
const WORTH_IT = 8;
/** Texts that are counted, and so at most as many that are prepared: each connection keeps a plan of each. */
const COUNTED = 300;
const NAME_LENGTH = 20;

/** A text that is asked again and again gets a name; PostgreSQL keeps the plan of what has one. */
export type NameOf = (text: string) => string | undefined;

/** Counts what one process asks. A list of any length makes a text for each length: those that come seldom are let go. */
export function createNames(): NameOf {
  const counted = new Map<string, { times: number; name?: string }>();
  return (text) => {
    const known = counted.get(text) ?? { times: 0 };
    known.times += 1;
    if (known.times === WORTH_IT) {
      known.name = `t-${createHash("sha256").update(text).digest("base64url").slice(0, NAME_LENGTH)}`;
    }
    if (known.times === 1) letGo(counted);
    counted.set(text, known);
    return known.name;
  };
}

/** Makes room for one more: the first that has no name yet, or the first of all. */
function letGo(counted: Map<string, { readonly name?: string }>): void {
  if (counted.size < COUNTED) return;
  const [first] = counted.keys();
  for (const [text, { name }] of counted) {
    if (name !== undefined) continue;
    counted.delete(text);
    return;
  }
  if (first !== undefined) counted.delete(first);
}
