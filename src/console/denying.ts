import { AppError } from "../model/errors.ts";
import { type Denied, recordDenied } from "../store/audit.ts";
import type { StaffParts } from "./parts.ts";

/** Writes down what was denied, and by which rule, and ends the request with it. @throws AppError of that code */
export async function deny(
  { database, now }: Pick<StaffParts, "database" | "now">,
  denied: Denied,
  { code, expected }: { readonly code: "not-found" | "refused"; readonly expected: string },
): Promise<never> {
  await recordDenied(database, denied, now());
  throw new AppError(code, `${denied.what}: expected ${expected} (${denied.ruling.rule})`);
}
