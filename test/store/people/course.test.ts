import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mayStartIn } from "../../../src/people/may-start.ts";
import { loadConversation } from "../../../src/store/load-conversation.ts";
import { closeCourse, moveCitizen, reopenCourse } from "../../../src/store/people/course.ts";
import { leave } from "../../../src/store/people/handover.ts";
import { profileOf, setProfile } from "../../../src/store/people/profile.ts";
import { activeOf } from "../../../src/store/people/relations.ts";
import { addStaff, addUnit, getCitizen, relate, type Staff, type Unit } from "../../../src/store/people.ts";
import { schedulesOf } from "../../../src/store/schedules.ts";
import { type Installation, openInstallation, type TestCitizen } from "../../support/installation.ts";
import { contents } from "../../support/tables.ts";

let installation: Installation;
let database: Installation["product"]["database"];
let mayStart: ReturnType<typeof mayStartIn>;
let elsewhere: Unit;
let lis: Staff;
beforeAll(async () => {
  installation = await openInstallation();
  database = installation.product.database;
  mayStart = mayStartIn(installation.product.library);
  elsewhere = await addUnit(database, "Rusmiddelcenter Nord");
  lis = await addStaff(database, { name: "Lis", role: "behandler", unit: elsewhere.id });
});
afterAll(() => installation?.close());

const tiesOf = async ({ id }: { id: string }) =>
  (await activeOf(database, id)).map((it) => `${it.staff.name} ${it.role}`).toSorted();
const planFor = (citizen: TestCitizen) => {
  const timing = { start: "2026-11-27T10:00:00", rule: "FREQ=WEEKLY", holidays: "skip" } as const;
  return installation.product.plan({
    citizen: citizen.id,
    flow: "parathed",
    params: {},
    by: installation.staff.id,
    ...timing,
  });
};

describe("a citizen moves", () => {
  test("to another unit and behandler, with what is planned", async () => {
    const bo = await installation.newCitizen("Bo");
    await planFor(bo);
    const plan = await moveCitizen(database, { citizen: bo.id, unit: elsewhere.id, behandler: lis.id }, mayStart);
    expect(plan.ok).toBe(true);
    expect(await getCitizen(database, bo.id)).toMatchObject({ unit_id: elsewhere.id });
    expect(await tiesOf(bo)).toEqual(["Lis behandler"]);
    expect((await schedulesOf(database, bo.id)).map((it) => it.by)).toEqual([lis.id]);
  });

  test("not at all when nobody is their behandler there", async () => {
    const bo = await installation.newCitizen("Bo");
    const before = await contents(database);
    const plan = await moveCitizen(database, { citizen: bo.id, unit: elsewhere.id }, mayStart);
    expect(plan).toEqual({ ok: false, lack: "no-behandler" });
    expect(await contents(database)).toEqual(before);
  });
});

describe("a course", () => {
  test("ends: plans stop, nobody belongs to the citizen, and the chat stays", async () => {
    const bo = await installation.newCitizen("Bo");
    await planFor(bo);
    const before = await bo.state();
    await closeCourse(database, bo.id, "completed");
    expect(await getCitizen(database, bo.id)).toMatchObject({ closed_reason: "completed" });
    expect(await tiesOf(bo)).toEqual([]);
    expect(await schedulesOf(database, bo.id)).toEqual([]);
    expect(await bo.state()).toEqual(before);
    await bo.begin("parathed");
    const asked = installation.product.assign({ citizen: bo.id, flow: "parathed", params: {} });
    await expect(asked).rejects.toMatchObject({ code: "refused" });
    await expect(planFor(bo)).rejects.toMatchObject({ code: "refused" });
    await expect(closeCourse(database, bo.id, "other")).rejects.toMatchObject({ code: "conflict" });
    await expect(relate(database, { citizen: bo.id, staff: lis.id, role: "behandler" })).rejects.toMatchObject({
      code: "refused",
    });
  });

  test("is taken up again with those who have not left", async () => {
    const bo = await installation.newCitizen("Bo");
    const { id: unit } = installation.unit;
    const kim = await addStaff(database, { name: "Kim", role: "socialpaedagog", unit });
    const early = await addStaff(database, { name: "Early", role: "tovholder", unit });
    await relate(database, { citizen: bo.id, staff: kim.id, role: "socialpaedagog" });
    await relate(database, { citizen: bo.id, staff: early.id, role: "tovholder" });
    await closeCourse(database, bo.id, "stopped");
    await leave(database, kim.id);
    expect(await reopenCourse(database, bo.id)).toEqual({ behandler: true });
    expect(await tiesOf(bo)).toEqual(["Early tovholder", "Mette behandler"]);
    expect(await getCitizen(database, bo.id)).toMatchObject({ closed_at: null, closed_reason: null });
    await expect(reopenCourse(database, bo.id)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a profile", () => {
  test("is set, kept as it was set, and reaches the conversation", async () => {
    const bo = await installation.newCitizen("Bo");
    const change = {
      wordForUse: "min hash",
      pace: "calm",
      choicesAtATime: 3,
      hours: { from: 10, to: 18 },
      region: "midtjylland",
      firstContactOn: "2026-11-01",
      firstTalkOn: "2026-11-09",
    } as const;
    const before = profileOf(bo);
    await setProfile(database, bo.id, change, ["da"]);
    expect(profileOf(await getCitizen(database, bo.id))).toEqual({ ...before, ...change });
    const { profile } = (await loadConversation(database, { conversation: bo.conversation }))!;
    expect(profile).toMatchObject({ pace: "calm", choicesAtATime: 3, wordForUse: "min hash" });
  });

  test("holds no CPR number, and is not told what it was", async () => {
    const bo = await installation.newCitizen("Bo");
    const before = await contents(database);
    const setting = setProfile(database, bo.id, { name: "Bo 010190-1234", choicesAtATime: 9 }, ["da"]);
    await expect(setting).rejects.toMatchObject({
      code: "input",
      message: "name: expected no CPR number; choicesAtATime: expected a whole number from 2 to 7",
    });
    expect(await contents(database)).toEqual(before);
  });
});
