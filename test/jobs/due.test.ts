import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Product } from "../../src/product.ts";
import { schedulesOf, stopSchedule } from "../../src/store/schedules.ts";
import { asOwner } from "../support/database.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { lookAtDue } from "./look.ts";

/** The installation's clock stands at ten on a Friday. */
const FRIDAYS = { start: "2026-11-20T10:30:00", rule: "FREQ=WEEKLY;BYDAY=FR", holidays: "skip" as const };

let it: Installation;
let bo: TestCitizen;
beforeEach(async () => {
  it = await openInstallation();
  bo = await it.newCitizen("Bo");
});
afterEach(() => it?.close());

const look = (product: Product = it.product) => lookAtDue(product);

const plan = (timing: Partial<typeof FRIDAYS> & { rule?: string } = {}, flow = "opfoelgning") =>
  it.product.plan({ citizen: bo.id, flow, params: {}, by: it.staff.id, ...FRIDAYS, ...timing });

/** Lets hours go by, looking after each `step`. */
async function pass(hours: number, step = 1): Promise<void> {
  for (let passed = 0; passed < hours; passed += step) {
    it.clock.pass({ hours: step });
    await look();
  }
}

const rows = async <T extends object>(query: string): Promise<T[]> =>
  (await it.product.database.pool.query<T & Record<string, never>>(query)).rows;
const states = async (): Promise<string[]> =>
  (await rows<{ state: string }>("select state from occurrence order by at")).map((row) => row.state);
/** when what staff and schedules sent was taken, local */
const taken = async (): Promise<string[]> =>
  (
    await rows<{ said: string }>(
      `select to_char(at at time zone 'Europe/Copenhagen', 'MM-DD HH24:MI ') || (events -> 'types' ->> 0) as said
       from turn where channel = 'staff' order by revision`,
    )
  ).map((row) => row.said);
const offers = async (): Promise<string[]> => (await bo.state()).offers.map((offer) => offer.flow.id);

test("a citizen whose key is lost keeps nobody else from what is due", async () => {
  const { database } = it.product;
  const ida = await it.newCitizen("Ida");
  await plan();
  await it.product.plan({ citizen: ida.id, flow: "opfoelgning", params: {}, by: it.staff.id, ...FRIDAYS });
  await asOwner(database.url, `delete from citizen_key where citizen_id = '${bo.id}'`);
  database.keys.forgetAll();
  await pass(1);
  expect((await ida.state()).offers.map((offer) => offer.flow.id)).toEqual(["opfoelgning"]);
  expect(await states()).toEqual(["sent"]);
});

describe("a month", () => {
  test("of Fridays: each is offered, unless one waits or it is a holiday; reminders are two (R29)", async () => {
    await plan();
    await pass(1);
    await pass(24 * 40, 4);
    expect(await states()).toEqual(["sent", "waiting", "waiting", "waiting", "waiting"]);
    expect(await taken()).toEqual(["11-20 11:00 offered", "11-20 15:00 reminded", "11-21 11:00 reminded"]);
    expect(await offers()).toEqual(["opfoelgning"]);
  });

  test("ends with its rule, and is then no plan any more", async () => {
    await plan({ rule: "FREQ=DAILY;COUNT=3" }, "parathed");
    expect(await schedulesOf(it.product.database, bo.id)).toHaveLength(1);
    await pass(24 * 4, 4);
    expect(await states()).toHaveLength(3);
    expect(await schedulesOf(it.product.database, bo.id)).toEqual([]);
  });
});

describe("R29 nobody is reminded", () => {
  test("after stop", async () => {
    await plan();
    await pass(1);
    await bo.say("stop");
    await pass(48);
    expect(await taken()).toEqual(["11-20 11:00 offered"]);
  });

  test("while they are in the middle of something", async () => {
    await plan();
    await pass(1);
    await bo.begin("parathed");
    await pass(48);
    expect(await taken()).toEqual(["11-20 11:00 offered"]);
  });

  test("at night, when it was sent in the evening", async () => {
    await plan({ start: "2026-11-20T18:00:00" });
    await pass(48);
    expect(await taken()).toEqual(["11-20 18:00 offered", "11-21 08:00 reminded", "11-21 18:00 reminded"]);
  });
});

describe("a product that was down", () => {
  test("sends once what is of today, and counts the rest as missed", async () => {
    await plan({ rule: "FREQ=DAILY" });
    it.clock.pass({ days: 3, hours: 1 });
    await look();
    expect(await states()).toEqual(["missed", "missed", "missed", "sent"]);
    expect(await offers()).toEqual(["opfoelgning"]);
  });

  test("does not send at night what was meant for the day", async () => {
    await plan();
    it.clock.pass({ hours: 12 });
    await look();
    expect(await states()).toEqual(["due"]);
    it.clock.pass({ hours: 12 });
    await look();
    expect(await states()).toEqual(["missed"]);
    expect(await offers()).toEqual([]);
  });

  test("goes on where a process died between the offer and its note", async () => {
    await plan();
    await pass(1);
    await it.product.database.pool.query("update occurrence set state = 'due'");
    await look();
    expect([await states(), await offers()]).toEqual([["sent"], ["opfoelgning"]]);
  });
});

test("two processes start what is due once", async () => {
  const other = await it.another();
  const flows = ["opfoelgning", "parathed", "foelelser", "dagbog", "opfoelgning"];
  for (const flow of flows) await plan({}, flow);
  it.clock.pass({ hours: 1 });
  await Promise.all([look(), look(other), look(), look(other)]);
  await other.close();
  expect((await offers()).sort()).toEqual(["dagbog", "foelelser", "opfoelgning", "parathed"]);
  expect((await states()).sort()).toEqual(["sent", "sent", "sent", "sent", "waiting"]);
});

test("a clock that is an hour ahead, and put back, sends nothing twice", async () => {
  await plan();
  await pass(1);
  it.clock.pass({ hours: -1 });
  await look();
  await pass(1);
  expect(await states()).toEqual(["sent"]);
  expect(await taken()).toEqual(["11-20 11:00 offered"]);
});

test("one that cannot be sent any more does not hold up the others", async () => {
  const { id } = await plan();
  await plan({}, "parathed");
  await it.product.database.pool.query("update schedule set flow_id = 'gone' where id = $1", [id]);
  await pass(1);
  expect((await states()).sort()).toEqual(["missed", "sent"]);
  expect(await offers()).toEqual(["parathed"]);
});

test("a stopped schedule sends nothing; a paused one nothing on those days", async () => {
  const stopped = await plan();
  const paused = await plan({ rule: "FREQ=DAILY" }, "parathed");
  await stopSchedule(it.product.database, stopped.id, it.product.now());
  await it.product.pause(paused.id, { from: "2026-11-20", to: "2026-11-22" });
  await pass(72, 4);
  expect(await offers()).toEqual([]);
  await it.product.pause(paused.id, undefined);
  await pass(2);
  expect(await offers()).toEqual(["parathed"]);
  expect(await states()).toEqual(["sent"]);
});

test("a plan without a time to come, and one of somebody who may not, are refused", async () => {
  await expect(
    it.product.plan({ citizen: bo.id, flow: "parathed", params: {}, start: "2026-11-20T09:00:00", holidays: "keep" }),
  ).rejects.toThrow("at: expected a time after 2026-11-20T10:00:00");
  await expect(plan({}, "trang")).rejects.toThrow("flow: expected one of");
});
