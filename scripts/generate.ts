import { writeFileSync } from "node:fs";
import { readConfig } from "../src/config.ts";
import { flowJsonSchema } from "../src/flow/schema.ts";
import { openLibrary } from "../src/product.ts";
import { exportJsonSchema } from "../src/reports/export/json.ts";
import { writeToolbox } from "./toolbox.ts";

/** Writes what is generated from the code: the JSON Schemas of flows and of exports, and the toolbox's description. */
writeFileSync("flows/flow.schema.json", `${JSON.stringify(flowJsonSchema(), null, 2)}\n`);
writeFileSync("docs/export.schema.json", `${JSON.stringify(exportJsonSchema(), null, 2)}\n`);
await writeToolbox(await openLibrary(readConfig({})));
