import { randomUUID } from "node:crypto";
import type { FlowRef } from "../model/conversation.ts";
import { jsonOf } from "./keys/citizen-keys.ts";
import type { Database } from "./open.ts";
import { storable } from "./storable.ts";

export interface NewAssignment {
  /** of an assignment that may have been made already; absent: a new one */
  readonly id?: string | undefined;
  readonly citizen: string;
  readonly flow: FlowRef;
  readonly params: Readonly<Record<string, string>>;
  readonly by?: string;
}

/** An exercise asked of a citizen; once per id. */
export async function addAssignment({ db, keys }: Database, assignment: NewAssignment): Promise<{ id: string }> {
  const id = assignment.id ?? randomUUID();
  const key = await keys.of(assignment.citizen);
  const row = {
    id,
    citizen_id: assignment.citizen,
    flow_id: assignment.flow.id,
    flow_version: assignment.flow.version,
    params: jsonOf(key.sealValue(storable(assignment.params), "assignment.params", id)),
    by_staff: assignment.by ?? null,
    completed_at: null,
  };
  await db
    .insertInto("assignment")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return { id: row.id };
}

/** Takes back what was asked and not begun. */
export async function removeAssignment({ db }: Database, id: string): Promise<void> {
  await db
    .deleteFrom("assignment")
    .where("id", "=", id)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("session").select("session.id").whereRef("session.assignment_id", "=", "assignment.id"))),
    )
    .execute();
}

/** The behandlere of a citizen now, first the one longest with them. */
export async function behandlereOf({ db }: Database, citizen: string): Promise<{ id: string; name: string }[]> {
  return await db
    .selectFrom("relation")
    .innerJoin("staff", "staff.id", "relation.staff_id")
    .select(["staff.id", "staff.name"])
    .where("relation.citizen_id", "=", citizen)
    .where("relation.role", "=", "behandler")
    .where((where) => where.or([where("to_at", "is", null), where("to_at", ">", new Date())]))
    .orderBy("from_at")
    .execute();
}
