import { assign } from "./assign.ts";
import type { AskConsent, AskedReceiver } from "./console/parts.ts";
import { titleOf } from "./engine/answer-text.ts";
import { CALLED, EXERCISE, RECEIVER } from "./engine/consent.ts";
import { CONSENT } from "./engine/surroundings.ts";
import { ALL, groupReceiver } from "./model/consent.ts";
import { AppError } from "./model/errors.ts";
import { RELATION_ROLES } from "./people/roles.ts";
import type { Product } from "./product.ts";
import { asService } from "./store/acting.ts";
import { getCitizen, getStaff, listUnits } from "./store/people.ts";

type Parts = Pick<Product, "database" | "library" | "receive" | "now" | "translator">;

/**
 * Asks for consent; only the citizen gives it.
 * @throws AppError "not-found": no such citizen, staff, unit or exercise; "refused": who asks may not, or who is meant sees none
 */
export async function askConsent(product: Parts, asked: AskConsent): Promise<{ id: string }> {
  const { database, library, translator } = product;
  const citizen = await getCitizen(database, asked.citizen);
  const words = translator.words(citizen.language);
  const { receiver, person } = await meant(product, asked.receiver, (key, unit) =>
    words.say({ from: "staff", key: `consent.group.${key}`, values: { unit } }),
  );
  const params: Record<string, string> = { [RECEIVER]: receiver, [CALLED]: person, [EXERCISE]: asked.exercise ?? ALL };
  if (asked.earlier) params.before = "yes";
  if (asked.exercise !== undefined) {
    const compiled = library.latest(asked.exercise);
    if (!compiled || compiled.flow.report === false || compiled.flow.consents) {
      throw new AppError("not-found", `exercise: expected one that has an outcome, got "${asked.exercise}"`);
    }
    params.what = words.say(titleOf(compiled));
  }
  const by = {
    ...(asked.by === undefined ? {} : { by: asked.by }),
    ...(asked.id === undefined ? {} : { id: asked.id }),
  };
  return await assign(product, { citizen: asked.citizen, flow: CONSENT, params, ...by });
}

async function meant(
  { database }: Parts,
  receiver: AskedReceiver,
  group: (role: string, unit: string) => string,
): Promise<{ receiver: string; person: string }> {
  if ("staff" in receiver) {
    const staff = await getStaff(database, receiver.staff);
    if (staff.left_at) throw new AppError("refused", `staff ${staff.id}: has left (staff left)`);
    if (!RELATION_ROLES.some((it) => it === staff.role)) {
      throw new AppError(
        "refused",
        `staff ${staff.id}: a ${staff.role} sees no outcomes (aggregates-only, no-content)`,
      );
    }
    return { receiver: staff.id, person: staff.name };
  }
  const { role, unit: id } = receiver;
  if (!RELATION_ROLES.some((it) => it === role)) {
    throw new AppError("input", `role: expected one of ${RELATION_ROLES.join(", ")}, got "${role}"`);
  }
  const unit = (await listUnits(database)).find((it) => it.id === id);
  if (!unit) throw new AppError("not-found", `unit: expected the id of a unit, got "${id}"`);
  return { receiver: groupReceiver(role, id), person: group(role, unit.name) };
}

/**
 * Asks each citizen who got a new behandler whether they may see what the one before could.
 * @param moves who takes whom
 */
export async function askForTakers(
  product: Parts,
  moves: readonly { readonly citizen: string; readonly role: string; readonly to: string }[],
): Promise<void> {
  for (const { citizen, role, to } of moves) {
    // nobody in particular asks: who handed over need not be with the citizen
    const asked = { citizen, receiver: { staff: to }, earlier: true };
    if (role === "behandler") await asService("jobs", () => askConsent(product, asked));
  }
}
