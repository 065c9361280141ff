import { pino } from "pino";
import { startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { serveParent } from "./child.ts";

/** The product as `npm start` runs it, on the database of the bench. */
const config = readConfig(process.env);
const app = await startApp(config, { log: pino({ level: "warn" }, pino.destination(2)) });
serveParent(app.url, app.stop);
