import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

/** The DATA_KEY of tests, and as the environment has it. */
export const TEST_KEY = Buffer.alloc(32, 7);
export const DATA_KEY = TEST_KEY.toString("base64");

/** A database of a test's own. Close your connections, then drop it. */
export type TestDatabase = { url: string; drop(): Promise<void> };

/** A new database with all migrations applied and the exercises in it, and nothing else. Any number may be made at once. */
export const testDatabase = (): Promise<TestDatabase> => newDatabase("template skridt_template strategy file_copy");

/** A new database without a table. */
export const emptyDatabase = (): Promise<TestDatabase> => newDatabase("");

async function newDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(`create database ${name} ${template}`);
  const url = new URL(inject("databaseUrl"));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`drop database ${name} with (force)`) };
}

/** of this worker: databases are made and dropped by one connection */
let server: Promise<pg.Client> | undefined;

async function onServer(statement: string): Promise<void> {
  server ??= connected(inject("databaseUrl"));
  await (await server).query(statement);
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** Does in a database what its application may not. */
export async function asOwner(url: string, statement: string): Promise<void> {
  const client = await connected(url);
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
