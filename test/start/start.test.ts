import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dataKeyOf } from "../../src/data-key.ts";
import { startEmbedded } from "../../src/store/embedded/index.ts";
import { openDatabase } from "../../src/store/open.ts";
import { listCitizens } from "../../src/store/people.ts";
import { homeOf, removeData, temporaryFolder } from "../store/embedded/folders.ts";
import { freePort, type Program, startProgram } from "./program.ts";

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => removeData(folder));

/** The process id of the database server of a data folder; undefined: none runs. */
async function postgresOf(dataDir: string): Promise<number | undefined> {
  const file = join(await homeOf(dataDir), "cluster", "postmaster.pid");
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : Number(text.split("\n")[0]);
}

/** What is logged without being trouble may come before it is told to stop. */
const ONLY_TROUBLE = { LOG_LEVEL: "warn" };

/** The citizens in a data folder whose program runs. */
async function citizensOf(dataDir: string): Promise<{ adopted: boolean; citizens: readonly string[] }> {
  const embedded = await startEmbedded({ dataDir });
  const database = await openDatabase(embedded.url, (await dataKeyOf({ dataDir, demo: true })).bytes);
  const citizens = (await listCitizens(database)).map(({ id, name }) => `${name} ${id}`);
  await database.close();
  await embedded.stop();
  return { adopted: embedded.adopted, citizens };
}

describe("a data folder", () => {
  let dataDir: string;
  let url: string;
  let environment: Record<string, string>;
  let citizens: readonly string[];
  let program: Program;
  beforeAll(async () => {
    dataDir = join(folder, "mine data");
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    environment = { DATA_DIR: dataDir, PORT: String(port), ...ONLY_TROUBLE };
  });
  afterAll(async () => {
    await program.end("SIGKILL");
    const left = await startEmbedded({ dataDir });
    await left.stop();
    await removeData(dataDir);
  });

  const READY = /Stop med Ctrl-C/;

  it("is made at the first start: pages say how far it is, then a few lines say where to go", async () => {
    program = startProgram(environment);
    await program.line(/^Opretter database/);
    const starting = await fetch(url);
    expect([starting.status, await starting.text()]).toEqual([503, expect.stringContaining("Opretter database")]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await program.line(READY);
    expect(program.lines.filter((line) => !line.startsWith("Databasen ligger i "))).toEqual([
      "Opretter database … (kun første gang, et par sekunder)",
      "Skridt kører som demo med opfundne personer.",
      `Åbn ${url} i en browser: borgerens telefon og behandlerens konsol side om side.`,
      `Teams: Agents Playground når os på ${url}/api/messages, kun fra denne maskine og uden underskrift.`,
      "Nøglen til data ligger samme sted som data (data.key): det er kun til en demo.",
      `Data ligger i ${dataDir}. Stop med Ctrl-C.`,
    ]);
    expect((await fetch(url)).status).toBe(200);
    expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({
      ready: true,
      database: "here",
      migration: expect.stringMatching(/^\d{3}-/),
      outbox: { waiting: 0, stuck: 0 },
      channels: { web: "here", telegram: "off", teams: "here" },
    });
    ({ citizens } = await citizensOf(dataDir));
    expect(citizens).toEqual([expect.stringMatching(/^Bo \(demo\) /)]);
  });

  it("is left whole by Ctrl-C, also when npm passes it on a second time: no database server stays", async () => {
    expect(await postgresOf(dataDir)).toBeDefined();
    program.process.kill("SIGINT");
    await program.line(/^Stopper/);
    expect(await program.end("SIGINT")).toEqual({ code: 0, signal: null, errors: "" });
    expect(await postgresOf(dataDir)).toBe(undefined);
  });

  it("is opened again with what it held", async () => {
    program = startProgram(environment);
    await program.line(READY);
    expect(program.lines[0]).toBe("Skridt kører som demo med opfundne personer.");
    expect(await citizensOf(dataDir)).toEqual({ adopted: true, citizens });
  });

  it("is taken over from a program that was killed, with its database server", async () => {
    const server = await postgresOf(dataDir);
    await program.end("SIGKILL");
    expect(await postgresOf(dataDir)).toBe(server);
    program = startProgram(environment);
    await program.line(READY);
    expect(await postgresOf(dataDir)).toBe(server);
    expect((await citizensOf(dataDir)).citizens).toEqual(citizens);
    expect((await program.end("SIGTERM")).code).toBe(0);
    expect(await postgresOf(dataDir)).toBe(undefined);
  });
});

describe("told to stop while the database is being made", () => {
  it("stops when it has started, and leaves no database server", async () => {
    const dataDir = join(folder, "afbrudt");
    const program = startProgram({ DATA_DIR: dataDir, PORT: "0", ...ONLY_TROUBLE });
    await program.line(/^Opretter database/);
    expect(await program.end("SIGINT")).toEqual({ code: 0, signal: null, errors: "" });
    expect(await postgresOf(dataDir)).toBe(undefined);
    await removeData(dataDir);
  });
});
