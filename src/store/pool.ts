import type { PostgresPool, PostgresPoolClient } from "kysely";
import pg from "pg";
import { AppError } from "../model/errors.ts";
import { inSpan } from "../tracing/span.ts";
import { saidNow } from "./acting.ts";
import { ACT, ACT_BY_KEY, queryAs, type Statement } from "./acting-query.ts";
import { createNames, type NameOf } from "./prepared.ts";

/** The connections of one process. All errors of a server that is away, restarting or full are AppError "unavailable". */
export interface Pool extends PostgresPool, Querying {
  connect(): Promise<PostgresPoolClient & Querying>;
}

/** The pool, or one of its connections. */
export interface Querying {
  query<R extends pg.QueryResultRow>(query: string | Statement, values?: unknown[]): Promise<pg.QueryResult<R>>;
}

const CONNECTIONS = 16;
/** A server that vanished without a word must not leave anybody waiting. */
const CONNECT_MS = 5_000;
const QUERY_MS = 30_000;

/**
 * SQLSTATE of a server that cannot serve now: connection, sign-in, read-only (a standby), no such database, a deadlock,
 * resources such as the disk, shutdown, its disk broken. Nothing was written, and the same may be asked again.
 */
const AWAY = /^(08|28|25006|3D|40|53|57P|58)/;

/** Where in PostgreSQL it is found out; its SQLSTATE, 0A000, says much else as well. */
const OLD_PLAN = "RevalidateCachedQuery";

/** A day has no time zone: it stays "2026-11-27". */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: "text" | "binary") =>
  oid === pg.types.builtins.DATE ? (text: string) => text : pg.types.getTypeParser(oid, format as "text");

/**
 * Every statement runs as whoever acts (acting.ts).
 * @param options `role`: what each connection becomes; absent: it is that already. `queryMs`: how long a statement may take
 * before the server counts as gone; milliseconds
 */
export function openPool(url: string, options: { readonly role?: string; readonly queryMs?: number } = {}): Pool {
  const { role, queryMs = QUERY_MS } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: queryMs,
    keepAlive: true,
    types: { getTypeParser },
    async onConnect(client) {
      if (role !== undefined) await client.query(`set role ${role}`);
      for (const act of [ACT, ACT_BY_KEY]) await client.query({ ...act, values: ["", "", ""] });
    },
  });
  // a connection that breaks is replaced at next use; without these listeners it would end the process
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const nameOf = createNames();
  const connect = async () => lend(await pool.connect().catch(fail), nameOf);
  return {
    options: {},
    async query(query, values) {
      const client = await connect();
      try {
        return await client.query(query, values);
      } finally {
        client.release();
      }
    },
    connect,
    end: () => pool.end(),
  };
}

/** A connection for kysely, which gives back broken ones like any other: they are thrown away here. */
function lend(client: pg.PoolClient, nameOf: NameOf): PostgresPoolClient & Querying {
  let broken = false;
  const query: Querying["query"] = (text, values) => {
    const asked = () => queryAs(client, { saying: saidNow(), nameOf }, text, values);
    return inSpan("statement", () => ({ "db.query.summary": summaryOf(text) }), asked).catch((error: unknown) => {
      broken ||= isAway(error);
      return fail(error);
    }) as Promise<never>;
  };
  return {
    query: query as PostgresPoolClient["query"] & Querying["query"],
    release: (destroy = false) => client.release(destroy || broken),
  };
}

/** The name of a statement, or its first word. */
function summaryOf(query: string | pg.QueryConfig): string {
  const { name, text } = typeof query === "string" ? { name: undefined, text: query } : query;
  return name ?? /\w+/.exec(text)?.[0]?.toLowerCase() ?? "";
}

function fail(cause: unknown): never {
  if (!isAway(cause)) throw cause;
  throw new AppError("unavailable", "the database does not answer", { cause });
}

/**
 * Everything that the server did not say itself came from the connection; a TypeError is a mistake of ours. A plan that
 * another version of the product has changed the table of is of no use any more, nor is the connection that keeps it.
 */
function isAway(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return AWAY.test(error.code ?? "") || error.routine === OLD_PLAN;
  return !(error instanceof TypeError);
}
