import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/global-database.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { TZ: "Europe/Copenhagen" },
  },
});
