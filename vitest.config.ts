import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { WaitingFirst } from "./test/support/waiting-first.ts";

export default defineConfig(({ mode }) => ({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/global-database.ts"],
    setupFiles: ["test/support/seed.ts", "test/support/acting.ts"],
    // a file waits for its browser or its database half of the time: there is one more to run than cores
    maxWorkers: availableParallelism() + 1,
    // no test changes what is shared by a process: the product is read in once for each worker, not for each file
    isolate: false,
    sequence: { sequencer: WaitingFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // `npm run chaos`: the long form of what goes wrong
    env: { TZ: "Europe/Copenhagen", CHAOS: mode === "chaos" ? "long" : "short" },
  },
}));
