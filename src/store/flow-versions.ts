import { sql } from "kysely";
import type { CompiledFlow, Library } from "../flow/library.ts";
import type { FlowRef } from "../model/conversation.ts";
import type { Database } from "./open.ts";

/** Keeps every version that sessions may begin on, so that they can go on with it for as long as they last. */
export async function keepVersions({ db }: Pick<Database, "db">, flows: readonly CompiledFlow[]): Promise<void> {
  const kept = await db.selectFrom("flow_version").select(["id", "version"]).execute();
  const known = new Set(kept.map(({ id, version }) => `${id} ${version}`));
  // to send all of them is much, and most often nothing is new
  const missing = flows.filter(({ ref }) => !known.has(`${ref.id} ${ref.version}`));
  if (missing.length === 0) return;
  const rows = missing.map((it) => ({ ...it.ref, bundle: JSON.stringify(it.bundle) }));
  await db
    .insertInto("flow_version")
    .values(rows)
    .onConflict((conflict) => conflict.columns(["id", "version"]).doNothing())
    .execute();
}

/** Loads the versions that this process does not know: older ones, or newer ones of another replica. */
export async function learnVersions(
  { database: { db }, library }: { database: Database; library: Library },
  refs: readonly FlowRef[],
): Promise<void> {
  const missing = refs.filter((ref) => !library.has(ref));
  if (missing.length === 0) return;
  const keys = missing.map((ref) => sql`(${ref.id}, ${ref.version})`);
  const rows = await db
    .selectFrom("flow_version")
    .select("bundle")
    .where(sql<boolean>`(id, version) in (${sql.join(keys)})`)
    .execute();
  for (const row of rows) library.add(row.bundle);
}
