import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { toolboxText } from "../scripts/toolbox.ts";
import { flowJsonSchema } from "../src/flow/schema.ts";
import { openTestProduct } from "./support/product.ts";

// written anew by `npm run generate`
it("the description of the toolbox is that of the exercises as they are", async () => {
  expect(readFileSync("docs/redskaber.md", "utf8")).toBe(toolboxText(await openTestProduct()));
});

it("the schema for editors is that of the flow language as it is", () => {
  expect(JSON.parse(readFileSync("flows/flow.schema.json", "utf8"))).toEqual(
    JSON.parse(JSON.stringify(flowJsonSchema())),
  );
});
