import { expect, it } from "vitest";
import { productLookFor } from "../../scripts/safety-measure.ts";
import { measureMisspelt } from "../../scripts/safety-misspelt.ts";

it("R25 what is found is found as well when it is written by ear", () => {
  for (const { how, all, found } of measureMisspelt(productLookFor())) {
    expect([how, all > 100, found / all > 0.8]).toEqual([how, true, true]);
  }
});
