import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askConsent } from "../../src/consents.ts";
import { ownLooks } from "../../src/own-looks.ts";
import { consentRecords, consentsOf } from "../../src/store/consents.ts";
import { latestOutcomes } from "../../src/store/console-queries.ts";
import { loadConversation } from "../../src/store/load-conversation.ts";
import { outcomesOf } from "../../src/store/outcomes.ts";
import { addStaff, addUnit, relate, type Staff, type Unit } from "../../src/store/people.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { openConsole, type TestConsole } from "./console.ts";

let house: Installation;
let console: TestConsole;
let bosted: Unit;

beforeAll(async () => {
  house = await openInstallation();
  console = openConsole(house);
  bosted = await addUnit(house.product.database, "Bosted Test");
});
afterAll(() => house?.close());

const database = () => house.product.database;
const kontaktperson = (name: string) =>
  addStaff(database(), { name, role: "socialpaedagog", unit: bosted.id }) as Promise<Staff>;

/** A citizen with a kontaktperson beside the behandler. */
async function withKim(): Promise<{ bo: TestCitizen; kim: Staff }> {
  const bo = await house.newCitizen("Bo");
  const kim = await kontaktperson("Kim");
  await relate(database(), { citizen: bo.id, staff: kim.id, role: "socialpaedagog" });
  return { bo, kim };
}

const administrator = () =>
  addStaff(database(), { name: "Anne", role: "administrator", unit: house.unit.id }) as Promise<Staff>;

async function says(citizen: TestCitizen, ...words: string[]): Promise<void> {
  for (const it of words) await citizen.say(it);
}

/** The citizen answers the question about somebody: exercises, own words, photos and voice. */
async function answer(citizen: TestCitizen, ...answers: string[]): Promise<void> {
  await says(citizen, "ja", "start", ...answers, "ja, det passer", "færdig");
}

/** "Parathed" with own words in it, sent to those the citizen lets see it. */
async function parathed(citizen: TestCitizen, end = "ja, send det"): Promise<void> {
  await citizen.begin("parathed");
  await says(citizen, "start", "2", "jeg savner min mor");
  for (let i = 0; i < 12 && (await citizen.state()).frames.length > 0; i++) {
    const { message } = await house.product.receive.view(await loaded(citizen));
    const labels = message.choices.map((it) => it.label);
    await citizen.say(
      labels.includes("Ja, send det") ? end : labels.includes("Ja, det passer") ? "ja, det passer" : "spring over",
    );
  }
  await citizen.say("færdig");
}

const loaded = async ({ conversation }: TestCitizen) => (await loadConversation(database(), { conversation }))!;
const flows = async (citizen: TestCitizen, staff: Staff) =>
  (await outcomesOf(database(), citizen.id, staff.id)).map((it) => it.flow.id);

describe("consent", () => {
  it("R22 lets somebody read from now on, without what was said no to", async () => {
    const { bo, kim } = await withKim();
    await parathed(bo);
    await askConsent(house.product, { citizen: bo.id, receiver: { staff: kim.id }, by: house.staff.id });
    expect(await flows(bo, kim)).toEqual([]);
    await answer(bo, "ja", "nej", "nej");
    expect(await flows(bo, kim)).toEqual([]);
    await parathed(bo);
    const [seen] = await outcomesOf(database(), bo.id, kim.id);
    expect(seen?.rule).toBe("consent");
    expect(JSON.stringify(seen)).not.toContain("mor");
    expect(seen?.answers.find(([path]) => path === "why-not-top")?.[1]).toEqual({ kind: "withheld" });
    expect(JSON.stringify(await outcomesOf(database(), bo.id, house.staff.id))).toContain("min mor");
    const page = await console.as(kim).page(`/staff/citizens/${bo.id}`);
    expect(page).toContain("vises ikke");
    expect(page).not.toContain("min mor");
  });

  it("R22 is one exercise only where it was asked about one", async () => {
    const { bo, kim } = await withKim();
    const asked = { citizen: bo.id, receiver: { staff: kim.id }, exercise: "dagbog", by: house.staff.id };
    await askConsent(house.product, asked);
    await answer(bo, "ja", "ja", "ja");
    await parathed(bo);
    expect(await flows(bo, kim)).toEqual([]);
    await bo.begin("dagbog");
    await says(bo, "4", "ja, send det", "færdig");
    expect(await flows(bo, kim)).toEqual(["dagbog"]);
  });

  it("R22 taken back counts at the next read, also of a page that stands open; undone it is as before", async () => {
    const { bo, kim } = await withKim();
    await askConsent(house.product, { citizen: bo.id, receiver: { staff: kim.id }, by: house.staff.id });
    await answer(bo, "ja", "ja", "ja");
    await parathed(bo);
    const reader = console.as(kim);
    expect(await reader.page(`/staff/citizens/${bo.id}`)).toContain("min mor");
    const [outcome] = await outcomesOf(database(), bo.id, kim.id);
    await says(bo, "hvem kan se hvad", "nej til kim");
    expect(await console.as(kim).page(`/staff/citizens/${bo.id}`)).not.toContain("min mor");
    expect((await console.as(kim).get(`/staff/outcomes/${outcome!.id}/print.pdf`)).status).toBe(404);
    expect(await consentsOf(database(), bo.id)).toMatchObject({ [kim.id]: { kinds: { "*": false, words: false } } });
    await bo.say("fortryd");
    expect(await console.as(kim).page(`/staff/citizens/${bo.id}`)).toContain("min mor");
  });

  it("R22 is refused to the behandler as well, of all that was sent before", async () => {
    const { bo } = await withKim();
    await parathed(bo);
    expect(await flows(bo, house.staff)).toEqual(["parathed"]);
    await says(bo, "hvem kan se hvad", "nej til mette");
    expect(await flows(bo, house.staff)).toEqual([]);
    expect(await latestOutcomes(database(), [bo.id], house.staff.id)).toEqual([]);
  });

  it("R22 to everyone of a role in a unit opens the citizen to them, to look only", async () => {
    const { bo } = await withKim();
    const night = await kontaktperson("Nanna");
    expect((await console.as(night).get(`/staff/citizens/${bo.id}`)).status).toBe(404);
    const receiver = { role: "socialpaedagog", unit: bosted.id };
    await askConsent(house.product, { citizen: bo.id, receiver, by: house.staff.id });
    await answer(bo, "ja", "ja", "nej");
    await parathed(bo);
    expect(await console.as(night).page(`/staff/citizens/${bo.id}`)).toContain("min mor");
    expect((await console.as(night).post(`/staff/citizens/${bo.id}/send/parathed`)).status).toBe(403);
    const elsewhere = await addStaff(database(), { name: "Ole", role: "socialpaedagog", unit: house.unit.id });
    expect((await console.as(elsewhere).get(`/staff/citizens/${bo.id}`)).status).toBe(404);
  });

  it("R22 a new behandler sees what was sent before only when the citizen says so", async () => {
    const { bo } = await withKim();
    await parathed(bo);
    await parathed(bo, "nej, kun mig");
    const stand = await addStaff(database(), { name: "Stine", role: "behandler", unit: house.unit.id });
    const mette = await addStaff(database(), { name: "Mette B", role: "behandler", unit: house.unit.id });
    await relate(database(), { citizen: bo.id, staff: mette.id, role: "behandler" });
    await console.as(await administrator()).post(`/staff/people/staff/${mette.id}/leave`, { to: stand.id });
    expect(await flows(bo, stand)).toEqual([]);
    await answer(bo, "ja", "ja", "ja", "ja");
    expect(await flows(bo, stand)).toEqual(["parathed"]);
    await says(bo, "hvem kan se hvad", "nej til stine");
    expect(await flows(bo, stand)).toEqual([]);
  });

  it("R22 is kept with its date and the words that were read", async () => {
    const { bo, kim } = await withKim();
    await askConsent(house.product, { citizen: bo.id, receiver: { staff: kim.id }, by: house.staff.id });
    await answer(bo, "ja", "nej", "nej");
    await says(bo, "hvem kan se hvad", "nej til kim", "færdig");
    const records = await consentRecords(database(), bo.id);
    expect(records.map(({ kinds, wording }) => ({ kinds, wording }))).toEqual([
      { kinds: { "*": false, words: false, media: false }, wording: "Nej til Kim" },
      {
        kinds: { "*": true, words: false, media: false },
        wording: [
          "Det handler om alle øvelser. Må Kim se dine svar?",
          "Nogle gange skriver du med dine egne ord. Må Kim se det, du skriver?",
          "Nogle gange sender du et billede eller en lydbesked. Må Kim også få det?",
        ].join("\n"),
      },
    ]);
    const page = await console.as(house.staff).page(`/staff/citizens/${bo.id}/consent`);
    expect(page).toContain("Må Kim se det, du skriver?");
  });

  it("is asked from the console, of those who may see something", async () => {
    const { bo, kim } = await withKim();
    const leder = await addStaff(database(), { name: "Lone", role: "leder", unit: house.unit.id });
    const form = { receiver: kim.id, exercise: "*" };
    const sent = await console.as(house.staff).post(`/staff/citizens/${bo.id}/consent`, form);
    expect(sent.headers.get("location")).toBe(`/staff/citizens/${bo.id}/consent?done=asked`);
    expect((await bo.state()).offers.map((it) => it.params.person)).toEqual(["Kim"]);
    const nobody = await console.as(house.staff).post(`/staff/citizens/${bo.id}/consent`, { receiver: "" });
    expect(nobody.status).toBe(422);
    const refused = await console.as(house.staff).post(`/staff/citizens/${bo.id}/consent`, { receiver: leder.id });
    expect(refused.status).toBe(403);
    await expect(
      askConsent(house.product, { citizen: bo.id, receiver: { role: "leder", unit: bosted.id } }),
    ).rejects.toThrow("role: expected one of behandler, socialpaedagog, tovholder");
  });
});

describe("looking", () => {
  it("R23 is told to the citizen: who, what and when; the same within an hour once", async () => {
    const { bo } = await withKim();
    const visitor = { citizen: bo.id, conversation: bo.conversation, language: "da", name: "Bo", device: "d" };
    const seen = () => ownLooks(house.product, { ...visitor, readAloud: false, pace: "normal" });
    await parathed(bo);
    expect(await seen()).toEqual([]);
    const [outcome] = await outcomesOf(database(), bo.id, house.staff.id);
    await console.as(house.staff).page(`/staff/citizens/${bo.id}`);
    await console.as(house.staff).page(`/staff/citizens/${bo.id}`);
    await console.as(house.staff).get(`/staff/outcomes/${outcome!.id}/print.pdf`);
    const days = await seen();
    expect(days.map((it) => it.entries.map((entry) => entry.title))).toEqual([
      ["Mette hentede: Parathed 1-5", "Mette kunne læse: Parathed 1-5", "Mette åbnede din side"],
    ]);
    expect(days[0]?.name).toMatch(/^I dag, /);
    house.clock.pass({ minutes: 61 });
    await console.as(house.staff).page(`/staff/citizens/${bo.id}`);
    expect((await seen()).flatMap((it) => it.entries)).toHaveLength(5);
  });
});
