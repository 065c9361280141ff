import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answered } from "../../src/channels/teams/parts.ts";
import { HANDLERS, type Handler } from "../../src/desk/handlers.ts";
import { newMark } from "../../src/desk/once.ts";
import type { StaffRole } from "../../src/model/staff.ts";
import { outcomesOf } from "../../src/store/outcomes.ts";
import { addStaff, addUnit, relate, type Staff } from "../../src/store/people.ts";
import { openDesk, saidOn } from "../desk/desk.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { watchRows } from "../support/tables.ts";
import { wholeCitizen } from "../support/whole-citizen.ts";

/** The name of the citizen, and all they ever said. */
const WORD = "Zifnab";
/** What is said instead: it is not there, or is not the reader's to do. */
const SHUT = /Her er ikke noget|Det må du ikke|Din rolle ser ingen borgere/;
const NOT_UNDERSTOOD = /^\s*Det forstod jeg ikke/;

let house: Installation;
let bo: TestCitizen;
let eva: TestCitizen;
let own: Staff;
let people: readonly (readonly [who: string, staff: Staff])[];
let ids: Readonly<Record<string, string>>;
let changed: () => Promise<boolean>;
beforeAll(async () => {
  house = await openInstallation();
  const { database } = house.product;
  bo = await wholeCitizen(house, WORD);
  eva = await house.newCitizen("Eva");
  await bo.say("jeg vil ikke leve mere");
  const { id: elsewhere } = await addUnit(database, "Et andet sted");
  const add = (name: string, role: StaffRole, unit = house.unit.id) => addStaff(database, { name, role, unit });
  own = await add("Lis", "behandler", elsewhere);
  await relate(database, { citizen: eva.id, staff: own.id, role: "behandler" });
  people = [
    ["a colleague of the same unit", await add("Per", "behandler")],
    ["a support worker of the same unit", await add("Pia", "socialpaedagog")],
    ["a coordinator of another unit", await add("Tove", "tovholder", elsewhere)],
    ["an administrator", await add("Adam", "administrator")],
    ["a leder", await add("Lars", "leder")],
    ["somebody with citizens of their own", own],
    ["nobody we know", { ...own, id: randomUUID() }],
  ];
  const [outcome] = await outcomesOf(database, bo.id, house.staff.id);
  const [alert] = await house.product.alerts.list(house.staff.id);
  const { rows } = await database.pool.query<{ id: string }>("select id from appointment limit 1");
  ids = { citizen: bo.id, outcome: outcome!.id, alert: alert!.id, appointment: rows[0]!.id };
  changed = await watchRows(database);
});
afterAll(() => house?.close());

/** What any button could carry, and what could be typed beside it. */
const all = (): Record<string, unknown> => ({
  ...{
    ...ids,
    flow: "parathed",
    page: 1,
    by: "staff",
    token: "x.s.1.1.1",
    when: "now",
    channel: "web",
    q: WORD.slice(0, 3),
  },
  ...{ nonce: newMark(house.product.now()), start: "2026-12-02T13:00", times: 6 },
  form: { "param-topic": "use", "param-points": "5", when: "now" },
});
const typed = (): Record<string, string> => ({
  ...{ q: "Zi", earlier: "yes", "own-topic": "kaffe", "param-topic": "$own", "weekly-time": "10:00" },
  ...{ words: "hej", note: "set", pick: "own", members: bo.id, receiver: house.staff.id, exercise: "parathed" },
  ...{ day: "2026-12-10", time: "10:00", minutes: "45", place: "her", picture: "home", staff: house.staff.id },
});
const verbs = Object.keys(HANDLERS) as (keyof typeof HANDLERS)[];
/** Whether a button carries such an id. */
const carries = (verb: keyof typeof HANDLERS, name: string): boolean => {
  const { carries } = HANDLERS[verb] as Handler<unknown>;
  const { [name]: _, ...rest } = all();
  return carries.safeParse(all()).success && !carries.safeParse(rest).success;
};
const about = (verb: keyof typeof HANDLERS): boolean => Object.keys(ids).some((name) => carries(verb, name));
const said = ({ card, text = "" }: Answered): string => `${text}\n${card ? saidOn(card) : ""}`;
const tells = (answered: Answered): boolean =>
  [WORD, bo.id, bo.conversation].some((it) => JSON.stringify(answered).includes(it));

describe("every button of a card", () => {
  it("with the ids of somebody else's citizen shows nothing, tells nothing and changes nothing", async () => {
    for (const [who, staff] of people) {
      const desk = openDesk(house, staff);
      const open: string[] = [];
      for (const verb of verbs) {
        const answered = await desk.tap(verb, all(), typed());
        if (tells(answered)) open.push(`${verb} tells`);
        if (about(verb) && !SHUT.test(said(answered))) open.push(`${verb}: ${said(answered)}`);
      }
      expect([who, open, await changed()]).toEqual([who, [], false]);
    }
  });

  it("with one's own citizen and something of another's does nothing to either", async () => {
    const desk = openDesk(house, own);
    const mixed = verbs.filter((verb) => carries(verb, "appointment") || verb === "course-give");
    expect(mixed.length).toBeGreaterThan(2);
    for (const verb of mixed) {
      const answered = await desk.tap(verb, { ...all(), citizen: eva.id }, typed());
      expect([verb, SHUT.test(said(answered)), tells(answered), await changed()]).toEqual([verb, true, false, false]);
    }
  });

  it("takes what was carried here, and would have done it for who is tied to the citizen", async () => {
    const desk = openDesk(house, house.staff);
    const shut: string[] = [];
    // closing, signing and cancelling may come too late; none of them may be missing or misread
    for (const verb of verbs) {
      const answered = said(await desk.tap(verb, all(), typed()));
      if (NOT_UNDERSTOOD.test(answered)) shut.push(verb);
    }
    expect(shut).toEqual([]);
    expect(verbs.filter(about).length).toBeGreaterThan(25);
  });

  it("takes whatever was typed beside it, and fails at none of it", async () => {
    const desk = openDesk(house, house.staff);
    const inputs = Object.fromEntries(Object.keys(typed()).map((name) => [name, "'; drop table citizen; --\0\ud800"]));
    for (const verb of verbs) {
      const answered = await desk.tap(verb, all(), inputs).catch((error: Error) => ({ text: error.message }));
      expect([verb, "card" in answered ? "" : answered.text]).toEqual([verb, ""]);
    }
  });
});
