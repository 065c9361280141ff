import { afterAll, beforeAll, expect, it } from "vitest";
import { looksAt } from "../../src/store/audit.ts";
import { addStaff, addUnit, type Staff } from "../../src/store/people.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { openConsole, type TestConsole } from "./console.ts";

const WORDS = "jeg vil ikke leve mere";

let house: Installation;
let console: TestConsole;
let bo: TestCitizen;
let kim: Staff;
let tove: Staff;
beforeAll(async () => {
  house = await openInstallation();
  console = openConsole(house);
  const { database } = house.product;
  kim = await addStaff(database, { name: "Kim", role: "socialpaedagog", unit: house.unit.id });
  tove = await addStaff(database, { name: "Tove", role: "tovholder", unit: house.unit.id });
  bo = await house.newCitizen("Zenia");
});
afterAll(() => house?.close());

const screen = async () => (await bo.take({ kind: "opened" })).message.bubbles.map(({ text }) => text).join(" ");

it("R27 a plan is made for the unit, and who is on duty is told, takes it and closes it with a note", async () => {
  const duty = { day: "5", date: "", from: "08:00", to: "16:00", staff: kim.id, rank: "1" };
  expect((await console.as(kim).post(`/staff/duty/${house.unit.id}/add`, duty)).status).toBe(403);
  expect((await console.as(tove).post(`/staff/duty/${house.unit.id}/add`, duty)).status).toBe(303);
  expect(await console.as(tove).page("/staff/duty")).toContain("08.00 til 16.00 <strong>Kim</strong>");
  expect(await console.as(kim).page("/staff")).not.toContain('class="alarm"');

  await bo.say(WORDS);
  expect(await console.as(kim).page("/staff")).toContain("En besked haster. Ingen har taget den.");
  const list = await console.as(kim).page("/staff/alerts");
  expect(list).toContain("Zenia");
  expect(list).not.toContain(WORDS);
  const [, path = ""] = /href="(\/staff\/alerts\/[\w-]+)"/.exec(list) ?? [];
  const opened = await console.as(kim).page(path);
  expect(opened).toContain("Tanker om at dø eller skade sig selv");
  expect(opened).toContain('href="tel:112"');
  expect(opened).not.toContain(WORDS);
  expect(await screen()).toContain("Kim har læst");

  expect((await console.as(kim).post(`${path}/words`)).status).toBe(403);
  await console.as(kim).post(`${path}/claim`);
  expect((await console.as(tove).post(`${path}/claim`)).headers.get("location")).toContain("?lost");
  expect(await console.as(tove).page(`${path}?lost`)).toContain("Kim har taget den");
  expect(await (await console.as(kim).post(`${path}/words`)).text()).toContain(WORDS);
  expect((await looksAt(house.product.database, bo.id, 10)).map(({ action, name }) => `${action} ${name}`)).toContain(
    "alert-words Kim",
  );
  expect((await console.as(tove).post(`${path}/close`, { note: "ok" })).status).toBe(403);
  expect((await console.as(kim).post(`${path}/close`, { note: " " })).status).toBe(422);
  expect((await console.as(kim).post(`${path}/close`, { note: "Jeg har talt med Zenia." })).status).toBe(303);
  expect(await console.as(kim).page("/staff/alerts")).toContain("Kim har lukket den");
  expect(await console.as(kim).page("/staff")).not.toContain('class="alarm"');
});

it("R21 is not read by a page that stands open and brings itself up to date", async () => {
  await bo.say(WORDS);
  const [alert] = await house.product.alerts.list(kim.id);
  const fresh = await console.as(kim).get(`/staff/alerts/${alert?.id}`, { "hx-target": "div#fresh" });
  expect(await fresh.text()).toContain("Borgeren skrev noget, der haster");
  expect(await screen()).toContain("Ingen har læst det endnu.");
});

it("is not there for somebody of another unit, whom nobody told", async () => {
  const elsewhere = await addUnit(house.product.database, "Et andet sted");
  const sten = await addStaff(house.product.database, { name: "Sten", role: "tovholder", unit: elsewhere.id });
  await bo.say(WORDS);
  const [alert] = await house.product.alerts.list(tove.id);
  expect(await console.as(sten).page("/staff/alerts")).not.toContain("Zenia");
  for (const path of ["", "/claim", "/close", "/words"]) {
    const address = `/staff/alerts/${alert?.id}${path}`;
    const answered =
      path === "" ? await console.as(sten).get(address) : await console.as(sten).post(address, { note: "x" });
    expect([path, answered.status]).toEqual([path, 404]);
  }
});
