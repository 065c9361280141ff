import { afterAll, beforeAll, expect, test } from "vitest";
import type { Visitor } from "../src/channels/web/parts.ts";
import { ownWeek } from "../src/own-week.ts";
import { stopSchedule } from "../src/store/schedules.ts";
import { type Installation, openInstallation, type TestCitizen } from "./support/installation.ts";

/** The installation's clock stands at ten on Friday 20 November. */
let it: Installation;
beforeAll(async () => {
  it = await openInstallation();
});
afterAll(() => it?.close());

const visitorOf = ({ id, conversation, name }: TestCitizen, language = "da"): Visitor => ({
  ...{ citizen: id, conversation, device: "device", name, language, readAloud: false, pace: "normal" },
});

/** The week as it is read: "I dag, fredag 20. november: Klokken 13.00 Samtale (Sted: …)". */
async function weekOf(citizen: TestCitizen, language = "da"): Promise<string[]> {
  const days = await ownWeek(it.product, visitorOf(citizen, language));
  return days
    .filter(({ entries, today }) => today || entries.length > 0)
    .map(({ name, entries }) => {
      const said = entries.map(({ time, title, lines }) => `${time} ${title} (${lines.join(", ")})`);
      return [name, ...said].join(" | ");
    });
}

const talk = (citizen: TestCitizen, at: string) =>
  it.product.appointments.make({
    ...{ citizen: citizen.id, at: new Date(at), minutes: 45, place: "Rådhuset", look: { picture: "behandler" } },
    ...{ staff: [it.staff.id], others: [] },
  });
const each = (citizen: TestCitizen, rule: string) =>
  it.product.plan({
    ...{ citizen: citizen.id, flow: "opfoelgning", params: {}, by: it.staff.id },
    ...{ start: "2026-11-20T10:30:00", rule, holidays: "skip" },
  });

test("R11 the citizen's week says each day by its name, what comes and when, and who comes where", async () => {
  const bo = await it.newCitizen("Bo");
  await each(bo, "FREQ=WEEKLY;BYDAY=FR");
  await talk(bo, "2026-11-23T12:00:00Z");
  expect(await weekOf(bo)).toEqual([
    "I dag, fredag 20. november | Klokken 10.30 Hvordan går det (Øvelse)",
    "I morgen, lørdag 21. november | Klokken 10.00 Min samtale (Øvelse)",
    "mandag 23. november | Klokken 13.00 Samtale (Sted: Rådhuset, Med: Mette) | Klokken 14.00 Efter samtalen (Øvelse)",
  ]);
  expect(await weekOf(bo, "en")).toContain("Today, Friday 20 November | 10:30 How it goes (Exercise)");
});

test("what has gone, is paused, stopped or cancelled is not there; a talk of today stays", async () => {
  const bo = await it.newCitizen("Bo");
  const paused = await each(bo, "FREQ=DAILY");
  const stopped = await each(bo, "FREQ=DAILY");
  await it.product.pause(paused.id, { from: "2026-11-20", to: "2026-11-30" });
  await stopSchedule(it.product.database, stopped.id, it.product.now());
  await talk(bo, "2026-11-20T10:00:00Z");
  const cancelled = await talk(bo, "2026-11-24T10:00:00Z");
  await it.product.appointments.cancel(cancelled.id);
  it.clock.pass({ hours: 5 });
  expect(await weekOf(bo)).toEqual(["I dag, fredag 20. november | Klokken 11.00 Samtale (Sted: Rådhuset, Med: Mette)"]);
  it.clock.pass({ hours: -5 });
});

test("the days are those of the wall, over a night of daylight saving", async () => {
  const bo = await it.newCitizen("Bo");
  it.clock.pass({ days: 125 });
  await talk(bo, "2027-03-28T21:30:00Z");
  const days = await ownWeek(it.product, visitorOf(bo));
  it.clock.pass({ days: -125 });
  expect(days.map(({ name }) => name.replace(/^.*, /, ""))).toEqual([
    ...["torsdag 25. marts", "fredag 26. marts", "lørdag 27. marts", "søndag 28. marts"],
    ...["mandag 29. marts", "tirsdag 30. marts", "onsdag 31. marts"],
  ]);
  expect(days[3]?.entries.map(({ time, title }) => `${time} ${title}`)).toEqual(["Klokken 23.30 Samtale"]);
});
