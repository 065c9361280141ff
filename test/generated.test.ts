import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { toolboxText } from "../scripts/toolbox.ts";
import { flowJsonSchema } from "../src/flow/schema.ts";
import { exportJsonSchema } from "../src/reports/export/json.ts";
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

it("the schema of exports is that of the format as it is, with every field described", () => {
  const written: unknown = JSON.parse(readFileSync("docs/export.schema.json", "utf8"));
  expect(written).toEqual(JSON.parse(JSON.stringify(exportJsonSchema())));
  expect(undescribed(written, "")).toEqual([]);
});

function undescribed(schema: unknown, path: string): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {}, ...rest } = schema as { properties?: Record<string, object> };
  const fields = Object.entries(properties).flatMap(([name, field]) => [
    ...("description" in field ? [] : [`${path}/${name}`]),
    ...undescribed(field, `${path}/${name}`),
  ]);
  return [...fields, ...Object.entries(rest).flatMap(([name, it]) => undescribed(it, `${path}/${name}`))];
}
