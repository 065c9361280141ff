import { chmod, cp, lstat, mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packagedPostgres, usableBinaries } from "../../../src/store/embedded/binaries.ts";
import { itWhen } from "../../support/it-when.ts";
import { temporaryFolder } from "./folders.ts";

const asRoot = process.getuid?.() === 0;
/** The user and group "nobody" on Linux; what matters is that it is not root. */
const nobody = { uid: 65534, gid: 65534 };

describe("usableBinaries", () => {
  let folder: string;
  let copies: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    copies = join(folder, "copies");
    await mkdir(copies);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** The package's files without the links that its install script makes. */
  async function packageIn(parent: string): Promise<{ native: string; version: string }> {
    const { native, version } = await packagedPostgres();
    const copy = join(parent, "native");
    await cp(native, copy, {
      recursive: true,
      verbatimSymlinks: true,
      filter: async (path) => !path.endsWith(".a") && !(await lstat(path)).isSymbolicLink(),
    });
    return { native: copy, version };
  }

  it("uses the package where it lies when that works", async () => {
    const packaged = await packagedPostgres();
    expect(await usableBinaries(packaged, copies, undefined)).toEqual({
      initdb: join(packaged.native, "bin", "initdb"),
      pgCtl: join(packaged.native, "bin", "pg_ctl"),
      major: packaged.version.split(".")[0],
    });
  });

  it("makes a copy that works when npm ran no install scripts", async () => {
    const binaries = await usableBinaries(await packageIn(folder), copies, undefined);
    expect(binaries.initdb.startsWith(copies)).toBe(true);
  });

  itWhen(asRoot)("makes a copy that another user can run when only root may enter the package's folder", async () => {
    const closed = join(folder, "closed");
    await mkdir(closed, { mode: 0o700 });
    const packaged = await packageIn(closed);
    // As npm leaves it under umask 077.
    await chmod(join(packaged.native, "bin", "postgres"), 0o700);
    const first = await usableBinaries(packaged, copies, nobody);
    expect(first.initdb.startsWith(copies)).toBe(true);
    const made = (await stat(first.initdb)).ctimeMs;
    expect(await usableBinaries(packaged, copies, nobody)).toEqual(first);
    expect((await stat(first.initdb)).ctimeMs).toBe(made);
  });

  it("says what to do when no copy runs either", async () => {
    const native = join(folder, "empty");
    await mkdir(native);
    await expect(usableBinaries({ native, version: "18" }, copies, undefined)).rejects.toMatchObject({
      code: "config",
      message: expect.stringContaining("set DATABASE_URL"),
    });
  });
});
