import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addStaff, addUnit, type Staff } from "../../src/store/people.ts";
import { openConsole, type TestConsole, type Visitor } from "../console/console.ts";
import { deniedIn } from "../support/denied.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { everyRow } from "../support/tables.ts";
import { wholeCitizen } from "../support/whole-citizen.ts";

/** Markup, the end of an attribute, of a script and of a statement: as a name, as words, as everything a citizen can fill in. */
const EVIL = `<i onclick=x>Zif'";--</script>`;

let house: Installation;
let console: TestConsole;
let bo: TestCitizen;
let stranger: Staff;
let ids: Readonly<Record<string, string>>;
let routes: readonly { readonly method: string; readonly path: string }[];
beforeAll(async () => {
  house = await openInstallation();
  console = openConsole(house);
  bo = await wholeCitizen(house, EVIL);
  const { database } = house.product;
  const { id: unit } = await addUnit(database, "Et andet sted");
  stranger = await addStaff(database, { name: "Lis", role: "behandler", unit });
  const one = async (table: string): Promise<string> => {
    const { rows } = await database.pool.query<{ id: string }>(`select id from ${table} limit 1`);
    return rows[0]?.id ?? "none";
  };
  ids = {
    ...{ citizen: bo.id, staff: house.staff.id, unit: house.unit.id, flow: "parathed" },
    ...{ id: await one("session"), session: await one("session"), alert: await one("alert") },
    ...{ appointment: await one("appointment"), media: await one("media"), schedule: await one("schedule") },
  };
  const all = console.app.routes.filter(({ method, path }) => method !== "ALL" && !path.endsWith("*"));
  routes = [...new Map(all.map(({ method, path }) => [`${method} ${path}`, { method, path }])).values()];
});
afterAll(() => house?.close());

const filled = (path: string): string =>
  path.replace(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => encodeURIComponent(ids[name] ?? bo.id));
const about = (path: string): boolean =>
  path.includes(":") && !path.includes("/assets/") && !path.includes(":flow/draw");
const ask = (visitor: Visitor, { method, path }: { method: string; path: string }): Promise<Response> =>
  method === "GET" ? visitor.get(filled(path)) : visitor.post(filled(path), { citizen: bo.id, staff: house.staff.id });

/** What it says; a stream says nothing here, and would not end. */
async function read(response: Response): Promise<string> {
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return await response.text();
  await response.body?.cancel();
  return "";
}

describe("a colleague of another unit who has the ids", () => {
  it("is shown nothing and changes nothing, at every address of the console", async () => {
    const lis = console.as(stranger);
    const without = (rows: readonly string[]) => rows.filter((row) => !row.startsWith("public.audit")).sort();
    const before = without(await everyRow(house.product.database));
    const open: string[] = [];
    for (const route of routes) {
      const response = await ask(lis, route);
      const text = await read(response);
      const told = text.includes("Zif") || text.includes(bo.id);
      const done = about(route.path) && response.status < 400;
      if (told || done) open.push(`${route.method} ${route.path}: ${response.status}${told ? ", tells" : ""}`);
    }
    expect(open).toEqual([]);
    // each kind of thing was denied by the rule that decided, and nothing else is said
    const denied = await deniedIn(house.product.database);
    expect([...new Set(denied.map((it) => it.replace(`${stranger.id} `, "")))].sort()).toEqual([
      "alert: not-on-duty",
      ...["close own-citizen", "copy never", "erase never", "move never"].map((it) => `citizen: behandler: ${it}`),
      ...["relate never", "reopen own-citizen", "set-profile own-citizen"].map((it) => `citizen: behandler: ${it}`),
      "citizen: not-tied",
      "numbers: no-numbers",
      "outcome: kept-private",
      ...["add-staff", "add-unit", "hand-over", "see-people", "set-duty"].map((it) => `people: behandler: ${it} never`),
    ]);
    expect(without(await everyRow(house.product.database))).toEqual(before);
    expect(routes.filter(({ path }) => about(path)).length).toBeGreaterThan(40);
  }, 120_000);
});

describe("what a citizen wrote", () => {
  it("is text on every page of the console, and no markup", async () => {
    const mette = console.as(house.staff);
    let shown = 0;
    for (const route of routes.filter(({ method }) => method === "GET")) {
      if (/print\.pdf|media|photo|assets/.test(route.path)) continue;
      const text = await read(await ask(mette, route));
      if (text.includes("&lt;i onclick")) shown += 1;
      expect([route.path, text.includes("<i onclick"), text.includes("--</script>")]).toEqual([
        route.path,
        false,
        false,
      ]);
    }
    expect(shown).toBeGreaterThan(5);
  }, 120_000);
});
