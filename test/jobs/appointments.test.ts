import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Appointment } from "../../src/model/appointment.ts";
import type { Product } from "../../src/product.ts";
import { relativeFrom, startOf } from "../../src/schedule/appointment.ts";
import { loadConversation } from "../../src/store/load-conversation.ts";
import { schedulesOf } from "../../src/store/schedules.ts";
import { complete } from "../console/exercise.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { openedTurns } from "../support/sealed.ts";
import { lookAtDue } from "./look.ts";

/** The installation's clock stands at ten on Friday 20 November. */
let it: Installation;
let bo: TestCitizen;
beforeEach(async () => {
  it = await openInstallation();
  bo = await it.newCitizen("Bo");
});
afterEach(() => it?.close());

const look = (product: Product = it.product) => lookAtDue(product);

/** Friday 27 November at 13 in Denmark, for 45 minutes. */
const make = (at = "2026-11-27T12:00:00Z"): Promise<Appointment> =>
  it.product.appointments.make({
    ...{ citizen: bo.id, at: new Date(at), minutes: 45, place: "Rådhuset", look: { picture: "samtale" } },
    ...{ staff: [it.staff.id], others: ["Ole"], by: it.staff.id },
  });

/** Looks every other hour until a moment. */
async function until(moment: string): Promise<void> {
  while (Date.parse(it.clock.now()) < Date.parse(moment)) {
    it.clock.pass({ hours: 2 });
    await look();
  }
}

/** when what staff and schedules sent was taken, local, with the exercise */
const taken = async (): Promise<string[]> => {
  const turns = await openedTurns(it.product.database);
  return turns
    .filter(({ channel }) => channel === "staff")
    .map(({ at, events: [event] }) => {
      const local = Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO("Europe/Copenhagen");
      const [day, time] = [local.toPlainDate().toString().slice(5), local.toPlainTime().toString().slice(0, 5)];
      return [day, time, event?.type, ...(event?.type === "offered" ? [event.offer.flow.id] : [])].join(" ");
    });
};

const shown = async (): Promise<string> => {
  const loaded = (await loadConversation(it.product.database, { conversation: bo.conversation }))!;
  const { message } = await it.product.receive.view(loaded);
  return message.bubbles.map((bubble) => bubble.text).join(" ");
};

const TWO_DAYS = ["11-25 10:00 offered samtale-forbered", "11-26 10:00 reminded"];

describe("around an appointment", () => {
  test("the preparation is offered two days before and once more the day before; afterwards one is asked once", async () => {
    await make();
    await until("2026-11-30T12:00:00Z");
    expect(await taken()).toEqual([...TWO_DAYS, "11-27 14:00 withdrawn", "11-27 14:00 offered efter-samtalen"]);
  });

  test("the offer says which talk it belongs to", async () => {
    await make();
    await until("2026-11-25T09:00:00Z");
    expect(await shown()).toContain("Du har en samtale fredag 27. november. Mette har sendt: Min samtale.");
    await until("2026-11-27T14:00:00Z");
    expect(await shown()).toContain("Du havde en samtale fredag 27. november. Øvelsen hedder Efter samtalen.");
  });

  test("what was prepared is not offered again, whoever asked for it", async () => {
    await make();
    await until("2026-11-21T10:00:00Z");
    await complete(it, bo, "samtale-forbered", { release: true });
    await until("2026-11-27T10:00:00Z");
    expect(await taken()).toEqual([]);
  });

  test("a preparation for the talk before is none for this", async () => {
    await make("2026-11-23T12:00:00Z");
    await complete(it, bo, "samtale-forbered", { release: true });
    await bo.tap("close");
    await make();
    await until("2026-11-27T10:00:00Z");
    expect(await taken()).toEqual([
      "11-23 14:00 offered efter-samtalen",
      "11-25 10:00 offered samtale-forbered",
      "11-26 10:00 reminded",
    ]);
  });

  test("R29 a talk in the evening is asked about the next morning, and everything keeps to the citizen's hours", async () => {
    await it.product.database.pool.query("update citizen set hours_from = 12, hours_to = 18");
    await make("2026-11-27T18:00:00Z");
    await until("2026-11-30T12:00:00Z");
    expect(await taken()).toEqual([
      "11-25 12:00 offered samtale-forbered",
      "11-26 12:00 reminded",
      "11-27 20:00 withdrawn",
      "11-28 12:00 offered efter-samtalen",
    ]);
  });

  test("on public holidays as on other days", async () => {
    await make("2026-12-28T12:00:00Z");
    await until("2026-12-28T11:00:00Z");
    expect(await taken()).toEqual(["12-26 10:00 offered samtale-forbered", "12-27 10:00 reminded"]);
  });

  test("made the day before, it is offered once; made on the day, not at all", async () => {
    await make("2026-11-21T12:00:00Z");
    await until("2026-11-21T11:00:00Z");
    expect(await taken()).toEqual([]);
    await make("2026-11-22T13:00:00Z");
    await until("2026-11-22T12:00:00Z");
    expect(await taken()).toEqual(["11-21 14:00 offered efter-samtalen"]);
  });

  test("two processes offer each part once", async () => {
    const other = await it.another();
    await make();
    it.clock.pass({ days: 5 });
    await Promise.all([look(), look(other), look(), look(other)]);
    it.clock.pass({ days: 2, hours: 5 });
    await Promise.all([look(), look(other), look(), look(other)]);
    await other.close();
    expect((await bo.state()).offers.map(({ flow }) => flow.id)).toEqual(["efter-samtalen"]);
    expect(await taken()).toEqual([
      "11-25 10:00 offered samtale-forbered",
      "11-27 15:00 withdrawn",
      "11-27 15:00 offered efter-samtalen",
    ]);
  });
});

describe("an appointment that is moved", () => {
  test("takes what follows it along; what waited under the old day is taken back", async () => {
    const { id } = await make();
    await until("2026-11-26T09:00:00Z");
    await it.product.appointments.move(id, new Date("2026-12-04T12:00:00Z"));
    expect((await bo.state()).offers).toEqual([]);
    await until("2026-12-05T12:00:00Z");
    expect(await taken()).toEqual([
      ...TWO_DAYS,
      "11-26 10:00 withdrawn",
      "12-02 10:00 offered samtale-forbered",
      "12-03 10:00 reminded",
      "12-04 14:00 withdrawn",
      "12-04 14:00 offered efter-samtalen",
    ]);
  });

  test("by a few hours asks again what waited, with the right day", async () => {
    const { id } = await make();
    await until("2026-11-26T09:00:00Z");
    await it.product.appointments.move(id, new Date("2026-11-28T09:00:00Z"));
    await until("2026-11-26T12:00:00Z");
    expect(await taken()).toEqual([...TWO_DAYS, "11-26 10:00 withdrawn", "11-26 12:00 offered samtale-forbered"]);
    expect(await shown()).toContain("Du har en samtale lørdag 28. november.");
  });

  test("does not ask again for what was begun", async () => {
    const { id } = await make();
    await until("2026-11-25T09:00:00Z");
    await bo.tap("samtale-forbered");
    await it.product.appointments.move(id, new Date("2026-12-04T12:00:00Z"));
    await until("2026-12-04T11:00:00Z");
    expect(await taken()).toEqual([TWO_DAYS[0]]);
  });

  test("cannot be moved to a time that has gone", async () => {
    const { id } = await make();
    await expect(it.product.appointments.move(id, new Date("2026-11-19T12:00:00Z"))).rejects.toThrow(
      "at: expected a time to come",
    );
  });
});

test("a cancelled appointment is asked about no more, and what waits is taken back", async () => {
  const { id } = await make();
  await until("2026-11-25T09:00:00Z");
  await it.product.appointments.cancel(id);
  await until("2026-11-30T12:00:00Z");
  expect(await taken()).toEqual([TWO_DAYS[0], "11-25 10:00 withdrawn"]);
  expect((await bo.state()).offers).toEqual([]);
  await expect(it.product.appointments.move(id, new Date("2026-12-04T12:00:00Z"))).rejects.toThrow("not cancelled");
});

test("one that nobody came to is not asked about; it cannot be told before its time", async () => {
  const { id } = await make();
  await expect(it.product.appointments.note(id, "not-come")).rejects.toThrow("time has come");
  it.clock.pass({ days: 7, hours: 3, minutes: 10 });
  await it.product.appointments.note(id, "not-come");
  await until("2026-11-30T12:00:00Z");
  expect(await taken()).toEqual([]);
});

describe("an exercise the day before an appointment", () => {
  const plan = async (appointment: Appointment, days: number, time: string) => {
    const relative = relativeFrom(appointment.id, days, time);
    const timing = { start: startOf(relative, appointment), holidays: "keep" as const, relative };
    return it.product.plan({ citizen: bo.id, flow: "parathed", params: {}, by: it.staff.id, ...timing });
  };
  const next = async () =>
    (await schedulesOf(it.product.database, bo.id)).find(({ flow }) => flow === "parathed")?.nextAt?.toISOString();

  test("is sent then, moved with it and dropped with it", async () => {
    const appointment = await make();
    await plan(appointment, -1, "15:30");
    expect(await next()).toBe("2026-11-26T14:30:00.000Z");
    await it.product.appointments.move(appointment.id, new Date("2027-03-30T08:00:00Z"));
    expect(await next()).toBe("2027-03-29T13:30:00.000Z");
    await it.product.appointments.cancel(appointment.id);
    expect(await next()).toBeUndefined();
  });
});
