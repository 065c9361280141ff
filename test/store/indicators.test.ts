import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IndicatorFacts } from "../../src/model/indicators.ts";
import { quarterOf } from "../../src/schedule/quarter.ts";
import { ownCitizen } from "../../src/store/console-queries.ts";
import { indicatorsShown } from "../../src/store/indicators.ts";
import { addUnit } from "../../src/store/people.ts";
import { complete } from "../console/exercise.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
});
afterAll(() => installation?.close());

/** A citizen of a unit of their own, and what there is to say of that unit. */
async function alone(name: string) {
  const { database, library } = installation.product;
  const unit = await addUnit(database, name);
  const citizen = await installation.newCitizen(name);
  const set = (values: Record<string, unknown>) =>
    database.db.updateTable("citizen").set(values).where("id", "=", citizen.id).execute();
  await set({ unit_id: unit.id });
  const factsIn = async (quarter: string): Promise<IndicatorFacts> => {
    const facts: IndicatorFacts[] = [];
    const asked = { unit: unit.id, quarter: quarterOf(quarter) };
    await indicatorsShown({ database, library }, asked, new Date(installation.clock.now()), (given) => {
      facts.push(given);
      return {};
    });
    await database.db.deleteFrom("indicators").execute();
    return facts[0] as IndicatorFacts;
  };
  return { citizen, set, factsIn };
}

describe("what happened in a quarter", () => {
  let ida: TestCitizen;
  let factsIn: (quarter: string) => Promise<IndicatorFacts>;
  beforeAll(async () => {
    const own = await alone("Ida");
    ida = own.citizen;
    factsIn = own.factsIn;
    await complete(installation, ida, "parathed", { release: true, own: ["jeg hedder Ida"] });
    await complete(installation, ida, "parathed", { release: false });
    await complete(installation, ida, "tilfredshed", { release: false });
    await ida.begin("efter-samtalen");
    await ida.tap("go-on");
    await ida.say("3");
    installation.clock.pass({ days: 50 });
    await ida.say("2");
  });

  test("is told as it stood at its end", async () => {
    const { runs } = await factsIn("2026-Q4");
    expect(runs).toEqual([
      { person: 0, flow: "parathed", finished: true, last: "release" },
      { person: 0, flow: "parathed", finished: true, last: "release" },
      { person: 0, flow: "efter-samtalen", finished: false, last: "heard" },
    ]);
    expect((await factsIn("2027-Q1")).runs).toEqual([]);
  });

  test("R22 holds the numbers that were shown to somebody, and no words or names", async () => {
    const facts = await factsIn("2026-Q4");
    expect(facts.numbers).toHaveLength(1);
    expect(facts.numbers[0]).toMatchObject({ flow: "parathed", step: "level", about: {}, of: 5 });
    expect(JSON.stringify(facts)).not.toMatch(new RegExp(`Ida|${ida.id}`));
  });

  test("holds anonymous answers without anybody, and not as use", async () => {
    const { opinions, runs } = await factsIn("2026-Q4");
    expect(opinions.map((it) => [Object.keys(it), it.answers.length])).toEqual([[["flow", "answers"], 5]]);
    expect(runs.map((it) => it.flow)).not.toContain("tilfredshed");
  });
});

describe("the first talk", () => {
  test("is the day that was set, or else the first appointment that was held", async () => {
    const { citizen, set, factsIn } = await alone("Bo");
    const { database } = installation.product;
    const waits = async (quarter: string) => (await factsIn(quarter)).waits;
    expect(await waits("2026-Q4")).toEqual([]);
    await set({ first_contact_on: "2026-09-20" });
    expect([await waits("2026-Q3"), await waits("2026-Q4")]).toEqual([[{ days: null }], [{ days: null }]]);
    const met = {
      minutes: 45,
      place: "Her",
      place_picture: "behandler",
      with_staff: [],
      with_others: [],
      created_at: new Date(),
    };
    const held = { ...met, citizen_id: citizen.id, became: "held" as const, became_at: new Date() };
    await database.db
      .insertInto("appointment")
      .values([
        { ...held, id: "before", at: "2026-09-10T09:00:00Z" },
        // after midnight in Denmark
        { ...held, id: "first", at: "2026-09-30T22:30:00Z" },
        { ...held, id: "next", at: "2026-10-20T09:00:00Z" },
        { ...held, id: "not come", at: "2026-09-25T09:00:00Z", became: "not-come" },
        { ...held, id: "cancelled", at: "2026-09-26T09:00:00Z", cancelled_at: new Date() },
      ])
      .execute();
    expect([await waits("2026-Q3"), await waits("2026-Q4")]).toEqual([[{ days: null }], [{ days: 11 }]]);
    expect(await ownCitizen(database, installation.staff.id, citizen.id)).toMatchObject({
      ...{ firstContactOn: "2026-09-20", firstTalkOn: "2026-10-01" },
    });
    await set({ first_talk_on: "2026-09-21" });
    expect([await waits("2026-Q3"), await waits("2026-Q4")]).toEqual([[{ days: 1 }], []]);
  });

  test("is waited for by nobody whose course has ended", async () => {
    const { citizen, set, factsIn } = await alone("Per");
    await set({ first_contact_on: "2026-10-02", closed_at: new Date("2026-12-31T22:59:59Z"), closed_reason: "moved" });
    expect((await factsIn("2026-Q4")).waits).toEqual([]);
    await set({ closed_at: new Date("2026-12-31T23:00:00Z") });
    expect((await factsIn("2026-Q4")).waits).toEqual([{ days: null }]);
    const { product, staff } = installation;
    expect(await ownCitizen(product.database, staff.id, citizen.id)).toMatchObject({ firstContactOn: null });
  });
});
