import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../../src/store/embedded/index.ts";
import { migrate } from "../../src/store/migrate.ts";
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
    await createTemplate(embedded.url);
  } catch (error) {
    await end();
    throw error;
  }
  project.provide("databaseUrl", embedded.url);
  return end;
}

async function createTemplate(serverUrl: string): Promise<void> {
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
    // Only a template that nobody can connect to can be copied at any time.
    await client.query("alter database skridt_template is_template true allow_connections false");
  } finally {
    await client.end();
  }
}
