import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addStaff, relate } from "../../src/store/people.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { openConsole, type TestConsole, type Visitor } from "./console.ts";
import { complete } from "./exercise.ts";

let installation: Installation;
let console: TestConsole;
let mette: Visitor;

beforeAll(async () => {
  installation = await openInstallation();
  console = openConsole(installation);
  mette = console.as(installation.staff);
});
afterAll(() => installation?.close());

/** The citizen says how ready they are, from 2 to 4, and one thing in their own words. */
async function ready(citizen: TestCitizen, number: string, words: string, release = true): Promise<void> {
  const { product, staff } = installation;
  const { ref } = product.library.latest("parathed")!;
  await citizen.take({
    kind: "begin",
    begin: { flow: ref, params: {}, audience: [{ id: staff.id, name: staff.name }] },
  });
  for (const button of ["go-on", number]) await citizen.tap(button);
  await citizen.say(words);
  for (const button of [...Array(4).fill("unknown"), "yes", release ? "send" : "keep"]) await citizen.tap(button);
}

const since = ({ id }: TestCitizen, from = "") => mette.page(`/staff/citizens/${id}/since${from && `?from=${from}`}`);
const today = () => installation.clock.now().slice(0, 10);
/** The text of a page's main part, without tags. */
const said = (page: string): string =>
  (page.split("<main")[1] ?? "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

async function talk(citizen: TestCitizen, became: "held" | "not-come"): Promise<void> {
  const { appointments } = installation.product;
  const at = new Date(Date.parse(installation.clock.now()) + 60 * 60 * 1000);
  const look = { picture: "talk" };
  const made = {
    citizen: citizen.id,
    at,
    minutes: 45,
    place: "Hos os",
    look,
    staff: [installation.staff.id],
    others: [],
  };
  const { id } = await appointments.make(made);
  installation.clock.pass({ hours: 2 });
  await appointments.note(id, became);
}

describe("what changed", () => {
  test("is told since the last talk that was held: numbers with words, words that recur, and what was done", async () => {
    const bo = await installation.newCitizen("Bo");
    await ready(bo, "2", "Jeg drikker, fordi jeg er ensom");
    await talk(bo, "held");
    installation.clock.pass({ days: 3 });
    await talk(bo, "not-come");
    await ready(bo, "4", "Jeg vil ikke drikke alene");
    const page = await since(bo);
    expect(said(page)).toContain("Siden samtalen fredag 20. november");
    expect(said(page)).toMatch(/2 [a-zæøå ]+ \d+\. \w+\. → 4 /);
    expect(said(page)).toMatch(/»drikke« i 2 svar, 1 siden da/);
    expect(page).toContain("<q>Jeg drikker, fordi jeg er ensom</q>");
    for (const small of ["jeg", "ikke", "fordi", "vil"]) expect(page).not.toContain(`»${small}«`);
    expect(page).toMatch(/Lavet siden da/);
    expect(page.match(/href="\/staff\/outcomes\/[^"]+"/g)).toHaveLength(3);
    expect(await mette.page(`/staff/citizens/${bo.id}`)).toContain(`href="/staff/citizens/${bo.id}/since"`);
  });

  test("is told since a day that is asked for, and where no talk was held, since 14 days ago", async () => {
    const ida = await installation.newCitizen("Ida");
    await ready(ida, "2", "x");
    installation.clock.pass({ days: 20 });
    expect(said(await since(ida))).toContain("Der er ikke kommet noget siden da.");
    const day = today();
    await ready(ida, "4", "y");
    installation.clock.pass({ days: 2 });
    await ready(ida, "3", "z");
    expect(said(await since(ida))).toMatch(/2 [a-zæøå ]+ \d+\. \w+\. → 3 /);
    const later = new Date(Date.parse(`${day}T12:00:00Z`) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    expect(said(await since(ida, later))).toMatch(/4 [a-zæøå ]+ \d+\. \w+\. → 3 /);
    for (const wrong of ["2026-02-31", "x", "2099-01-01"]) {
      expect(await since(ida, wrong)).toContain("Vælg en dag, der er gået.");
    }
  });

  test("R22 hints at nothing that the citizen kept", async () => {
    const eva = await installation.newCitizen("Eva");
    await ready(eva, "2", "min grund");
    const before = await since(eva);
    await ready(eva, "4", "min grund", false);
    expect(await since(eva)).toBe(before);
  });

  test("R22 is for those who may read it, of what they may read", async () => {
    const { product, unit } = installation;
    const per = await installation.newCitizen("Per");
    await ready(per, "2", "min grund");
    const lis = await addStaff(product.database, { name: "Lis", role: "behandler", unit: unit.id });
    const path = `/staff/citizens/${per.id}/since`;
    expect((await console.as(lis).get(path)).status).toBe(404);
    await relate(product.database, { citizen: per.id, staff: lis.id, role: "behandler" });
    expect(said(await console.as(lis).page(path))).toContain("Der er ikke kommet noget siden da.");
    expect(await since(per)).toContain(`<span class="number">2</span>`);
  });

  test("names what the reader sent and was not begun", async () => {
    const { product, staff } = installation;
    const ole = await installation.newCitizen("Ole");
    await product.assign({ citizen: ole.id, flow: "foelelser", params: {}, by: staff.id });
    // it is written with the database's clock, which does not stand still
    const mine = product.database.db.updateTable("assignment").where("citizen_id", "=", ole.id);
    await mine.set({ created_at: new Date(installation.clock.now()) }).execute();
    expect(said(await since(ole))).toMatch(/Sendt, ikke begyndt Følelser, sendt i dag kl\./);
    await ole.begin("parathed");
    expect(said(await since(ole)), "another").toContain("Følelser, sendt i dag");
    installation.clock.pass({ days: 20 });
    expect(said(await since(ole)), "long ago").not.toContain("ikke begyndt");
  });

  test("tells what is new on a sheet and what is gone", async () => {
    const liv = await installation.newCitizen("Liv");
    await complete(installation, liv, "samtale-forbered", { release: true, own: ["min hund"] });
    await talk(liv, "held");
    await complete(installation, liv, "samtale-forbered", { release: true, own: ["min kat"] });
    expect(said(await since(liv))).toMatch(/Nyt: min kat|Nu: min kat/);
    expect(await since(liv)).toMatch(/\/compare\/samtale-forbered\?run=/);
  });

  test("R5 is told without judging: no word of better or worse", async () => {
    const tom = await installation.newCitizen("Tom");
    await ready(tom, "4", "x");
    await talk(tom, "held");
    await ready(tom, "2", "x");
    const page = said(await since(tom)).toLowerCase();
    for (const word of ["bedre", "værre", "fremgang", "tilbagegang", "forbedr", "forværr", "risiko"]) {
      expect(page).not.toContain(word);
    }
    expect(await since(tom)).not.toMatch(/class="[^"]*(up|down|good|bad)\b/);
  });
});
