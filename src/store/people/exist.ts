import { AppError } from "../../model/errors.ts";
import type { Database } from "../open.ts";

/** @throws AppError "not-found", naming what was expected and what was got */
export async function mustExist({ db }: Database, table: "unit" | "staff" | "citizen", id: string): Promise<void> {
  const found = await db.selectFrom(table).select("id").where("id", "=", id).executeTakeFirst();
  if (!found) throw new AppError("not-found", `${table}: expected the id of a ${table}, got "${id}"`);
}
