import { AppError } from "./model/errors.ts";
import type { Product } from "./product.ts";
import { allowedBy } from "./store/acting.ts";
import { recordDenied } from "./store/audit.ts";
import { releasedOutcome } from "./store/console-queries.ts";
import { getStaff } from "./store/people.ts";

/** A member of staff signs what a citizen has signed and shown them. */
export interface Signing {
  /** id of the completed session */
  readonly outcome: string;
  /** id of the member of staff */
  readonly by: string;
}

/**
 * The second signature under an agreement. It counts once; signed again nothing changes.
 * @throws AppError "not-found": no such outcome released to them; "refused": not for this role, or nothing to sign
 */
export async function countersign(
  { database, library, receive, now }: Pick<Product, "database" | "library" | "receive" | "now">,
  { outcome, by }: Signing,
): Promise<void> {
  const staff = await getStaff(database, by);
  const found = await releasedOutcome(database, staff.id, outcome);
  if (!found) throw new AppError("not-found", "outcome: expected one that was released to the signer");
  const role = library.latest(found.outcome.flow.id)?.flow.countersign;
  if (role !== staff.role) {
    const ruling = { allowed: false, rule: "not-for-role" } as const;
    await recordDenied(database, { actor: staff.id, what: "outcome", id: outcome, ruling }, now());
    throw new AppError(
      "refused",
      `${found.outcome.flow.id}: is signed by ${role ?? "nobody else"}, not by ${staff.role} (countersign)`,
    );
  }
  allowedBy({ allowed: true, rule: found.outcome.rule });
  await receive.receive(found.citizen.conversation, {
    kind: "countersign",
    channel: "staff",
    id: `sign-${outcome}`,
    at: now().toISOString(),
    session: outcome,
    signer: { id: staff.id, name: staff.name },
  });
}
