import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { News } from "../../src/channels/teams/parts.ts";
import { createTell } from "../../src/desk/tell.ts";
import { looksAt } from "../../src/store/audit.ts";
import { addDuty } from "../../src/store/duty.ts";
import { lookedAt } from "../../src/store/inbox.ts";
import { addStaff, type Staff } from "../../src/store/people.ts";
import { problemsIn } from "../channels/teams/card-schema.ts";
import { complete } from "../console/exercise.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { actionsIn, deskParts, openDesk, saidOn } from "./desk.ts";

let house: Installation;
let kim: Staff;
let dan: Staff;
let lone: Staff;
beforeAll(async () => {
  house = await openInstallation();
  const { database } = house.product;
  const add = (name: string, role: Staff["role"]) => addStaff(database, { name, role, unit: house.unit.id });
  [kim, dan, lone] = [
    await add("Kim", "socialpaedagog"),
    await add("Dan", "socialpaedagog"),
    await add("Lone", "leder"),
  ];
  // the frozen clock begins on a Friday at ten
  for (const [rank, { id: staff }] of [kim, dan].entries()) {
    await addDuty(database, house.unit.id, { day: "5", from: 8 * 60, to: 16 * 60, staff, rank: rank + 1 });
  }
});
afterAll(() => house.close());

const told = async (news: News, { id, name, role, unit_id: unit }: Staff) =>
  (await createTell(deskParts(house))(news, { id, name, role, unit, language: "da" }))?.card;

async function sessionsOf(citizen: TestCitizen): Promise<string[]> {
  const { db } = house.product.database;
  const rows = await db.selectFrom("session").select("id").where("citizen_id", "=", citizen.id).orderBy("id").execute();
  return rows.map(({ id }) => id);
}

describe("an outcome that is brought", () => {
  it("shows the summary and the sheet, counts as read, and stays new until it is opened (R23)", async () => {
    const bo = await house.newCitizen("Bo");
    await complete(house, bo, "parathed", { release: true, own: ["fordi"] });
    const [session = ""] = await sessionsOf(bo);
    const card = await told({ kind: "outcome", citizen: bo.id, sessions: [session] }, house.staff);
    expect(problemsIn(card)).toEqual([]);
    expect(saidOn(card)).toContain("fordi");
    expect(JSON.stringify(card)).toContain('"size":"stretch"');
    expect(actionsIn(card).map(({ title }) => title)).toEqual(expect.arrayContaining(["Til journal", "Svar"]));
    const { database } = house.product;
    expect(await looksAt(database, bo.id, 5)).toMatchObject([{ action: "read", name: "Mette" }]);
    expect(await lookedAt(database, house.staff.id, [session])).toEqual(new Set());
    expect(await told({ kind: "outcome", citizen: bo.id, sessions: [session] }, dan)).toBeUndefined();
  });

  it("is one of a list where there are several; what was kept from the reader is left out", async () => {
    const bo = await house.newCitizen("Bo");
    for (const flow of ["parathed", "foelelser"]) await complete(house, bo, flow, { release: true });
    await complete(house, bo, "parathed", { release: false });
    const card = await told({ kind: "outcome", citizen: bo.id, sessions: await sessionsOf(bo) }, house.staff);
    expect(problemsIn(card)).toEqual([]);
    expect(actionsIn(card).filter(({ verb }) => verb === "outcome")).toHaveLength(2);
    expect(await looksAt(house.product.database, bo.id, 5)).toEqual([]);
  });
});

describe("what cannot wait", () => {
  /** A citizen wrote something; the id of the alert. */
  async function raised(): Promise<string> {
    const bo = await house.newCitizen("Bo");
    await bo.say("jeg vil ikke leve mere");
    return (await house.product.alerts.list(kim.id)).find(({ citizen }) => citizen.id === bo.id)!.id;
  }

  it("R27 is taken by one from the card that asked; the other sees who has it, and closes nothing", async () => {
    const alert = await raised();
    const [card, others] = await Promise.all([kim, dan].map((it) => told({ kind: "alert", alert }, it)));
    expect(problemsIn(card)).toEqual([]);
    expect(saidOn(card)).toContain("Ingen har taget den");
    expect(saidOn(card)).not.toContain("leve");
    const taken = (await openDesk(house, kim).press(card, "Jeg tager den")).card;
    expect(saidOn(taken)).toContain("Du har taget den");
    expect(saidOn((await openDesk(house, dan).press(others, "Jeg tager den")).card)).toContain("Kim har taget den");
    expect(saidOn(await told({ kind: "alert-claimed", alert }, dan))).not.toContain("Bo");
    expect(await told({ kind: "alert", alert }, dan)).toBeUndefined();
    const read = (await openDesk(house, kim).press(taken, "Vis det, borgeren skrev")).card;
    expect(saidOn(read)).toContain("jeg vil ikke leve mere");
    const empty = await openDesk(house, kim).press(read, "Luk beskeden", { note: " " });
    expect(saidOn(empty.card)).toContain("Skriv kort, hvad der er gjort.");
    const closed = await openDesk(house, kim).press(read, "Luk beskeden", { note: "Talt med Bo." });
    expect(saidOn(closed.card)).toContain("Kim har lukket den");
    expect(problemsIn(closed.card)).toEqual([]);
  });

  it("R21 is not read by a client that shows its card again, but by a tap", async () => {
    const alert = await raised();
    const desk = openDesk(house, kim);
    const events = async () => {
      const { db } = house.product.database;
      const rows = await db.selectFrom("alert_event").select("kind").where("alert_id", "=", alert).execute();
      return rows.map(({ kind }) => kind);
    };
    await desk.tap("alert-again", { alert });
    expect(await events()).not.toContain("read");
    const start = await desk.say("hej");
    const list = await desk.press(start.card, "Se det, der haster");
    expect(problemsIn(list.card)).toEqual([]);
    await desk.tap("alert", { alert });
    expect(await events()).toContain("read");
    expect(saidOn((await openDesk(house, house.staff).tap("alert", { alert: "nope" })).card)).toContain(
      "Her er ikke noget",
    );
  });

  it("says nothing of it when it was not taken in time, also to a leder, who may then take it", async () => {
    const alert = await raised();
    expect(await told({ kind: "escalation", alert }, lone)).toBeUndefined();
    const { db } = house.product.database;
    await db
      .insertInto("alert_event")
      .values({ alert_id: alert, at: new Date(house.clock.now()), kind: "told", staff_id: lone.id })
      .execute();
    const card = await told({ kind: "escalation", alert }, lone);
    expect(problemsIn(card)).toEqual([]);
    expect(saidOn(card)).toBe("Noget haster\nIngen har taget det i tide.");
    expect(actionsIn(card)).toMatchObject([{ title: "Åbn Skridt", url: expect.stringContaining(`/alerts/${alert}`) }]);
    expect(saidOn((await openDesk(house, lone).tap("alert-take", { alert })).card)).toContain("Du har taget den");
    expect((await openDesk(house, lone).tap("citizens", { page: 1 })).text).toContain("Din rolle ser ingen borgere");
  });
});

it("shows nothing of citizens where others read along", async () => {
  const desk = openDesk(house, house.staff);
  for (const chat of ["groupChat", "channel"] as const) {
    expect(await desk.say("hej", chat)).toEqual({ text: "Her læser andre med. Skriv til mig i vores egen chat." });
    expect((await desk.tap("start", {}, {}, chat)).card).toBeUndefined();
  }
});
