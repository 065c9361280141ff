import type { Context } from "hono";
import type { StaffActor } from "./parts.ts";
import type { Look } from "./view/page.ts";

/** What the routes behind the sign-in know. */
export interface Env {
  Variables: { actor: StaffActor; look: Look };
}

/** A page that brings itself up to date asks only for the part that changes. */
export function wantsFresh(c: Context): boolean {
  return c.req.header("hx-target") === "div#fresh";
}
