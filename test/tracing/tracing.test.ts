import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTracing, type Tracing } from "../../src/tracing/export.ts";
import { startTestApp, type TestApp } from "../support/app.ts";

interface Sent {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly {
      readonly spans: readonly {
        readonly name: string;
        readonly traceId: string;
        readonly spanId: string;
        readonly parentSpanId?: string;
        readonly attributes: readonly { readonly key: string; readonly value: object }[];
      }[];
    }[];
  }[];
}

const received: string[] = [];
const collector = createServer(async (request, response) => {
  received.push(`${request.url} ${await text(request)}`);
  response.setHeader("Content-Type", "application/json").end("{}");
});
let tracing: Tracing;
let app: TestApp;
beforeAll(async () => {
  await new Promise<void>((done) => collector.listen(0, "127.0.0.1", done));
  tracing = await openTracing(`http://127.0.0.1:${(collector.address() as AddressInfo).port}`);
  app = await startTestApp();
});
afterAll(async () => {
  await app?.stop();
  collector.close();
});

it("tells a collector what a turn was made of, and nothing of whose it was", async () => {
  const { citizen, conversation, link } = await app.newCitizen({ name: "Ole Traceson" });
  const { receive } = app.product.receive;
  const at = app.product.now().toISOString();
  await receive(conversation, { kind: "words", channel: "web", id: "trace-inbound", at, words: "min hemmelige hund" });
  expect((await fetch(`${app.url}${link}?secret=trace-query`)).status).toBe(200);
  await tracing.stop();

  const spans = received
    .map((it) => JSON.parse(it.slice(it.indexOf(" "))) as Sent)
    .flatMap(({ resourceSpans }) => resourceSpans.flatMap((it) => it.scopeSpans.flatMap((scope) => scope.spans)));
  const told = spans.map(({ name, attributes }) => {
    return [name, ...attributes.map(({ key, value }) => `${key}=${Object.values(value).join()}`)].join(" ");
  });
  expect(told).toContain("turn channel=web kind=words verdict=not-understood");
  expect(told).toContain("request http.request.method=GET http.route=/c/i/:code http.response.status_code=200");
  const turn = spans.find(({ name }) => name === "turn");
  const within = spans.filter((it) => it.traceId === turn?.traceId && it.name === "statement");
  expect(within.map((it) => it.attributes[0]?.value)).toEqual(
    expect.arrayContaining([{ stringValue: "load-by-id" }, { stringValue: "save-turns" }]),
  );
  expect(received.every((it) => it.startsWith("/v1/traces "))).toBe(true);
  const [, , , code = ""] = link.split("/");
  for (const secret of [citizen, conversation, code, "Ole", "hemmelige", "trace-inbound", "trace-query"]) {
    expect(received.join(), secret).not.toContain(secret);
  }
});
