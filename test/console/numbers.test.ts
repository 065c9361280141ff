import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { localDate } from "../../src/schedule/local.ts";
import { addStaff, addUnit, getCitizen, relate, type Staff } from "../../src/store/people.ts";
import { run } from "../cli/run.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { openConsole, type TestConsole } from "./console.ts";
import { complete } from "./exercise.ts";

let installation: Installation;
let console: TestConsole;
let leder: Staff;
let people: TestCitizen[];

const NAMES = ["Aksel", "Birk", "Carlo", "Didrik", "Egon", "Frode"];

/** Six citizens: all answer twice, the last one keeps the second answer; five have had their first talk. */
beforeAll(async () => {
  installation = await openInstallation();
  const { database } = installation.product;
  console = openConsole(installation);
  leder = await addStaff(database, { name: "Lone", role: "leder", unit: installation.unit.id });
  people = [];
  for (const name of NAMES) people.push(await installation.newCitizen(name));
  for (const [i, citizen] of people.entries()) {
    const talk = i < 5 ? { first_talk_on: "2026-11-12" } : {};
    await database.db
      .updateTable("citizen")
      .set({ first_contact_on: "2026-11-01", ...talk })
      .where("id", "=", citizen.id)
      .execute();
    await complete(installation, citizen, "parathed", { release: true });
    await complete(installation, citizen, "tilfredshed", { release: false });
  }
  installation.clock.pass({ days: 3 });
  for (const [i, citizen] of people.entries()) await complete(installation, citizen, "parathed", { release: i < 5 });
  for (const citizen of people) await citizen.begin("droemmekort");
  installation.clock.pass({ days: 60 });
}, 120_000);
afterAll(() => installation?.close());

describe("the numbers of a quarter", () => {
  test("count people, hide cells under five, and hold no name, id or word of a citizen", async () => {
    const page = await console.as(leder).page("/staff/numbers");
    expect(page).toContain("Tal for 4. kvartal 2026");
    expect(page).toMatch(/Første samtale<\/th><td[^>]*>5<\/td><td[^>]*>under 5<\/td><td[^>]*>under 5<\/td>/);
    expect(page).toMatch(
      /Parathed 1-5<\/th><td[^>]*>6<\/td><td[^>]*>under 5<\/td><td[^>]*>under 5<\/td><td[^>]*>mindst 60 %<\/td>/,
    );
    expect(page).toMatch(/Drømmekort<\/th><td[^>]*>under 5<\/td><td[^>]*>6<\/td>/);
    // of six who gave the number twice, five let it be seen
    expect(page).toMatch(/Parathed 1-5: Hvor klar<\/th><td[^>]*>under 5<\/td><td[^>]*>5<\/td><td[^>]*>under 5<\/td>/);
    expect(page).toMatch(/Hjælpen<\/th>(<td[^>]*>(6|under 5)<\/td>){5}/);
    for (const secret of [...NAMES, ...people.flatMap((it) => [it.id, it.conversation])])
      expect(page).not.toContain(secret);
  });

  test("are made once: what is corrected afterwards changes nothing", async () => {
    const { db } = installation.product.database;
    const before = await console.as(leder).page("/staff/numbers");
    await db.updateTable("citizen").set({ first_talk_on: null }).execute();
    expect(await console.as(leder).page("/staff/numbers")).toBe(before);
    expect(await db.selectFrom("indicators").select("quarter").execute()).toEqual([{ quarter: "2026-Q4" }]);
  });

  test("are those of the reader's unit", async () => {
    const { database } = installation.product;
    const north = await addUnit(database, "Nord");
    const other = await addStaff(database, { name: "Nora", role: "leder", unit: north.id });
    const page = await console.as(other).page("/staff/numbers");
    expect(page.match(/For få personer til at vise et tal/g)).toHaveLength(4);
    expect(page).not.toContain("<td");
  });

  test("are for a leder and a tovholder", async () => {
    const { database } = installation.product;
    for (const role of ["behandler", "socialpaedagog", "tovholder", "administrator"] as const) {
      const staff = await addStaff(database, { name: role, role, unit: installation.unit.id });
      const { status } = await console.as(staff).get("/staff/numbers");
      expect([role, status]).toEqual([role, role === "tovholder" ? 200 : 403]);
      const start = await console.as(staff).page("/staff/pictures");
      expect(start.includes('href="/staff/numbers"')).toBe(role === "tovholder");
    }
  });

  test("are the same on the command line, and not to be had before they are ready", async () => {
    const { environment, unit } = installation;
    const asked = (period: string, ...more: string[]) =>
      run(environment, "indicators", "--unit", unit.id, "--period", period, ...more);
    // the command line has the machine's own clock
    const past = JSON.parse((await asked("2020-Q1", "--json")).out);
    expect(past).toMatchObject({ unit: unit.id, period: "2020-Q1", waiting: { within: null }, uses: [], opinions: [] });
    expect((await asked("2020-Q1")).out).toContain("Ventetid til første samtale\n(none)");
    expect(await asked("2999-Q4")).toMatchObject({ code: 2, errors: expect.stringContaining("ready on 3000-01-15") });
    expect(await asked("2026-4")).toMatchObject({ code: 2, errors: expect.stringContaining("such as 2026-Q4") });
  });
});

describe("a leder", () => {
  test("begins at the numbers", async () => {
    const response = await console.as(leder).get("/staff");
    expect([response.status, response.headers.get("location")]).toEqual([303, "/staff/numbers"]);
    expect(await console.as(leder).page("/staff/numbers")).not.toMatch(/href="\/staff(\/inbox)?"/);
  });

  test("meets no citizen on any address of the console, not even one they were tied to", async () => {
    const { database } = installation.product;
    const bo = people[0] as TestCitizen;
    await relate(database, { citizen: bo.id, staff: installation.staff.id, role: "behandler" });
    const { id: outcome } = await database.db
      .selectFrom("session")
      .select("id")
      .where("citizen_id", "=", bo.id)
      .executeTakeFirstOrThrow();
    await database.db
      .insertInto("relation")
      .values({ citizen_id: bo.id, staff_id: leder.id, role: "behandler", to_at: null })
      .execute();
    const given: Record<string, string> = { citizen: bo.id, outcome, flow: "parathed", staff: installation.staff.id };
    const routes = console.app.routes.filter(
      ({ path, method }) => path.startsWith("/staff/") && method !== "ALL" && !path.includes("*"),
    );
    expect(routes.length).toBeGreaterThan(40);
    for (const { path, method } of routes) {
      if (path.startsWith("/staff/assets") || path.endsWith("/events")) continue;
      const address = path.replaceAll(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => given[name] ?? "x");
      const visitor = console.as(leder);
      const response = method === "GET" ? await visitor.get(address) : await visitor.post(address, given);
      const text = await response.text();
      expect([address, text.includes(bo.name)]).toEqual([address, false]);
      if (/:(citizen|outcome)/.test(path)) expect([403, 404], `${method} ${address}`).toContain(response.status);
    }
    expect((await console.as(leder).get(`/staff/events?citizen=${bo.id}`)).status).toBe(404);
    const missing = await console.as(leder).get(`/staff/citizens/${bo.id}`);
    expect(await missing.text()).toContain("Til tallene");
    expect(await getCitizen(database, bo.id)).toMatchObject({ name: "Aksel", closed_at: null });
  });
});

test("the days until the first talk are shown to those who see to it, until there was one", async () => {
  const { product, unit, staff } = installation;
  const social = await addStaff(product.database, { name: "Sif", role: "socialpaedagog", unit: unit.id });
  await product.database.db.updateTable("citizen").set({ first_contact_on: null, first_talk_on: null }).execute();
  const eva = await installation.newCitizen("Eva");
  await relate(product.database, { citizen: eva.id, staff: social.id, role: "socialpaedagog" });
  const set = (values: Record<string, string>) =>
    product.database.db.updateTable("citizen").set(values).where("id", "=", eva.id).execute();
  const said = async (reader: Staff) => {
    const pages = ["/staff", `/staff/citizens/${eva.id}`].map((path) => console.as(reader).page(path));
    return (await Promise.all(pages)).map((page) => /Første samtale: [^<]*/.exec(page)?.[0]);
  };
  const today = Temporal.PlainDate.from(localDate(product.now()));
  await set({ first_contact_on: today.subtract({ days: 9 }).toString() });
  expect(await said(staff)).toEqual(Array(2).fill("Første samtale: dag 9 af 14"));
  expect(await said(social)).toEqual([undefined, undefined]);
  await set({ first_contact_on: today.subtract({ days: 15 }).toString() });
  expect(await said(staff)).toEqual(Array(2).fill("Første samtale: dag 15, garantien er 14 dage"));
  await set({ first_talk_on: today.toString() });
  expect(await said(staff)).toEqual([undefined, undefined]);
});
