import { once } from "node:events";
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeData, temporaryFolder } from "../store/embedded/folders.ts";
import { DATA_KEY } from "../support/database.ts";
import { freePort, startProgram } from "./program.ts";

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => removeData(folder));

/** Starts with this set, and returns the lines it ended with. */
async function refusal(environment: Record<string, string>): Promise<string[]> {
  const program = startProgram({ DATA_DIR: join(folder, "data"), PORT: "0", ...environment });
  const { code, errors } = await program.ended;
  expect({ code, said: program.lines }).toEqual({ code: 1, said: [] });
  return errors.split("\n").slice(0, -1);
}

describe("a start that cannot succeed says why in one line and ends with 1", () => {
  it("when the port is in use", async () => {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    expect(await refusal({ PORT: String(port) })).toEqual([
      `PORT: ${port} is in use on 127.0.0.1. Stop the other program, or choose another port: PORT=${port + 1} npm start`,
    ]);
    server.close();
    expect(await readdir(join(folder, "data"))).not.toContain("postgres");
  });

  it("when the database cannot be reached", async () => {
    const port = await freePort();
    const url = `postgres://skridt:s3cret@127.0.0.1:${port}/skridt`;
    expect(await refusal({ DATABASE_URL: url, DATA_KEY })).toEqual([
      `DATABASE_URL: no PostgreSQL answers at 127.0.0.1:${port} (ECONNREFUSED). Check that it runs, and its name and port.`,
    ]);
  });

  it("when variables are wrong, a line for each", async () => {
    expect(await refusal({ PORT: "http", LOG_LEVEL: "loud" })).toEqual([
      'PORT: expected a number from 0 to 65535, got "http"',
      'LOG_LEVEL: expected one of fatal, error, warn, info, debug, trace, silent, got "loud"',
    ]);
  });

  it("when flows are wrong, a line for each problem with its file and line", async () => {
    const flows = join(folder, "flows");
    await cp("flows", flows, { recursive: true });
    const file = join(flows, "parathed.yaml");
    const text = await readFile(file, "utf8");
    await writeFile(
      file,
      text.replace("picture: one-up", "picture: no-such-picture").replace("series: [level]", "series: [nowhere]"),
    );
    const [first, ...problems] = await refusal({ FLOWS_DIR: flows });
    expect(first).toBe("The flows cannot be used:");
    expect(problems).toHaveLength(2);
    for (const problem of problems) expect(problem).toMatch(/parathed\.yaml:\d+ .*expected .*, got .*no/);
  });

  it("when the folder of the flows is not there", async () => {
    const lines = await refusal({ FLOWS_DIR: join(folder, "nowhere") });
    expect(lines.join("\n")).toMatch(/FLOWS_DIR.*nowhere|nowhere.*expected/);
    expect(lines.join("\n")).not.toContain("    at ");
  });

  it("when the data folder is a file", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    const lines = await refusal({ DATA_DIR: file });
    expect(lines).toEqual([expect.stringMatching(/file: cannot be used \(EEXIST\)\. Check DATA_DIR/)]);
  });
});
