import { OPERATOR, recordLooks } from "../store/audit.ts";
import type { Database } from "../store/open.ts";
import { citizensAmong } from "../store/people.ts";
import type { Asked } from "./asked.ts";

/** The command whose answer leaves the house as a file. */
const COPIES = /^export\b/;
/** Ids are shorter. */
const LONGEST = 64;

/**
 * Does the work of a command and writes down whom it looked at: those whose id was given to it, and those whose id is
 * anywhere in its answer, before anybody sees it. A command that is added does not have to think of it.
 */
export async function noteLooks<T>(
  { database, now }: { readonly database: Database; now(): Date },
  { command, words }: Asked,
  work: () => Promise<T>,
): Promise<T> {
  const action = COPIES.test(command) ? ("copied" as const) : ("looked" as const);
  const look = { actor: OPERATOR, action, what: command, rule: "operation" } as const;
  const noted = new Set<string>();
  const note = async (said: unknown): Promise<void> => {
    const texts = [...textsIn(said)].filter((it) => it.length <= LONGEST && !noted.has(it));
    const citizens = await citizensAmong(database, texts);
    await recordLooks(
      database,
      citizens.map((citizen) => ({ ...look, citizen })),
      now(),
    );
    for (const it of citizens) noted.add(it);
  };
  await note(words);
  const answer = await work();
  await note(answer);
  return answer;
}

/** Every text in a value, and every name of a field. */
function textsIn(said: unknown, found = new Set<string>()): Set<string> {
  if (typeof said === "string") found.add(said);
  else if (said !== null && typeof said === "object" && !ArrayBuffer.isView(said)) {
    for (const [key, value] of Object.entries(said)) textsIn(value, found.add(key));
  }
  return found;
}
