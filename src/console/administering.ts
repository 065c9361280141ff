import type { Context } from "hono";
import { AppError } from "../model/errors.ts";
import { type Action, type Decision, mayAdminister } from "../people/administer.ts";
import type { Member } from "../people/roles.ts";
import { allowedBy } from "../store/acting.ts";
import { recordLooks } from "../store/audit.ts";
import { untilClosing } from "../store/people/course.ts";
import { activeOf, memberOf } from "../store/people/relations.ts";
import { type Citizen, getCitizen, getStaff } from "../store/people.ts";
import { deny } from "./denying.ts";
import type { Env } from "./env.ts";
import type { ConsoleParts } from "./parts.ts";

/** Who acts, with their unit. */
export async function actorOf({ database }: ConsoleParts, c: Context<Env>): Promise<Member> {
  return memberOf(await getStaff(database, c.var.actor.id));
}

/** @throws AppError "refused" with the rule in its details; who answers with it writes the try down */
export function mustBeAllowed(actor: Member, action: Action, about: { sameUnit: boolean; own: boolean }): void {
  const decision = mayAdminister(actor.role, action, about);
  if (!decision.allowed) refuse(decision);
  allowedBy(decision);
}

function refuse({ rule, condition }: Pick<Decision, "rule" | "condition">): never {
  throw new AppError("refused", `not allowed (${rule})`, { details: { rule, condition } });
}

/** A citizen as one who administers meets them. */
export interface Administered {
  readonly actor: Member;
  readonly citizen: Citizen;
  /** tied to the actor now */
  readonly own: boolean;
  may(action: Action): boolean;
}

/**
 * The citizen of an address, for an action. One whom the actor has nothing to do with does not exist here.
 * @throws AppError "not-found"; "refused" with the rule in its details
 */
export async function administeredBy(
  parts: ConsoleParts,
  c: Context<Env>,
  ...actions: readonly Action[]
): Promise<Administered> {
  const { database } = parts;
  const actor = await actorOf(parts, c);
  const id = c.req.param("citizen") ?? "";
  const denied = async (): Promise<never> => {
    const [ruling] = actions.map((it) => mayAdminister(actor.role, it, { sameUnit: false, own: false })) as [Decision];
    const expected = "one that the actor administers";
    return await deny(parts, { actor: actor.id, what: "citizen", id, ruling }, { code: "not-found", expected });
  };
  const citizen = await getCitizen(database, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not-found") return denied();
    throw error;
  });
  const sameUnit = citizen.unit_id === actor.unit;
  const active = await activeOf(database, citizen.id);
  const own = active.some((it) => it.staff.id === actor.id);
  const until = citizen.closed_at ? await untilClosing(database, citizen.id, citizen.closed_at) : [];
  const was = until.some((it) => it.staff.id === actor.id);
  const about = (action: Action) => ({ sameUnit, own: action === "reopen" ? was : own });
  const decide = (action: Action) => mayAdminister(actor.role, action, about(action));
  const may = (action: Action) => decide(action).allowed;
  const allowing = actions.map(decide).find(({ allowed }) => allowed);
  if (!allowing) {
    const knows = own || was || (sameUnit && mayAdminister(actor.role, "see-people", { sameUnit, own }).allowed);
    if (!knows) return await denied();
    refuse(actions.map(decide)[0] as Decision);
  }
  const { rule } = allowing;
  allowedBy(allowing);
  await recordLooks(database, [{ actor: actor.id, action: "settings", citizen: citizen.id, rule }], parts.now());
  return { actor, citizen, own, may };
}
