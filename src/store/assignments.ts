import { randomUUID } from "node:crypto";
import type { FlowRef } from "../model/conversation.ts";
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

/** Exercises asked of citizens; each once per id. @returns the ids, in their order */
export async function addAssignments(
  { pool, keys }: Database,
  assignments: readonly NewAssignment[],
): Promise<readonly string[]> {
  const all = await keys.all(assignments.map(({ citizen }) => citizen));
  const rows = assignments.map(({ id = randomUUID(), citizen, flow, params, by = null }) => {
    const sealed = all.get(citizen)?.sealValue(storable(params), "assignment.params", id);
    return { id, citizen, flow: flow.id, version: flow.version, params: sealed, by };
  });
  await pool.query({ name: "add-assignments", text: ADD, values: [JSON.stringify(rows)] });
  return rows.map(({ id }) => id);
}

const ADD = `
  insert into assignment (id, citizen_id, flow_id, flow_version, params, by_staff)
  select id, citizen, flow, version, params, by
  from json_to_recordset($1) as a(id text, citizen text, flow text, version text, params json, by text)
  on conflict do nothing`;

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
