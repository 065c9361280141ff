import { afterAll, beforeAll, expect, test } from "vitest";
import type { Timing } from "../../src/model/schedule.ts";
import { relativeFrom, startOf } from "../../src/schedule/appointment.ts";
import { loadConversation } from "../../src/store/load-conversation.ts";
import { unansweredOf } from "../../src/store/occurrences.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { openedTurns } from "../support/sealed.ts";
import { idOf } from "../support/talk.ts";
import { lookAtDue } from "./look.ts";

let it: Installation;
let bo: TestCitizen;
beforeAll(async () => {
  it = await openInstallation();
  bo = await it.newCitizen("Bo");
});
afterAll(() => it?.close());

/** Takes up what is offered and answers it to the end: on the first scale how they are, on others the lowest. */
async function answer(flow: string, feeling: "bad" | "good"): Promise<void> {
  let scales = 0;
  await bo.tap(flow);
  while ((await bo.state()).frames.length > 0) {
    const loaded = (await loadConversation(it.product.database, { conversation: bo.conversation }))!;
    const { choices, layout } = (await it.product.receive.view(loaded)).message;
    const numbers = layout === "scale" ? choices.filter(({ role }) => role === "answer") : [];
    const highest = numbers.length > 0 && scales++ === 0 && feeling === "good";
    const main = choices.find(({ role }) => role === "main") ?? choices[0];
    await bo.tap(idOf((highest ? numbers.at(-1) : (numbers[0] ?? main))!.token));
  }
  await bo.tap("close");
}

/** What the citizen got of staff and of the clock, a line a day: "fre 04-12  10:00 opfoelgning". */
async function calendar(): Promise<string> {
  const turns = await openedTurns(it.product.database);
  const sent = turns.filter(({ channel }) => channel === "staff");
  const said = sent.map(({ at, events: [event] }) => {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat("da-DK", { ...options, timeZone: "Europe/Copenhagen" }).format(at);
    const day = `${format({ weekday: "short" }).replace(".", "")} ${format({ day: "2-digit", month: "2-digit" }).replace(".", "-")}`;
    return {
      day,
      what: `${format({ hour: "2-digit", minute: "2-digit" }).replace(".", ":")} ${event?.type === "offered" ? event.offer.flow.id : event?.type}`,
    };
  });
  const days = Map.groupBy(said, ({ day }) => day);
  return [...days].map(([day, all]) => `${day}  ${all.map(({ what }) => what).join(", ")}`).join("\n");
}

test("R29 a whole month: two plans, a pause, holidays, a talk that is moved, hard answers", async () => {
  const plan = (flow: string, timing: Timing) =>
    it.product.plan({ citizen: bo.id, flow, params: {}, by: it.staff.id, ...timing });
  await plan("opfoelgning", { start: "2026-12-01T10:00:00", rule: "FREQ=WEEKLY;BYDAY=FR", holidays: "skip" });
  const trivsel = await plan("trivsel", {
    start: "2026-12-01T16:00:00",
    rule: "FREQ=WEEKLY;BYDAY=TU",
    holidays: "skip",
  });
  await it.product.pause(trivsel.id, { from: "2026-12-14", to: "2026-12-20" });
  const talk = await it.product.appointments.make({
    ...{ citizen: bo.id, at: new Date("2026-12-10T12:00:00Z"), minutes: 60, place: "Rådhuset" },
    ...{ look: { picture: "samtale" }, staff: [it.staff.id], others: [], by: it.staff.id },
  });
  const relative = relativeFrom(talk.id, -1, "14:00");
  await plan("parathed", { start: startOf(relative, talk), holidays: "keep", relative });

  /** What people do, at the hour after which they do it. */
  const doings: Readonly<Record<string, () => Promise<unknown>>> = {
    "2026-12-01T16": () => answer("trivsel", "bad"),
    "2026-12-04T12": () => answer("opfoelgning", "bad"),
    "2026-12-07T08": () => it.product.appointments.move(talk.id, new Date("2026-12-17T12:00:00Z")),
    "2026-12-09T18": () => answer("trivsel", "good"),
    "2026-12-11T12": () => answer("opfoelgning", "good"),
    "2026-12-15T12": () => answer("samtale-forbered", "bad"),
    "2026-12-16T18": () => answer("parathed", "good"),
    "2026-12-17T18": () => answer("efter-samtalen", "good"),
  };
  // eight on Tuesday 1 December
  it.clock.pass({ days: 11, hours: -2 });
  while (it.clock.now() < "2027-01-01") {
    for (let hour = 8; hour <= 22; hour += 2) {
      await lookAtDue(it.product);
      const local = `${it.clock.now().slice(0, 11)}${String(hour).padStart(2, "0")}`;
      await doings[local]?.();
      it.clock.pass({ hours: 2 });
    }
    it.clock.pass({ hours: 8 });
  }

  expect(`\n${await calendar()}\n`).toBe(`
tirs 01-12  16:00 trivsel
fre 04-12  10:00 opfoelgning
tirs 08-12  16:00 trivsel
fre 11-12  10:00 opfoelgning
tirs 15-12  10:00 samtale-forbered
ons 16-12  14:00 parathed, 18:00 reminded
tors 17-12  16:00 efter-samtalen
fre 18-12  10:00 opfoelgning, 14:00 reminded
lør 19-12  10:00 reminded
tirs 22-12  16:00 trivsel, 20:00 reminded
ons 23-12  16:00 reminded
`);
  const since = new Date("2026-11-30T00:00:00Z");
  const missed = await unansweredOf(it.product.database, bo.id, it.staff.id, since);
  expect(missed.map(({ flow, at, state }) => `${at.toISOString().slice(5, 10)} ${flow} ${state}`)).toEqual([
    "12-29 trivsel waiting",
    "12-22 trivsel sent",
    "12-18 opfoelgning sent",
  ]);
});
