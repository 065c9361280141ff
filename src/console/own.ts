import type { Context } from "hono";
import { AppError } from "../model/errors.ts";
import { mayMeet } from "../people/access.ts";
import { allowedBy } from "../store/acting.ts";
import { recordLooks } from "../store/audit.ts";
import { type OwnCitizen, ownCitizen, releasedOutcome } from "../store/console-queries.ts";
import { rulingOnOutcome } from "../store/standing.ts";
import { deny } from "./denying.ts";
import type { Env } from "./env.ts";
import { lookAtCitizenBy } from "./looking.ts";
import type { ConsoleParts, StaffActor, StaffParts } from "./parts.ts";

/** "meet": to look; "ask": to do anything with them, which is for those tied to them. */
type Want = "meet" | "ask";

/** The citizen of an address. A citizen who is not the reader's own does not exist here. */
export async function citizenOf(parts: ConsoleParts, c: Context<Env>, want: Want = "ask"): Promise<OwnCitizen> {
  return citizenFor(parts, c.var.actor, c.req.param("citizen") ?? "", want);
}

/** A citizen as somebody may meet them: a look, whatever is done then (R23). @throws AppError "not-found", "refused" */
export async function citizenFor(
  parts: Pick<StaffParts, "database" | "now">,
  actor: Pick<StaffActor, "id" | "role">,
  id: string,
  want: Want = "ask",
): Promise<OwnCitizen> {
  const { database, now } = parts;
  const citizen = await ownCitizen(database, actor.id, id);
  if (citizen?.tied || (citizen && want === "meet")) {
    const look = lookAtCitizenBy(actor, citizen);
    allowedBy({ allowed: true, rule: look.rule });
    await recordLooks(database, [look], now());
    return citizen;
  }
  const code = citizen ? "refused" : "not-found";
  const ruling = mayMeet(want, actor, { tied: false });
  return await deny(
    parts,
    { actor: actor.id, what: "citizen", id, ruling },
    { code, expected: "one of the reader's own" },
  );
}

/** An outcome by its id. One that was not released to the reader does not exist here. @throws AppError "not-found" */
export async function outcomeFor(
  parts: Pick<StaffParts, "database" | "now">,
  actor: Pick<StaffActor, "id">,
  id: string,
): Promise<NonNullable<Awaited<ReturnType<typeof releasedOutcome>>>> {
  const { database } = parts;
  const found = await releasedOutcome(database, actor.id, id);
  if (found) {
    allowedBy({ allowed: true, rule: found.outcome.rule });
    return found;
  }
  const expected = "one that was released to the reader";
  const ruling = await rulingOnOutcome(database, id);
  if (!ruling) throw new AppError("not-found", `outcome: expected ${expected}`);
  return await deny(parts, { actor: actor.id, what: "outcome", id, ruling }, { code: "not-found", expected });
}
