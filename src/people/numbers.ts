import type { Role } from "./roles.ts";

export type NumbersRule = "numbers-of-unit" | "no-numbers";

/** Who reads what is counted together about their own unit. */
export function maySeeNumbers(role: Role): { readonly allowed: boolean; readonly rule: NumbersRule } {
  const allowed = role === "leder" || role === "tovholder";
  return { allowed, rule: allowed ? "numbers-of-unit" : "no-numbers" };
}
