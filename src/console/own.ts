import type { Context } from "hono";
import { AppError } from "../model/errors.ts";
import { type OwnCitizen, ownCitizen } from "../store/console-queries.ts";
import type { Env } from "./env.ts";
import type { ConsoleParts } from "./parts.ts";

/** The citizen of an address. A citizen who is not the reader's own does not exist here. */
export async function citizenOf({ database }: ConsoleParts, c: Context<Env>): Promise<OwnCitizen> {
  const citizen = await ownCitizen(database, c.var.actor.id, c.req.param("citizen") ?? "");
  if (!citizen) throw new AppError("not-found", "citizen: expected one of the reader's own");
  return citizen;
}
