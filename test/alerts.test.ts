import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StaffRole } from "../src/model/staff.ts";
import { unheardOf } from "../src/store/alerts.ts";
import { addDuty, setDuty } from "../src/store/duty.ts";
import { addStaff, addUnit, type Staff } from "../src/store/people.ts";
import { LOOKS } from "../src/store/tables.ts";
import { type Installation, openInstallation, type TestCitizen } from "./support/installation.ts";

let house: Installation;
let kim: Staff;
let dan: Staff;
let tove: Staff;
let lone: Staff;
let stranger: Staff;
beforeAll(async () => {
  house = await openInstallation();
  const { database } = house.product;
  const add = (name: string, role: StaffRole, unit = house.unit.id) => addStaff(database, { name, role, unit });
  kim = await add("Kim", "socialpaedagog");
  dan = await add("Dan", "socialpaedagog");
  tove = await add("Tove", "tovholder");
  lone = await add("Lone", "leder");
  stranger = await add("Sten", "behandler");
  // the frozen clock begins on a Friday at ten
  const hours = { day: "5", from: 8 * 60, to: 16 * 60 };
  await addDuty(database, house.unit.id, { ...hours, staff: kim.id, rank: 1 });
  await addDuty(database, house.unit.id, { ...hours, staff: dan.id, rank: 2 });
  const lederPhone = "20 30 40 50";
  const people = { tovholder: tove.id, leder: lone.id, lederPhone };
  await setDuty(database, house.unit.id, { firstMinutes: 10, thenMinutes: 20, ...people });
});
afterAll(() => house.close());

const WORDS = "jeg vil ikke leve mere";
const escalate = () => house.product.alerts.escalate();
const shown = async (bo: TestCitizen) => (await bo.take({ kind: "opened" })).message.bubbles.map(({ text }) => text);

/** The one open alert of a citizen, as this member of staff lists it. */
async function alertOf(bo: TestCitizen, staff = kim) {
  const [found, ...more] = (await house.product.alerts.list(staff.id)).filter(({ citizen }) => citizen.id === bo.id);
  expect(more).toEqual([]);
  return found;
}

/** Who has an unsent notice of it, by name. */
async function noticesOf(alert: string): Promise<string[]> {
  const rows = await house.product.database.db
    .selectFrom("notice")
    .innerJoin("staff", "staff.id", "notice.staff_id")
    .select(["staff.name", "notice.kind"])
    .where("ref", "=", alert)
    .where("sent_at", "is", null)
    .orderBy("notice.id")
    .execute();
  return rows.map(({ name, kind }) => `${name} ${kind}`);
}

describe("an alert", () => {
  it("R27 is raised with the answer, once, however often the message is delivered", async () => {
    const bo = await house.newCitizen();
    const came = { kind: "words", words: WORDS } as const;
    const { message } = await bo.take(came, { id: "again" });
    await bo.take(came, { id: "again" });
    expect(message.bubbles.map(({ text }) => text)).toContain(
      "Jeg har sendt det til personalet. Ingen har læst det endnu. Ring selv, hvis det haster.",
    );
    const alert = (await alertOf(bo))!;
    expect(alert).toMatchObject({ category: "suicide", urgency: "now", state: "raised", times: 1, staffed: true });
    expect(await noticesOf(alert.id)).toEqual(["Kim alert"]);
    const { history } = await house.product.alerts.open(alert.id, kim.id);
    expect(history.map(({ kind, name }) => [kind, name])).toEqual([
      ["raised", null],
      ["told", "Kim"],
      ["read", "Kim"],
    ]);
  });

  it("takes up what is found while it is open, and tells nobody twice unless it is worse", async () => {
    const bo = await house.newCitizen();
    await bo.say("jeg er gravid og drikker hver dag");
    const { id } = (await alertOf(bo))!;
    await house.product.database.db.updateTable("notice").set({ sent_at: house.clock.now() }).execute();
    await bo.say("jeg er gravid og drikker hver dag");
    expect(await noticesOf(id)).toEqual([]);
    await bo.say(WORDS);
    expect(await noticesOf(id)).toEqual(["Kim alert"]);
    expect(await alertOf(bo)).toMatchObject({ id, category: "suicide", urgency: "now", times: 3 });
  });

  it("is raised for many at once, each with its own", async () => {
    const citizens = await Promise.all(Array.from({ length: 5 }, () => house.newCitizen()));
    await Promise.all(citizens.map((bo) => bo.say(WORDS)));
    const alerts = await Promise.all(citizens.map((bo) => alertOf(bo)));
    expect(new Set(alerts.map((it) => it?.id)).size).toBe(5);
  });

  it("R27 is taken by one: the other is told who has it, and the citizen who will help", async () => {
    const bo = await house.newCitizen();
    await bo.say(WORDS);
    const { id } = (await alertOf(bo))!;
    const { alerts } = house.product;
    const claims = await Promise.all([alerts.claim(id, kim.id), alerts.claim(id, tove.id)]);
    const lost = claims.find((it) => !it.won);
    expect(claims.filter((it) => it.won)).toHaveLength(1);
    const winner = claims[0]?.won ? kim : tove;
    expect(lost).toEqual({ won: false, closed: false, by: { id: winner.id, name: winner.name } });
    expect(await alerts.claim(id, winner.id)).toEqual({ won: true });
    expect(await noticesOf(id)).toEqual([]);
    expect(await shown(bo)).toContain(`${winner.name} har læst det. ${winner.name} har sagt ja til at hjælpe.`);
  });

  it("can be taken over from who has it, not from another", async () => {
    const bo = await house.newCitizen();
    await bo.say(WORDS);
    const { id } = (await alertOf(bo))!;
    const { alerts } = house.product;
    await alerts.claim(id, kim.id);
    expect(await alerts.claim(id, tove.id, dan.id)).toMatchObject({ won: false });
    expect(await alerts.claim(id, tove.id, kim.id)).toEqual({ won: true });
    await expect(alerts.close(id, kim.id, "Talt med Bo.")).rejects.toMatchObject({ code: "refused" });
    await expect(alerts.close(id, tove.id, " ")).rejects.toMatchObject({ code: "input" });
    await alerts.close(id, tove.id, "Talt med Bo.");
    await expect(alerts.close(id, tove.id, "Talt med Bo.")).rejects.toMatchObject({ code: "conflict" });
    expect(await alertOf(bo)).toMatchObject({ state: "closed", note: "Talt med Bo.", closedBy: "Tove" });
    await bo.say(WORDS);
    expect((await house.product.alerts.list(kim.id)).filter((it) => it.citizen.id === bo.id)).toHaveLength(2);
  });

  it("R21 tells the citizen who read it, once, also when the process died before it could", async () => {
    const bo = await house.newCitizen();
    await bo.say(WORDS);
    const { id } = (await alertOf(bo))!;
    await house.product.alerts.open(id, kim.id);
    await house.product.alerts.open(id, kim.id);
    await house.product.alerts.open(id, tove.id);
    expect(await shown(bo)).toContain("Kim har læst det, du skrev.");
    // as if nobody had been told
    await house.product.database.db
      .updateTable("alert_event")
      .set({ heard_at: null })
      .where("kind", "=", "read")
      .execute();
    const { revision } = await bo.state();
    await house.product.alerts.tell();
    await house.product.alerts.tell();
    const turns = await house.product.database.db
      .selectFrom("turn")
      .select("events")
      .where("conversation_id", "=", bo.conversation)
      .where("revision", ">", revision)
      .execute();
    // the second reader's, which had been kept from the citizen; the first one's was taken already
    expect(turns).toHaveLength(1);
  });

  it("keeps no citizen from hearing of it where another cannot be told", async () => {
    const [broken, bo] = [await house.newCitizen(), await house.newCitizen()];
    const { alerts, database } = house.product;
    for (const it of [broken, bo]) await it.say(WORDS);
    const stateOf = database.db.updateTable("conversation").where("id", "=", broken.conversation);
    const { state } = await database.db
      .selectFrom("conversation")
      .select("state")
      .where("id", "=", broken.conversation)
      .executeTakeFirstOrThrow();
    await stateOf.set({ state: "{}" }).execute();
    // staff reads it all the same
    for (const it of [broken, bo]) expect(await alerts.open((await alertOf(it))!.id, kim.id)).toBeDefined();
    await database.db
      .updateTable("alert_event")
      .set({ heard_at: null })
      .where("alert_id", "=", (await alertOf(bo))!.id)
      .where("kind", "=", "read")
      .execute();
    await expect(alerts.tell()).rejects.toThrow();
    expect(await unheardOf(database, (await alertOf(bo))!.id)).toEqual([]);
    await stateOf.set({ state: JSON.stringify(state) }).execute();
    await alerts.tell();
    expect(await shown(broken)).toContain("Kim har læst det, du skrev.");
  });

  it("R27 is lowered by 'det var en fejl', and stays open", async () => {
    const bo = await house.newCitizen();
    await bo.say(WORDS);
    const { message } = await bo.tap("mistake");
    expect(message.bubbles.map(({ text }) => text)).toEqual([
      "Det er i orden. Du kan altid skrive igen.",
      "Personalet kan stadig se det. De kan se, at det var en fejl.",
    ]);
    expect(message.links?.length).toBeGreaterThan(0);
    expect(message.choices.map(({ label }) => label)).toEqual(["Videre"]);
    expect(await alertOf(bo)).toMatchObject({ state: "raised", loweredAt: expect.any(Date), nextAt: expect.any(Date) });
    await bo.say(WORDS);
    expect(await alertOf(bo)).toMatchObject({ state: "raised", loweredAt: null });
  });

  it("shows its words to who has taken it alone, and the citizen sees that", async () => {
    const bo = await house.newCitizen();
    await bo.say(WORDS);
    const { id } = (await alertOf(bo))!;
    const { alerts, database } = house.product;
    await expect(alerts.words(id, kim.id)).rejects.toMatchObject({ code: "refused" });
    await alerts.claim(id, kim.id);
    expect(await alerts.words(id, kim.id)).toBe(WORDS);
    await expect(alerts.words(id, tove.id)).rejects.toMatchObject({ code: "refused" });
    const looks = await database.db
      .selectFrom("audit")
      .select(["actor", "action", "rule"])
      .where("action", "in", LOOKS)
      .where("citizen_id", "=", bo.id)
      .execute();
    expect(looks).toEqual([{ actor: kim.id, action: "alert-words", rule: "vital-interest" }]);
    const stored = JSON.stringify(await database.db.selectFrom("alert").selectAll().execute());
    expect(stored).not.toContain("ikke leve");
  });

  it("is there for those on duty, tied, told, and the tovholder; for nobody else", async () => {
    const bo = await house.newCitizen();
    await bo.say(WORDS);
    const sees = async (staff: Staff) => (await alertOf(bo, staff)) !== undefined;
    expect(await Promise.all([kim, dan, tove, house.staff].map(sees))).toEqual([true, true, true, true]);
    expect(await Promise.all([lone, stranger].map(sees))).toEqual([false, false]);
    const { id } = (await alertOf(bo))!;
    for (const act of ["open", "claim", "words"] as const) {
      await expect(house.product.alerts[act](id, stranger.id)).rejects.toMatchObject({ code: "not-found" });
    }
  });
});

describe("when nobody takes it", () => {
  it("R27 tells the deputies and the tovholder, then the leder, each once however many look", async () => {
    const bo = await house.newCitizen();
    await bo.say(WORDS);
    const { id } = (await alertOf(bo))!;
    house.clock.pass({ minutes: 9 });
    await escalate();
    expect(await noticesOf(id)).toEqual(["Kim alert"]);
    house.clock.pass({ minutes: 1 });
    await Promise.all([escalate(), escalate()]);
    expect(await noticesOf(id)).toEqual(["Kim alert", "Dan escalation", "Tove escalation"]);
    expect(await alertOf(bo, lone)).toBeUndefined();
    house.clock.pass({ minutes: 20 });
    await Promise.all([escalate(), escalate()]);
    expect(await noticesOf(id)).toEqual(["Kim alert", "Dan escalation", "Tove escalation", "Lone escalation"]);
    expect(await alertOf(bo, lone)).toMatchObject({ id, level: 2 });
    await house.product.alerts.claim(id, lone.id);
    house.clock.pass({ days: 7 });
    await escalate();
    expect(await noticesOf(id)).toEqual([]);
  });

  it("R21 says at once that nobody is at work, and tells them when they are", async () => {
    const bo = await house.newCitizen();
    house.clock.pass({ hours: 10 });
    const { message } = await bo.say(WORDS);
    expect(message.bubbles.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        "Personalet er ikke på arbejde nu. Ingen har læst det. Du skal selv ringe.",
        "Personalet er på arbejde igen fredag 4. december klokken 08.00.",
      ]),
    );
    const { id } = (await alertOf(bo, tove))!;
    expect(await noticesOf(id)).toEqual([]);
    house.clock.pass({ days: 7, hours: -11 });
    await escalate();
    expect(await noticesOf(id)).toEqual(["Kim alert"]);
  });

  it("R21 says that nobody is told where a unit has no duty", async () => {
    const { database } = house.product;
    const unit = await addUnit(database, "Bostedet");
    const bo = await house.newCitizen();
    await database.db.updateTable("citizen").set({ unit_id: unit.id }).where("id", "=", bo.id).execute();
    const { message } = await bo.say(WORDS);
    expect(message.bubbles.map(({ text }) => text)).toContain(
      "Jeg er en robot. Ingen får besked om det, du skrev. Du skal selv ringe.",
    );
    const alert = (await alertOf(bo, house.staff))!;
    expect(alert).toMatchObject({ staffed: false, nextAt: null });
    expect(await noticesOf(alert.id)).toEqual([]);
  });
});
