import type { Command } from "commander";
import { type Backup, backUp, restore } from "../store/backup.ts";
import { startEmbedded } from "../store/embedded/index.ts";
import { print, type Terminal, withJson } from "./output.ts";

/** `backup` and `restore`. */
export function addBackupCommands(program: Command, terminal: Terminal): void {
  withJson(
    program
      .command("backup")
      .description("writes all that the database holds, as it is at one moment → {migration, rows}")
      .argument("<file>", "a new file, such as skridt-2026-11-27.gz"),
  ).action(async (file: string, options: { json?: boolean }) => {
    const found = await onDatabase(terminal, (url) => backUp(url, file, new Date()));
    print(terminal, options, found, `${found.rows} rows are in ${file}. What it holds opens only with DATA_KEY.`);
  });

  withJson(
    program
      .command("restore")
      .description("puts a backup into a database with nothing in it → {migration, rows}")
      .argument("<file>", "what backup wrote"),
  ).action(async (file: string, options: { json?: boolean }) => {
    const found = await onDatabase(terminal, (url) => restore(url, file));
    print(terminal, options, found, `${found.rows} rows are restored. Start with the DATA_KEY they were written with.`);
  });
}

/** The database as it is: nothing of the product is opened, so nothing is written into an empty one. */
async function onDatabase(terminal: Terminal, work: (url: string) => Promise<Backup>): Promise<Backup> {
  const { databaseUrl, dataDir } = terminal.config();
  if (databaseUrl !== undefined) return await work(databaseUrl);
  const embedded = await startEmbedded({ dataDir });
  return await work(embedded.url).finally(() => embedded.stop());
}
