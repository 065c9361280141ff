import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { type App, startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { invite } from "../../src/store/invitations.ts";
import { addCitizen, addStaff, addUnit, relate } from "../../src/store/people.ts";
import { asOwner, DATA_KEY, testDatabase } from "./database.ts";
import { filesRead } from "./installation.ts";

/** The whole product on a database of its own, with one behandler. */
export interface TestApp extends App {
  readonly staff: string;
  readonly dataDir: string;
  readonly unit: string;
  /** does in its database what the product may not */
  asOwner(statement: string): Promise<void>;
  /** everything that was logged */
  readonly logged: readonly string[];
  /** a new citizen of the behandler, and the path of a one-time link for them */
  newCitizen(person?: {
    name?: string;
    language?: string;
  }): Promise<{ citizen: string; conversation: string; link: string }>;
}

export async function startTestApp(
  options: {
    now?: () => Date;
    environment?: Readonly<Record<string, string>>;
    /** reads exercises, words and pictures for itself, and keeps drawings in its own folder */
    reads?: boolean;
  } = {},
): Promise<TestApp> {
  const database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "skridt-app-"));
  const logged: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void logged.push(line) });
  const { environment, reads, ...rest } = options;
  const config = readConfig({ PORT: "0", DATABASE_URL: database.url, DATA_KEY, DATA_DIR: dataDir, ...environment });
  const app = await startApp(config, { log, ...(reads ? {} : { opened: await filesRead() }), ...rest });
  const store = app.product.database;
  const unit = await addUnit(store, "Rusmiddelcenter Test");
  const staff = await addStaff(store, { name: "Maria", role: "behandler", unit: unit.id });
  return {
    ...app,
    staff: staff.id,
    dataDir,
    unit: unit.id,
    logged,
    asOwner: (statement) => asOwner(database.url, statement),
    async newCitizen({ name = "Ole", language = "da" } = {}) {
      const { id, conversation } = await addCitizen(
        store,
        { name, language, unit: unit.id, persona: "mature-man" },
        app.product.translator.languages,
      );
      await relate(store, { citizen: id, staff: staff.id, role: "behandler" });
      const { code } = await invite(store, { citizen: id, channel: "web", now: app.product.now() });
      return { citizen: id, conversation, link: `/c/i/${code}` };
    },
    async stop() {
      await app.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
