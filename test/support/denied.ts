import { listAudit } from "../../src/store/audit-trail.ts";
import type { Database } from "../../src/store/open.ts";

/** Every try that was denied, as it is written down, the oldest first: "stranger:web entry: too-many-codes". */
export async function deniedIn(database: Database): Promise<string[]> {
  const rows = await listAudit(database, { denied: true }, 10_000);
  return rows.reverse().map(({ actor, what, rule }) => `${actor} ${what}: ${rule}`);
}
