import { afterAll, beforeAll, expect, test } from "vitest";
import { createMetrics } from "../src/metrics.ts";
import { startTestApp, type TestApp } from "./support/app.ts";
import { NOW } from "./support/frozen.ts";
import { queueMessages } from "./support/outbox.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ now: () => new Date(NOW) });
});
afterAll(() => app.stop());

const read = async (headers: Record<string, string> = {}) => await fetch(`${app.url}/metrics`, { headers });

test("turns, deliveries, waiting messages and the database are counted; nobody is named", async () => {
  const { conversation } = await app.newCitizen({ name: "Bodil" });
  const arrival = { channel: "web", id: "m1", at: NOW };
  await app.product.receive.receive(conversation, { ...arrival, kind: "words", words: "zebra og giraf" });
  await app.product.receive.receive(conversation, { ...arrival, kind: "words", words: "zebra og giraf" });
  await app.product.receive.receive(conversation, { ...arrival, id: "m2", kind: "words", words: "jeg vil dø" });
  await queueMessages(app.product.database, conversation, ["til Bodil"]);
  const text = await (await read()).text();
  expect(text).toContain('skridt_turns_total{channel="web",verdict="duplicate"} 1');
  expect(text).toMatch(/skridt_turn_seconds_count\{channel="web"\} 3/);
  expect(text).toContain('skridt_outbox_waiting{channel="test"} 1');
  expect(text).toContain('skridt_alerts_unclaimed{told="false"} 1');
  expect(text).toContain('skridt_alerts_oldest_seconds{told="false"} 0');
  expect(text).toContain("skridt_database_up 1");
  expect(text).toMatch(/nodejs_heap_size_used_bytes \d/);
  for (const personal of ["Bodil", "zebra", conversation]) expect(text).not.toContain(personal);
});

test("they are for our own network: through a proxy there is nothing", async () => {
  expect((await read({ "X-Forwarded-For": "203.0.113.7" })).status).toBe(404);
  expect((await read({ Forwarded: "for=203.0.113.7" })).status).toBe(404);
});

test("without a database the rest is told, and that it is away", async () => {
  const metrics = createMetrics({ outbox: () => Promise.reject(new Error("away")), alerts: async () => [] });
  metrics.delivery("telegram", "failed");
  const text = await metrics.text();
  expect(text).toContain("skridt_database_up 0");
  expect(text).toContain('skridt_deliveries_total{channel="telegram",became="failed"} 1');
  expect(text).not.toContain("skridt_outbox_waiting{");
});
