import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { expect, test } from "vitest";
import { startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { openInstallation } from "../support/installation.ts";

test("what became due while nothing ran is sent once, by whichever of two servers comes to it", async () => {
  const it = await openInstallation();
  const { database } = it.product;
  const bo = await it.newCitizen("Bo");
  const start = "2026-11-20T10:30:00";
  await it.product.plan({ citizen: bo.id, flow: "parathed", params: {}, start, holidays: "keep" });
  it.clock.pass({ hours: 1 });

  const dataDir = await mkdtemp(join(tmpdir(), "skridt-timed-"));
  const config = readConfig({ ...it.environment, PORT: "0", DATA_DIR: dataDir });
  const options = { log: pino({ level: "silent" }), now: () => new Date(it.clock.now()) };
  const servers = await Promise.all([startApp(config, options), startApp(config, options)]);
  await expect.poll(async () => (await bo.state()).offers.length, { timeout: 30_000 }).toBe(1);
  await Promise.all(servers.map((server) => server.stop()));

  const done = await database.pool.query("select 1 from pgboss.job where name = 'due' and state = 'completed'");
  expect(done.rows.length).toBeGreaterThan(0);
  const night = await database.pool.query("select cron, timezone from pgboss.schedule where name = 'night'");
  expect(night.rows).toEqual([{ cron: "30 3 * * *", timezone: "Europe/Copenhagen" }]);
  expect((await bo.state()).offers.map((offer) => offer.flow.id)).toEqual(["parathed"]);
  await it.close();
  await rm(dataDir, { recursive: true, force: true });
});
