import type { CompiledFlow, Library } from "../flow/library.ts";
import { holdsCpr } from "../people/cpr.ts";
import { maySend } from "../people/guided.ts";
import { allowedFlow } from "./denying.ts";
import type { StaffActor, StaffParts } from "./parts.ts";

/** The radio button of words that staff types. No value of a flow is named like this. */
export const OWN = "$own";
/** It is said inside a question, and a sentence holds few words (R1). */
export const OWN_MAX = 60;

/** What a sent form lacks: `param` is the setting, `problem` a key of the words. */
export interface Lacking {
  readonly param: string;
  readonly problem: "choose-setting" | "own-missing" | "own-cpr";
}

/** The exercises that this member of staff may send. */
export function sendable(library: Library, actor: Pick<StaffActor, "role">): CompiledFlow[] {
  return library.all().filter(({ flow }) => maySend(actor, flow).allowed);
}

/** One of them, for a citizen. @throws AppError "not-found": there is no such exercise, or it may not be sent */
export async function sendableFor(
  parts: Pick<StaffParts, "database" | "library" | "now">,
  actor: Pick<StaffActor, "id" | "role">,
  citizen: string,
  id: string,
): Promise<CompiledFlow> {
  const about = { actor: actor.id, citizen, id };
  return await allowedFlow(parts, about, "one that may be sent", ({ flow }) => maySend(actor, flow));
}

/** Reads the settings from a form: `param-<name>`, and `own-<name>` for words typed by staff. */
export function readParams(
  { flow }: CompiledFlow,
  form: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> | Lacking {
  const params: Record<string, string> = {};
  for (const [param, { values, text }] of Object.entries(flow.params ?? {})) {
    const chosen = form[`param-${param}`];
    if (typeof chosen === "string" && values.includes(chosen)) {
      params[param] = chosen;
    } else if (text && chosen === OWN) {
      const own = String(form[`own-${param}`] ?? "")
        .replaceAll(/\s+/g, " ")
        .trim();
      if (own === "" || own.length > OWN_MAX) return { param, problem: "own-missing" };
      if (holdsCpr(own)) return { param, problem: "own-cpr" };
      params[param] = own;
    } else {
      return { param, problem: "choose-setting" };
    }
  }
  return params;
}

export function isLacking(read: ReturnType<typeof readParams>): read is Lacking {
  return "problem" in read && "param" in read;
}
