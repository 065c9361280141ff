import type { Database } from "./open.ts";

/** All or nothing. Inside a transaction that runs already it is a part of that one. */
export async function inTransaction<T>(database: Database, work: (database: Database) => Promise<T>): Promise<T> {
  if (database.db.isTransaction) return await work(database);
  return await database.db.transaction().execute((db) => work({ ...database, db }));
}
