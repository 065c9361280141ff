import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StaffRole } from "../../../src/model/staff.ts";
import { mayStartIn } from "../../../src/people/may-start.ts";
import { canBe, RELATION_ROLES } from "../../../src/people/roles.ts";
import { addAppointment, appointmentsOf } from "../../../src/store/appointments.ts";
import { outcomesOf } from "../../../src/store/outcomes.ts";
import { handOver, leave } from "../../../src/store/people/handover.ts";
import { activeOf, heldBy, relationsOf, unrelate } from "../../../src/store/people/relations.ts";
import { activeStaff, addCitizen, addStaff, type Citizen, relate, type Staff } from "../../../src/store/people.ts";
import { schedulesOf } from "../../../src/store/schedules.ts";
import { complete } from "../../console/exercise.ts";
import { SEED } from "../../support/frozen.ts";
import { type Installation, openInstallation } from "../../support/installation.ts";
import { contents } from "../../support/tables.ts";

let installation: Installation;
let database: Installation["product"]["database"];
let mayStart: ReturnType<typeof mayStartIn>;
beforeAll(async () => {
  installation = await openInstallation();
  database = installation.product.database;
  mayStart = mayStartIn(installation.product.library);
});
afterAll(() => installation?.close());

const hire = (role: StaffRole = "behandler", name = "Lis"): Promise<Staff> =>
  addStaff(database, { name, role, unit: installation.unit.id });
const tie = (citizen: { id: string }, staff: { id: string }, role = "behandler") =>
  relate(database, { citizen: citizen.id, staff: staff.id, role });
const nowOf = async (citizen: { id: string }) =>
  (await activeOf(database, citizen.id)).map((it) => `${it.staff.name} ${it.role}`).toSorted();

describe("a handover", () => {
  test("ends and begins at the same moment, in one step", async () => {
    const [old, next] = [await hire("behandler", "Old"), await hire("behandler", "Next")];
    const citizen = await addCitizen(database, { name: "Bo", unit: installation.unit.id });
    await tie(citizen, old);
    const plan = await handOver(database, { staff: old.id, to: next.id }, mayStart);
    expect(plan.ok).toBe(true);
    const [begun, ended] = await relationsOf(database, citizen.id);
    expect([begun!.staff.id, begun!.to, ended!.staff.id]).toEqual([next.id, null, old.id]);
    expect(begun!.from).toEqual(ended!.to);
  });

  test("changes nothing at all when one citizen would be left without anybody", async () => {
    const [old, next, kim] = [await hire(), await hire(), await hire("socialpaedagog")];
    const [bo, ida] = [await installation.newCitizen("Bo"), await installation.newCitizen("Ida")];
    await tie(bo, old);
    await tie(ida, old);
    const before = await contents(database);
    const plan = await handOver(database, { staff: old.id, to: next.id, each: { [ida.id]: kim.id } }, mayStart);
    expect(plan).toEqual({
      ok: false,
      orphans: [{ citizen: { id: ida.id, name: "Ida" }, role: "behandler", lack: "role" }],
    });
    expect(await contents(database)).toEqual(before);
  });

  test("passes on plans and what waits; the conversation is untouched, and old outcomes are shown to nobody new", async () => {
    const { product, staff: mette } = installation;
    const bo = await installation.newCitizen("Bo");
    await complete(installation, bo, "parathed", { release: true });
    await product.assign({ citizen: bo.id, flow: "parathed", params: {}, by: mette.id });
    const timing = { start: "2026-11-27T10:00:00", rule: "FREQ=WEEKLY", holidays: "skip" } as const;
    await product.plan({ citizen: bo.id, flow: "parathed", params: {}, by: mette.id, ...timing });
    const before = await bo.state();
    const next = await hire();
    expect(await outcomesOf(database, bo.id, mette.id)).toHaveLength(1);
    const others = (await heldBy(database, mette.id)).filter((it) => it.citizen.id !== bo.id);
    const each = Object.fromEntries(others.map((it) => [it.citizen.id, next.id]));
    expect((await handOver(database, { staff: mette.id, to: next.id, each }, mayStart)).ok).toBe(true);
    expect((await schedulesOf(database, bo.id)).map((it) => it.by)).toEqual([next.id]);
    const waiting = await database.db.selectFrom("assignment").selectAll().where("citizen_id", "=", bo.id).execute();
    expect(waiting.map((it) => it.by_staff)).toEqual([next.id]);
    expect(await bo.state()).toEqual(before);
    expect(await outcomesOf(database, bo.id, next.id)).toEqual([]);
  });

  test("passes on the talks that are to come, and leaves those that were", async () => {
    const [old, next, kim] = [await hire(), await hire(), await hire("socialpaedagog")];
    const bo = await addCitizen(database, { name: "Bo", unit: installation.unit.id });
    await tie(bo, old);
    const talk = { citizen: bo.id, minutes: 60, place: "Rådhuset", look: { picture: "calendar" }, others: [] };
    const [future, past] = [new Date(Date.now() + 24 * 60 * 60 * 1000), new Date(Date.now() - 24 * 60 * 60 * 1000)];
    for (const at of [past, future]) {
      await addAppointment(database, { ...talk, at, staff: [old.id, kim.id] }, installation.product.now());
    }
    await handOver(database, { staff: old.id, to: next.id }, mayStart);
    const staffOf = async (at: Date) =>
      (await appointmentsOf(database, bo.id, past)).find((it) => it.at.getTime() === at.getTime())?.staff;
    expect([await staffOf(past), await staffOf(future)]).toEqual([
      [old.id, kim.id],
      [kim.id, next.id],
    ]);
  });

  test("leaves a successor who was that already as they were", async () => {
    const [old, next] = [await hire("tovholder", "Old"), await hire("tovholder", "Next")];
    const citizen = await addCitizen(database, { name: "Bo", unit: installation.unit.id });
    for (const [staff, role] of [
      [old, "behandler"],
      [old, "tovholder"],
      [next, "tovholder"],
    ] as const) {
      await tie(citizen, staff, role);
    }
    expect((await handOver(database, { staff: old.id, to: next.id }, mayStart)).ok).toBe(true);
    expect(await nowOf(citizen)).toEqual(["Next behandler", "Next tovholder"]);
    expect(await relationsOf(database, citizen.id)).toHaveLength(4);
  });

  test("orphans nobody, whoever belongs to whom", async () => {
    const roles = ["behandler", "behandler", "behandler", "tovholder", "socialpaedagog"] as const;
    const [staff, citizens] = [
      [0, 1, 2, 3, 4],
      [0, 1, 2, 3],
    ];
    const pick = (from: readonly number[]) => fc.constantFrom(...from);
    const any = fc.record({
      ties: fc.array(fc.tuple(pick(citizens), pick(staff), fc.constantFrom(...RELATION_ROLES)), { maxLength: 14 }),
      leaving: pick([0, 3, 4]),
      to: fc.option(pick(staff), { nil: undefined }),
      each: fc.array(fc.tuple(pick(citizens), pick(staff)), { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(any, async ({ ties, leaving, to, each }) => {
        const people: Staff[] = [];
        for (const role of roles) people.push(await hire(role));
        const all: Citizen[] = [];
        for (const i of citizens) all.push(await addCitizen(database, { name: `C${i}`, unit: installation.unit.id }));
        for (const [citizen, one, role] of ties) {
          if (canBe(roles[one]!, role)) await tie(all[citizen]!, people[one]!, role);
        }
        const had = await Promise.all(all.map((it) => activeOf(database, it.id)));
        const leaver = people[leaving]!;
        const given = {
          staff: leaver.id,
          to: to === undefined ? undefined : people[to]!.id,
          each: Object.fromEntries(each.map(([citizen, one]) => [all[citizen]!.id, people[one]!.id])),
        };
        const { ok } = await handOver(database, { ...given, leave: true }, mayStart);
        for (const [i, citizen] of all.entries()) {
          const has = await activeOf(database, citizen.id);
          const rolesOf = (relations: typeof has) => new Set(relations.map((it) => it.role));
          expect(rolesOf(has)).toEqual(rolesOf(had[i]!));
          if (ok) expect(has.some((it) => it.staff.id === leaver.id)).toBe(false);
          else expect(has).toEqual(had[i]);
        }
        expect((await activeStaff(database, leaver.id)) === undefined).toBe(ok);
      }),
      { seed: SEED, numRuns: 25 },
    );
  });
});

describe("a staff member who leaves", () => {
  test("hands over first", async () => {
    const [old, next] = [await hire(), await hire()];
    const citizen = await addCitizen(database, { name: "Bo", unit: installation.unit.id });
    await tie(citizen, old);
    await expect(leave(database, old.id)).rejects.toMatchObject({
      code: "refused",
      message: expect.stringContaining(`has citizens (${citizen.id})`),
    });
    await handOver(database, { staff: old.id, to: next.id }, mayStart);
    await leave(database, old.id);
    expect(await activeStaff(database, old.id)).toBeUndefined();
  });

  test("cannot be tied to anybody, asked for, or ask", async () => {
    const gone = await hire();
    await leave(database, gone.id);
    const bo = await installation.newCitizen("Bo");
    await expect(tie(bo, gone)).rejects.toMatchObject({ code: "refused" });
    const asked = installation.product.assign({ citizen: bo.id, flow: "parathed", params: {}, by: gone.id });
    await expect(asked).rejects.toMatchObject({ code: "refused" });
    const plan = await handOver(database, { staff: installation.staff.id, to: gone.id }, mayStart);
    expect(!plan.ok && plan.orphans.every((it) => it.lack === "left")).toBe(true);
  });

  test("gets nobody while they leave", async () => {
    const [old, next] = [await hire(), await hire()];
    const citizens = [];
    for (const name of ["A", "B", "C", "D"]) {
      citizens.push(await addCitizen(database, { name, unit: installation.unit.id }));
    }
    await tie(citizens[0]!, old);
    const tying = citizens.slice(1).map((it) => tie(it, old).catch(() => undefined));
    await Promise.all([handOver(database, { staff: old.id, to: next.id, leave: true }, mayStart), ...tying]);
    expect(await heldBy(database, old.id)).toEqual([]);
  });
});

describe("a relation", () => {
  test.each(["leder", "administrator"] as const)("is never with a %s", async (role) => {
    const bo = await installation.newCitizen("Bo");
    await expect(tie(bo, await hire(role))).rejects.toMatchObject({ code: "refused" });
  });

  test("ends by itself, and can be made longer", async () => {
    const bo = await addCitizen(database, { name: "Bo", unit: installation.unit.id });
    const lis = await hire();
    const relating = { citizen: bo.id, staff: lis.id, role: "behandler" };
    const until = new Date(Date.now() + 60 * 60 * 1000);
    await relate(database, { ...relating, until });
    expect((await relationsOf(database, bo.id)).map((it) => it.to)).toEqual([until]);
    await relate(database, relating);
    expect((await relationsOf(database, bo.id)).map((it) => it.to)).toEqual([null]);
    const past = relate(database, { ...relating, until: new Date(Date.now() - 1000) });
    await expect(past).rejects.toMatchObject({ code: "input" });
    expect((await relationsOf(database, bo.id)).map((it) => it.to)).toEqual([null]);
  });

  test("is not ended when it leaves the citizen without a behandler; else what was asked goes to the other", async () => {
    const bo = await installation.newCitizen("Bo");
    const lis = await hire();
    const ending = { citizen: bo.id, staff: installation.staff.id };
    await expect(unrelate(database, ending, mayStart)).rejects.toMatchObject({ code: "refused" });
    await tie(bo, lis);
    const timing = { start: "2026-11-27T10:00:00", holidays: "skip" } as const;
    const planned = { citizen: bo.id, flow: "parathed", params: {}, by: installation.staff.id, ...timing };
    await installation.product.plan(planned);
    await unrelate(database, ending, mayStart);
    expect(await nowOf(bo)).toEqual(["Lis behandler"]);
    expect((await schedulesOf(database, bo.id)).map((it) => it.by)).toEqual([lis.id]);
    await expect(unrelate(database, ending, mayStart)).rejects.toMatchObject({ code: "not-found" });
  });
});
