import type { Context } from "hono";
import { AppError } from "../model/errors.ts";
import { type OwnCitizen, ownCitizen } from "../store/console-queries.ts";
import type { Env } from "./env.ts";
import type { ConsoleParts } from "./parts.ts";

/**
 * The citizen of an address. A citizen who is not the reader's own does not exist here.
 * @param want "meet": to look; "ask": to do anything with them, which is for those tied to them
 */
export async function citizenOf(
  { database }: ConsoleParts,
  c: Context<Env>,
  want: "meet" | "ask" = "ask",
): Promise<OwnCitizen> {
  const citizen = await ownCitizen(database, c.var.actor.id, c.req.param("citizen") ?? "");
  if (!citizen) throw new AppError("not-found", "citizen: expected one of the reader's own");
  if (want === "ask" && !citizen.tied)
    throw new AppError("refused", "citizen: the reader is not tied to them (not-tied)");
  return citizen;
}
