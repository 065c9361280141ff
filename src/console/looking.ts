import type { Context } from "hono";
import type { Looking } from "../store/audit.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import type { ReadOutcome } from "../store/outcomes.ts";
import type { LookAction } from "../store/tables.ts";
import type { Env } from "./env.ts";
import type { StaffActor } from "./parts.ts";

/** That somebody sees an outcome, for the citizen to know (R23). */
export function lookBy(actor: Pick<StaffActor, "id">, action: LookAction, outcome: ReadOutcome): Looking {
  const { id: session, citizen, rule } = outcome;
  return { actor: actor.id, action, citizen, session, rule };
}

/** That somebody looks at what a citizen's page tells. */
export function lookAtCitizenBy(actor: Pick<StaffActor, "id">, { id, rule }: OwnCitizen): Looking {
  return { actor: actor.id, action: "looked", citizen: id, rule };
}

/** The same of the reader of a page. */
export function lookAt(c: Context<Env>, action: LookAction, outcome: ReadOutcome): Looking {
  return lookBy(c.var.actor, action, outcome);
}

export function lookAtCitizen(c: Context<Env>, citizen: OwnCitizen): Looking {
  return lookAtCitizenBy(c.var.actor, citizen);
}
