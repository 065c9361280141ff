import type { Context } from "hono";
import type { Looking } from "../store/audit.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import type { StoredOutcome } from "../store/outcomes.ts";
import type { AuditAction } from "../store/tables.ts";
import type { Env } from "./env.ts";

/** That the reader of a page sees an outcome, for the citizen to know (R23). */
export function lookAt(c: Context<Env>, action: AuditAction, outcome: StoredOutcome): Looking {
  const { id: session, citizen, rule = "tied" } = outcome;
  return { actor: c.var.actor.id, action, citizen, session, rule };
}

/** That the reader looks at the page of a citizen. */
export function lookAtCitizen(c: Context<Env>, { id, tied }: OwnCitizen): Looking {
  return { actor: c.var.actor.id, action: "looked", citizen: id, rule: tied ? "tied" : "group-consent" };
}
