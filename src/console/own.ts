import type { Context } from "hono";
import { AppError } from "../model/errors.ts";
import { type OwnCitizen, ownCitizen } from "../store/console-queries.ts";
import type { Env } from "./env.ts";
import type { ConsoleParts, StaffActor, StaffParts } from "./parts.ts";

/** "meet": to look; "ask": to do anything with them, which is for those tied to them. */
type Want = "meet" | "ask";

/** The citizen of an address. A citizen who is not the reader's own does not exist here. */
export async function citizenOf(parts: ConsoleParts, c: Context<Env>, want: Want = "ask"): Promise<OwnCitizen> {
  return citizenFor(parts, c.var.actor, c.req.param("citizen") ?? "", want);
}

/** A citizen as somebody may meet them. @throws AppError "not-found", "refused" */
export async function citizenFor(
  { database }: Pick<StaffParts, "database">,
  actor: Pick<StaffActor, "id">,
  id: string,
  want: Want = "ask",
): Promise<OwnCitizen> {
  const citizen = await ownCitizen(database, actor.id, id);
  if (!citizen) throw new AppError("not-found", "citizen: expected one of the reader's own");
  if (want === "ask" && !citizen.tied)
    throw new AppError("refused", "citizen: the reader is not tied to them (not-tied)");
  return citizen;
}
