import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { createStarting } from "../../src/console/starting.ts";
import { openTestProduct } from "../support/product.ts";

test("the page shown while starting says how far it is, looks again by itself, and may use its own style only", async () => {
  const { translator } = await openTestProduct();
  const now = { progress: "Opretter database <1> …" };
  const starting = createStarting(
    (_, next) => next(),
    () => ({ ...now, translator }),
  );
  const answered = await starting.request("/staff");
  expect(answered.status).toBe(503);
  const page = await answered.text();
  expect(page).toContain("Opretter database &lt;1&gt; …");
  expect(page).toContain('<meta http-equiv="refresh" content="1">');
  const style = /<style>([\s\S]*)<\/style>/.exec(page)![1]!;
  const hash = createHash("sha256").update(style).digest("base64");
  expect(answered.headers.get("Content-Security-Policy")).toBe(`default-src 'none'; style-src 'sha256-${hash}'`);
  expect(page).not.toContain("<script");
});

test("before there are words it says so in plain text, and looks again", async () => {
  const starting = createStarting(
    (_, next) => next(),
    () => ({ progress: "Skridt starter …", translator: undefined }),
  );
  const answered = await starting.request("/c");
  expect([answered.status, answered.headers.get("Refresh"), await answered.text()]).toEqual([
    503,
    "1",
    "Skridt starter …",
  ]);
});
