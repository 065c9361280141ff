import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { STARTING_POLICY, startingPage } from "../../src/console/starting.ts";
import { openTestProduct } from "../support/product.ts";

test("the page shown while starting says how far it is, looks again by itself, and may use its own style only", async () => {
  const { translator } = await openTestProduct();
  const page = String(await startingPage(translator, "Opretter database <1> …"));
  expect(page).toContain("Opretter database &lt;1&gt; …");
  expect(page).toContain('<meta http-equiv="refresh" content="1">');
  const style = /<style>([\s\S]*)<\/style>/.exec(page)![1]!;
  const hash = createHash("sha256").update(style).digest("base64");
  expect(STARTING_POLICY).toBe(`default-src 'none'; style-src 'sha256-${hash}'`);
  expect(page).not.toContain("<script");
});
