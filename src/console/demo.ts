import { Hono } from "hono";
import type { DemoParts } from "./parts.ts";

/** The demo page, to be mounted at `/`: the citizen's phone beside the console. */
export function createDemo(_parts: DemoParts): Hono {
  return new Hono();
}
