import { AppError } from "../../model/errors.ts";

/** A number to call, as it is kept. @throws AppError "input": no number */
export function phoneOf(phone: string): string {
  const trimmed = phone.trim();
  if (/^\+?[\d ]{3,20}$/.test(trimmed)) return trimmed;
  throw new AppError("input", `phone: expected digits with spaces, got "${phone}"`);
}
