import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { readConfig } from "../../src/config.ts";
import { openLibrary } from "../../src/product.ts";
import { startEmbedded } from "../../src/store/embedded/index.ts";
import { keepVersions } from "../../src/store/flow-versions.ts";
import { migrate } from "../../src/store/migrate.ts";
import type { Tables } from "../../src/store/tables.ts";
import { removeData, temporaryFolder } from "../store/embedded/folders.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The database server of the whole run, as a superuser. */
    databaseUrl: string;
  }
}

/** One PostgreSQL for the whole run, with a migrated template for `testDatabase`. Gone at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await temporaryFolder();
  const embedded = await startEmbedded({ dataDir });
  const end = async () => {
    await embedded.stop();
    await removeData(dataDir);
  };
  try {
    await createTemplate(embedded.url, dataDir);
  } catch (error) {
    await end();
    throw error;
  }
  project.provide("databaseUrl", embedded.url);
  return end;
}

/** As after a first start: what a start then has to do takes longer than most tests. */
async function keepExercises(url: string, dataDir: string): Promise<void> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) }) });
  const { library } = await openLibrary(readConfig({ DATA_DIR: dataDir }));
  await keepVersions({ db }, library.all());
  await db.destroy();
}

async function createTemplate(serverUrl: string, dataDir: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    // nothing here outlives the run: the disk need not be waited for
    for (const name of ["fsync", "synchronous_commit", "full_page_writes"]) {
      await client.query(`alter system set ${name} = off`);
    }
    await client.query("select pg_reload_conf()");
    await client.query("create database skridt_template");
    const url = new URL(serverUrl);
    url.pathname = "/skridt_template";
    await migrate(url.href);
    await keepExercises(url.href, dataDir);
    // Only a template that nobody can connect to can be copied at any time.
    await client.query("alter database skridt_template is_template true allow_connections false");
  } finally {
    await client.end();
  }
}
