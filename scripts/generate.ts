import { writeFileSync } from "node:fs";
import { flowJsonSchema } from "../src/flow/schema.ts";

/** Writes what is generated from the code: the JSON Schema that editors check flows with. */
writeFileSync("flows/flow.schema.json", `${JSON.stringify(flowJsonSchema(), null, 2)}\n`);
