import { sql } from "kysely";
import type { CompiledFlow, FlowBundle } from "../flow/library.ts";
import type { FlowRef } from "../model/conversation.ts";
import type { Database } from "./open.ts";

/** Keeps every version that sessions may begin on, so that they can go on with it for as long as they last. */
export async function keepVersions({ db }: Database, flows: readonly CompiledFlow[]): Promise<void> {
  const rows = flows.map((it) => ({ ...it.ref, bundle: JSON.stringify(it.bundle) }));
  if (rows.length === 0) return;
  await db
    .insertInto("flow_version")
    .values(rows)
    .onConflict((conflict) => conflict.columns(["id", "version"]).doNothing())
    .execute();
}

/** The versions that are kept, of those asked for. */
export async function findVersions({ db }: Database, refs: readonly FlowRef[]): Promise<FlowBundle[]> {
  if (refs.length === 0) return [];
  const keys = refs.map((ref) => sql`(${ref.id}, ${ref.version})`);
  const rows = await db
    .selectFrom("flow_version")
    .select("bundle")
    .where(sql<boolean>`(id, version) in (${sql.join(keys)})`)
    .execute();
  return rows.map((row) => row.bundle);
}
