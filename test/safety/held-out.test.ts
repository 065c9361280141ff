import { expect, it } from "vitest";
import { measureSet, productLookFor } from "../../scripts/safety-measure.ts";

/** As recorded in docs/safety.md: found of all crises, false alarms at most. */
const RECORDED = { "da-held-out": { found: 26, alarms: 0 }, "en-held-out": { found: 13, alarms: 0 } } as const;

it.each(["da-held-out", "en-held-out"] as const)("R25 %s is judged as well as it was", (name) => {
  const scores = measureSet(productLookFor(), name);
  const found = scores.filter((it) => it.label !== "-").reduce((sum, it) => sum + it.right, 0);
  const harmless = scores.find((it) => it.label === "-")!;
  expect(found).toBeGreaterThanOrEqual(RECORDED[name].found);
  expect(harmless.all - harmless.right).toBeLessThanOrEqual(RECORDED[name].alarms);
});
