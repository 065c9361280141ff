import pg from "pg";
import { AppError } from "../../model/errors.ts";
import { errorCode } from "./failure.ts";

const wrongPassword = "28P01";

/** A connection to the embedded server as its superuser. Losing it later is noticed by the next query. */
export async function connect(port: number, password: string, applicationName: string): Promise<pg.Client> {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: "skridt",
    password,
    database: "postgres",
    application_name: applicationName,
    ssl: false,
    connectionTimeoutMillis: 10_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    if (errorCode(cause) !== wrongPassword) throw cause;
    throw new AppError(
      "config",
      "the database does not take the password in the data folder (postgres/password): put the right file back",
      { cause },
    );
  }
  return client;
}
