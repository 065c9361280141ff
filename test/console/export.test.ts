import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportSchema } from "../../src/reports/export/json.ts";
import { addStaff, relate, type Staff } from "../../src/store/people.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { openConsole, type TestConsole, type Visitor } from "./console.ts";
import { complete } from "./exercise.ts";

let installation: Installation;
let console: TestConsole;
let mette: Visitor;
let other: Staff;
let per: TestCitizen;

const SHOWN = "det her må Mette se";
const KEPT = "det her er kun mit";

beforeAll(async () => {
  installation = await openInstallation();
  console = openConsole(installation);
  mette = console.as(installation.staff);
  const { database } = installation.product;
  other = await addStaff(database, { name: "Lis", role: "behandler", unit: installation.unit.id });
  per = await installation.newCitizen("Per Hansen");
  await relate(database, { citizen: per.id, staff: other.id, role: "behandler" });
  await complete(installation, per, "parathed", { release: true, own: [SHOWN] });
  installation.clock.pass({ hours: 24 });
  await complete(installation, per, "parathed", { release: false, own: [KEPT] });
  installation.clock.pass({ hours: 24 });
  await complete(installation, per, "foelelser", { release: true });
});
afterAll(() => installation?.close());

const at = (citizen: TestCitizen, query = "") => `/staff/citizens/${citizen.id}/export${query}`;
const file = (query: string) => at(per, `/file?${query}`);
const both = "flow=parathed&flow=foelelser";

/** The exercises in a file, and all it says. */
async function csv(visitor: Visitor, query: string): Promise<{ exercises: string[]; text: string }> {
  const text = await (await visitor.get(file(`${query}&format=csv`))).text();
  const rows = parse(text, { bom: true, columns: true }) as { exercise: string }[];
  return { exercises: [...new Set(rows.map((row) => row.exercise))], text };
}

describe("the page", () => {
  test("is one link from the citizen, and offers what the reader may read", async () => {
    expect(await mette.page(`/staff/citizens/${per.id}`)).toContain(`href="${at(per)}"`);
    const page = await mette.page(at(per));
    expect(page).toMatch(/value="foelelser" checked[\s\S]*antal: 1[\s\S]*value="parathed" checked[\s\S]*antal: 1/);
    expect(page).not.toContain("Per Hansen.");
  });

  test("says when there is nothing to read", async () => {
    const page = await console.as(other).page(at(per));
    expect(page).toContain("Der er ikke noget at hente");
    expect(page).not.toContain("<form");
  });

  test("of somebody else's citizen is not there, nor is the file", async () => {
    const lis = console.as(other);
    const bo = await installation.newCitizen("Bo");
    expect((await lis.get(at(bo))).status).toBe(404);
    expect((await lis.get(at(bo, `/file?${both}`))).status).toBe(404);
    expect((await console.as(undefined).get(file(both))).status).toBe(403);
  });
});

describe("the file", () => {
  test("R22 holds what was released to the reader and nothing that the citizen kept", async () => {
    const { exercises, text } = await csv(mette, both);
    expect(exercises).toEqual(["foelelser", "parathed"]);
    expect(text).toContain(SHOWN);
    expect(text).not.toContain(KEPT);
    expect(text).not.toContain("Per Hansen");
    const answer = await console.as(other).get(file(both));
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining("Der er ikke noget at hente")]);
  });

  test("holds the chosen exercises and days, as the days are in Denmark", async () => {
    expect((await csv(mette, "flow=foelelser")).exercises).toEqual(["foelelser"]);
    const [first, last] = ["2026-11-20", "2026-11-22"];
    expect((await csv(mette, `${both}&to=${first}`)).exercises).toEqual(["parathed"]);
    expect((await csv(mette, `${both}&from=${last}&to=${last}`)).exercises).toEqual(["foelelser"]);
  });

  test.each([
    ["csv", "skridt.csv", "text/csv; charset=utf-8"],
    ["json", "skridt.json", "application/json"],
    ["fhir", "skridt.fhir.json", "application/fhir+json"],
  ])("as %s is saved under a name that tells of nobody, and kept nowhere on the way", async (format, name, type) => {
    const response = await mette.get(file(`${both}&format=${format}`));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${name}"`);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("is what its format promises, with who answered each thing and when (R30)", async () => {
    const json = exportSchema.parse(await (await mette.get(file(`${both}&format=json`))).json());
    expect(json.sessions.map((it) => it.exercise)).toEqual(["foelelser", "parathed"]);
    const answers = json.sessions.flatMap((it) => it.answers);
    expect(answers.map((it) => it.answeredBy)).toEqual(answers.map(() => "citizen"));
    expect(json.sessions[1]!.answers.map((it) => it.answeredAt?.slice(0, 10))).toContain("2026-11-20");
    const bundle = await (await mette.get(file(`${both}&format=fhir`))).json();
    expect(bundle.entry.map((it: { resource: { resourceType: string } }) => it.resource.resourceType)).toEqual([
      "Questionnaire",
      "Questionnaire",
      "QuestionnaireResponse",
      "QuestionnaireResponse",
    ]);
  });

  test.each([
    ["days the wrong way round", `${both}&from=2026-11-22&to=2026-11-20`, "Den sidste dag"],
    ["a day that is none", `${both}&from=2026-02-30`, "Den sidste dag"],
    ["no exercise", "from=&to=", "Der er ingen resultater"],
    ["days without any", `${both}&to=2020-01-01`, "Der er ingen resultater"],
  ])("is not made of %s: the page says so and keeps what was chosen", async (_, query, said) => {
    const response = await mette.get(file(`${query}&format=fhir`));
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain(said);
    expect(page).toContain('value="fhir" checked');
    expect(page.includes('value="parathed" checked')).toBe(query.includes("flow=parathed"));
  });
});
