import { Hono } from "hono";
import type { ConsoleParts } from "./parts.ts";

/** The staff console, to be mounted at `/staff`. */
export function createConsole(_parts: ConsoleParts): Hono {
  return new Hono();
}
