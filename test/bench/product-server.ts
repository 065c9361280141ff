import { enableCompileCache } from "node:module";
import { resolve } from "node:path";
import { pino } from "pino";
import { readConfig } from "../../src/config.ts";
import { serveParent } from "./child.ts";

/** The product as `npm start` runs it, on the database of the bench. */
enableCompileCache(resolve(import.meta.dirname, "../../node_modules/.cache/skridt"));
const { startApp } = await import("../../src/app.ts");
const app = await startApp(readConfig(process.env), { log: pino({ level: "warn" }, pino.destination(2)) });
// not by its public address, behind which there is nothing
serveParent(`http://127.0.0.1:${process.env.PORT}`, app.stop);
