import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { looksAt } from "../../src/store/audit.ts";
import { addStaff, getCitizen, type Staff } from "../../src/store/people.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { openConsole, type Visitor } from "./console.ts";
import { complete } from "./exercise.ts";

const KEPT = "det her er kun mit";

let house: Installation;
let bo: TestCitizen;
let adam: Staff;
let administrator: Visitor;
let tovholder: Visitor;
let behandler: Visitor;
beforeAll(async () => {
  house = await openInstallation();
  const { product, unit } = house;
  const console = openConsole(house);
  const hire = (name: string, role: "administrator" | "tovholder") =>
    addStaff(product.database, { name, role, unit: unit.id });
  adam = await hire("Adam", "administrator");
  administrator = console.as(adam);
  tovholder = console.as(await hire("Tove", "tovholder"));
  behandler = console.as(house.staff);
  bo = await house.newCitizen("Bo");
  await complete(house, bo, "parathed", { release: false, own: [KEPT] });
});
afterAll(() => house?.close());

const at = (path: string) => `/staff/citizens/${bo.id}${path}`;
const asked = async () => {
  const { rows } = await house.product.database.pool.query("select kind, done_by from data_request order by id");
  return rows;
};

describe("R23 what a citizen asks for in the chat", () => {
  test("is a task for staff, once, however often it is asked", async () => {
    for (const words of ["mine data", "få en kopi", "færdig", "mine data", "få en kopi", "færdig"]) await bo.say(words);
    expect(await asked()).toEqual([{ kind: "copy", done_by: null }]);
    await bo.say("slet alt om mig");
    await bo.say("slet alt");
    expect(await asked()).toHaveLength(1);
    await bo.say("ja, slet alt");
    expect(await asked()).toEqual([
      { kind: "copy", done_by: null },
      { kind: "erasure", done_by: null },
    ]);
  });

  test("is seen by those who meet the citizen, and by who does it", async () => {
    const said = ["Bo vil have en kopi af alt om sig selv.", "Bo vil have alt om sig selv slettet."];
    const pages = [
      [behandler, "/staff"],
      [behandler, at("")],
      [tovholder, "/staff/people"],
      [administrator, "/staff/people"],
      [administrator, at("/profile")],
    ] as const;
    for (const [visitor, path] of pages) {
      const page = await visitor.page(path);
      for (const it of said) expect(page, path).toContain(it);
    }
    expect(await behandler.page(at("/profile"))).not.toContain("Slet alt om Bo");
  });
});

describe("an administrator", () => {
  test("hands out a copy of everything, and the citizen can see that", async () => {
    const copied = await administrator.post(at("/copy"));
    expect(copied.headers.get("content-disposition")).toBe('attachment; filename="skridt.zip"');
    const files = unzipSync(new Uint8Array(await copied.arrayBuffer()));
    expect(strFromU8(files["index.html"]!)).toContain(KEPT);
    expect(await looksAt(house.product.database, bo.id, 1)).toMatchObject([
      { action: "copied", name: "Adam", flow: null },
    ]);
    await administrator.post(at("/requests/done"), { what: "copy" });
    expect(await asked()).toContainEqual({ kind: "copy", done_by: adam.id });
    expect(await behandler.page(at(""))).not.toContain("en kopi af alt");
  });

  test("erases only when the name is written", async () => {
    const wrong = await administrator.post(at("/erase"), { confirm: "Ole" });
    expect(wrong.headers.get("location")).toBe(at("/profile?problem=not-erased"));
    expect(await administrator.page(at("/profile?problem=not-erased"))).toContain("Der er ikke slettet noget.");
    const erased = await administrator.post(at("/erase"), { confirm: " bo" });
    expect(erased.headers.get("location")).toBe("/staff/people?done=erased");
    expect(await administrator.page("/staff/people?done=erased")).toContain("Alt om borgeren er slettet.");
    await expect(getCitizen(house.product.database, bo.id)).rejects.toMatchObject({ code: "not-found" });
    expect((await administrator.get(at("/profile"))).status).toBe(404);
    const { rows } = await house.product.database.pool.query("select citizen_id, by_staff from erasure");
    expect(rows).toEqual([{ citizen_id: bo.id, by_staff: adam.id }]);
  });
});

test("nobody else copies or erases", async () => {
  const eva = await house.newCitizen("Eva");
  for (const visitor of [behandler, tovholder]) {
    for (const path of ["copy", "erase", "requests/done"]) {
      const refused = await visitor.post(`/staff/citizens/${eva.id}/${path}`, { confirm: "Eva", what: "copy" });
      expect(refused.status, path).toBe(403);
    }
  }
  expect((await getCitizen(house.product.database, eva.id)).name).toBe("Eva");
});
