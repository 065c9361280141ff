import type { Product } from "./product.ts";
import { localDate } from "./schedule/local.ts";
import { headOfAudit } from "./store/audit-seals.ts";

/** What the line in the log says; docs/operation.md tells how to find it. */
export const HEAD_TOLD = "the audit is sealed up to here";

/**
 * Tells the newest seal of the audit once a day, and after each start: a number and a hash, nothing about anybody. Where the
 * log is kept elsewhere, whoever cuts or rewrites the audit later cannot cut it there as well.
 */
export function headTeller(
  { database, now }: Pick<Product, "database" | "now">,
  tell: (head: string) => void,
): () => Promise<void> {
  let told: string | undefined;
  return async () => {
    const today = localDate(now());
    if (told === today) return;
    const head = await headOfAudit(database);
    if (head === undefined) return;
    tell(head);
    told = today;
  };
}
