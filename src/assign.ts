import { RECEIVER } from "./engine/consent.ts";
import type { CompiledFlow } from "./flow/library.ts";
import { settleEach } from "./jobs/each.ts";
import { AppError } from "./model/errors.ts";
import type { Offer, Talk } from "./model/inbound.ts";
import type { Schedule, Timing } from "./model/schedule.ts";
import { holdsCpr } from "./people/cpr.ts";
import type { Product } from "./product.ts";
import { isDay, localDate, localTime } from "./schedule/local.ts";
import { nextSendTime } from "./schedule/occurrences.ts";
import { addAssignments, behandlereOf, type NewAssignment } from "./store/assignments.ts";
import { type Citizen, getCitizen, getStaff, type People, type Staff } from "./store/people.ts";
import { addSchedule, getSchedule, pauseSchedule } from "./store/schedules.ts";

/** An exercise asked of a citizen. `by`: who asks, and who will be asked about at the end. */
export interface Assign {
  readonly citizen: string;
  readonly flow: string;
  readonly params: Readonly<Record<string, string>>;
  readonly by?: string;
  /** asked twice with the same id it is asked once */
  readonly id?: string;
  /** the talk it belongs to */
  readonly talk?: Talk;
}

/** An exercise asked of a citizen at times. */
export type Plan = Omit<Schedule, "id"> & {
  /** planned twice with the same id it is planned once */
  readonly id?: string;
};

type Parts = Pick<Product, "database" | "library" | "receive" | "now">;

/**
 * Asks an exercise of a citizen now.
 * @throws AppError "not-found": no such citizen, staff or exercise; "refused": not for this role; "input": a wrong param
 */
export async function assign(product: Parts, assignment: Assign): Promise<{ id: string }> {
  const checked = await check(product, assignment);
  const [id] = (await addAssignments(product.database, [rowOf(assignment, checked)])) as [string];
  await offer(product, { ...assignment, id }, checked);
  return { id };
}

/** Offers what is stored. @returns what became of each, in their order; the reason of one that was not asked is as `assign` throws it */
export type Offering = () => Promise<readonly PromiseSettledResult<void>[]>;

/** Asks an exercise of each of many, who are looked up already: stores that it is asked, and gives back how to offer it. */
export async function assignAll(
  product: Parts,
  assignments: readonly (Assign & { readonly id: string })[],
  people: People,
): Promise<Offering> {
  const checks = await Promise.allSettled(assignments.map((it) => check(product, it, people)));
  const right = assignments.flatMap((it, i) => {
    const checked = checks[i];
    return checked?.status === "fulfilled" ? [{ ...rowOf(it, checked.value), id: it.id }] : [];
  });
  await addAssignments(product.database, right);
  return () =>
    settleEach([...assignments.entries()], async ([i, assignment]) => {
      const checked = checks[i];
      if (checked?.status !== "fulfilled") throw checked?.reason;
      await offer(product, assignment, checked.value);
    });
}

type Checked = Awaited<ReturnType<typeof check>>;

const rowOf = ({ id, citizen, params, by }: Assign, { compiled }: Checked): NewAssignment => ({
  id,
  citizen,
  flow: compiled.ref,
  params,
  ...(by === undefined ? {} : { by }),
});

async function offer(
  { database, receive, now }: Parts,
  { id, params, talk }: Assign & { readonly id: string },
  { citizen, compiled, staff }: Checked,
): Promise<void> {
  const audience = staff ? [{ id: staff.id, name: staff.name }] : await behandlereOf(database, citizen.id);
  const from = staff?.name ?? audience[0]?.name ?? "Skridt";
  const offered: Offer = { flow: compiled.ref, params, audience, assignment: id, from, ...(talk ? { talk } : {}) };
  const at = now().toISOString();
  await receive.receive(citizen.conversation, { kind: "offer", channel: "staff", id, at, offer: offered });
}

/**
 * Asks an exercise of a citizen at a time, or again and again.
 * @returns the id of the schedule
 * @throws AppError as `assign`; "input": no time of it is to come
 */
export async function plan(product: Parts, planned: Plan): Promise<{ id: string }> {
  const { database } = product;
  const { citizen } = await check(product, planned);
  const now = product.now();
  const hours = { from: citizen.hours_from, to: citizen.hours_to };
  const next = nextSendTime(planned, hours, now);
  if (!next) throw new AppError("input", `at: expected a time after ${localTime(now)}, got ${planned.start}`);
  return await addSchedule(database, planned, now, next);
}

/** Leaves days out of a schedule, or none any more. @throws AppError "not-found"; "input": no days, or gone */
export async function pause(product: Parts, id: string, paused: Timing["paused"]): Promise<void> {
  const { database } = product;
  const { paused: _, ...schedule } = await getSchedule(database, id);
  if (paused && !(isDay(paused.from) && isDay(paused.to) && paused.from <= paused.to)) {
    throw new AppError("input", `pause: expected two days in order, got ${paused.from} and ${paused.to}`);
  }
  if (paused && paused.to < localDate(product.now())) throw new AppError("input", "pause: expected days to come");
  // what is due already is sent; what the pause before left out is not asked for again
  const { lookedAt, nextAt, hours } = schedule;
  const now = product.now();
  const at = nextAt && nextAt <= now ? lookedAt : now;
  const next = nextSendTime({ ...schedule, ...(paused ? { paused } : {}) }, hours, at);
  await pauseSchedule(database, id, paused, { at, nextAt: next ?? null });
}

async function check(
  { database, library }: Parts,
  { citizen: citizenId, flow: flowId, params, by }: Pick<Assign, "citizen" | "flow" | "params" | "by">,
  people?: People,
): Promise<{ citizen: Citizen; compiled: CompiledFlow; staff: Staff | undefined }> {
  const citizen = people?.citizens.get(citizenId) ?? (await getCitizen(database, citizenId));
  const compiled = library.latest(flowId);
  if (!compiled || compiled.flow.report === false) {
    const known = library.all().filter((it) => it.flow.report !== false);
    throw new AppError(
      "not-found",
      `flow: expected one of ${known.map((it) => it.flow.id).join(", ")}, got "${flowId}"`,
    );
  }
  if (compiled.flow.consents && !params[RECEIVER]) {
    throw new AppError("input", `${flowId}: expected to be asked about somebody (consent ask)`);
  }
  checkParams(flowId, compiled.flow.params ?? {}, params);
  const staff = by === undefined ? undefined : (people?.staff.get(by) ?? (await getStaff(database, by)));
  if (citizen.closed_at) throw new AppError("refused", `citizen ${citizen.id}: the course has ended (course open)`);
  if (staff?.left_at) throw new AppError("refused", `staff ${staff.id}: has left (staff left)`);
  const { start } = compiled.flow.guide;
  if (staff && !start.some((role) => role === staff.role)) {
    throw new AppError(
      "refused",
      `${flowId}: may be sent by ${start.join(" or ")}, not by ${staff.role} (guide.start)`,
    );
  }
  return { citizen, compiled, staff };
}

function checkParams(
  flow: string,
  known: Readonly<Record<string, { values: readonly string[]; text?: true | undefined }>>,
  given: Readonly<Record<string, string>>,
): void {
  for (const [name, value] of Object.entries(given)) {
    const param = known[name];
    const names = Object.keys(known).join(", ") || "none";
    if (!param) throw new AppError("input", `${flow}: expected a param of: ${names}, got "${name}"`);
    if (param.text && holdsCpr(value)) throw new AppError("input", `${flow}: param ${name}: expected no CPR number`);
    if (!param.text && !param.values.includes(value)) {
      throw new AppError("input", `${flow}: param ${name}: expected one of ${param.values.join(", ")}, got "${value}"`);
    }
  }
}
