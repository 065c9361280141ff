import type { DataRequest } from "../model/conversation.ts";
import type { Database } from "./open.ts";
import { withNames } from "./people/names.ts";

/** What a citizen asked for (R23) and nobody has done yet. */
export interface OpenRequest {
  readonly citizen: { readonly id: string; readonly name: string; readonly unit: string };
  readonly what: DataRequest;
  readonly askedAt: Date;
}

/** The oldest first. @param citizens only of these; absent: of all */
export async function openRequests(database: Database, citizens?: readonly string[]): Promise<OpenRequest[]> {
  if (citizens?.length === 0) return [];
  let query = database.db
    .selectFrom("data_request")
    .innerJoin("citizen", "citizen.id", "citizen_id")
    .select(["citizen.id", "citizen.name", "unit_id", "kind", "asked_at"])
    .where("done_at", "is", null)
    .orderBy("data_request.id");
  if (citizens) query = query.where("citizen_id", "in", citizens);
  const named = await withNames(database, await query.execute());
  return named.map(({ id, name, unit_id: unit, kind: what, asked_at: askedAt }) => {
    return { citizen: { id, name, unit }, what, askedAt };
  });
}

/** Somebody has done it, or it was talked over with the citizen. */
export async function closeRequest(
  { db }: Database,
  request: { readonly citizen: string; readonly what: DataRequest; readonly by: string; readonly at: Date },
): Promise<void> {
  await db
    .updateTable("data_request")
    .set({ done_at: request.at, done_by: request.by })
    .where("citizen_id", "=", request.citizen)
    .where("kind", "=", request.what)
    .where("done_at", "is", null)
    .execute();
}
