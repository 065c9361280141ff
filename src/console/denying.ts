import type { CompiledFlow } from "../flow/library.ts";
import { AppError } from "../model/errors.ts";
import { type Denied, recordDenied } from "../store/audit.ts";
import type { StaffParts } from "./parts.ts";

/**
 * An exercise that may be used for a citizen, by a rule.
 * @throws AppError "not-found": there is none of that id, or it may not; the try is written down
 */
export async function allowedFlow(
  parts: Pick<StaffParts, "database" | "library" | "now">,
  about: Required<Pick<Denied, "actor" | "citizen" | "id">>,
  expected: string,
  rulingOn: (compiled: CompiledFlow) => Denied["ruling"],
): Promise<CompiledFlow> {
  const compiled = parts.library.latest(about.id);
  if (!compiled) throw new AppError("not-found", `exercise: expected ${expected}`);
  const ruling = rulingOn(compiled);
  if (ruling.allowed) return compiled;
  return await deny(parts, { ...about, what: "exercise", ruling }, { code: "not-found", expected });
}

/** Writes down what was denied, and by which rule, and ends the request with it. @throws AppError of that code */
export async function deny(
  { database, now }: Pick<StaffParts, "database" | "now">,
  denied: Denied,
  { code, expected }: { readonly code: "not-found" | "refused"; readonly expected: string },
): Promise<never> {
  await recordDenied(database, denied, now());
  throw new AppError(code, `${denied.what}: expected ${expected} (${denied.ruling.rule})`);
}
