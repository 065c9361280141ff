import { momentOf, plusDays } from "./local.ts";

/** From the first moment of a local day, "2026-11-27", until before the first moment after another; either may be open. */
export function periodOf(days: { readonly from?: string | undefined; readonly to?: string | undefined }): {
  readonly from?: Date;
  readonly before?: Date;
} {
  const midnight = (day: string) => momentOf(Temporal.PlainDate.from(day).toPlainDateTime());
  return {
    ...(days.from === undefined ? {} : { from: midnight(days.from) }),
    ...(days.to === undefined ? {} : { before: midnight(plusDays(days.to, 1)) }),
  };
}
