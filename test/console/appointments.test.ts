import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appointmentsOf } from "../../src/store/appointments.ts";
import { getMedia } from "../../src/store/media.ts";
import { addStaff } from "../../src/store/people.ts";
import { schedulesOf } from "../../src/store/schedules.ts";
import { launchBrowser } from "../support/browser.ts";
import { expectAccessible, PHONE } from "../support/chat-page.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { HOST, openConsole, type TestConsole, type Visitor } from "./console.ts";
import { complete } from "./exercise.ts";
import { openSite } from "./site.ts";

/** The installation's clock stands at ten on Friday 20 November. */
let installation: Installation;
let console: TestConsole;
let mette: Visitor;
beforeAll(async () => {
  installation = await openInstallation();
  console = openConsole(installation);
  mette = console.as(installation.staff);
});
afterAll(() => installation?.close());

const FORM = { day: "2026-11-27", time: "13:00", minutes: "45", place: "Rådhuset, 2. sal", picture: "home" };
const pathOf = ({ id }: TestCitizen) => `/staff/citizens/${id}`;
const allOf = ({ id }: TestCitizen) =>
  appointmentsOf(installation.product.database, id, new Date("2026-11-01T00:00:00Z"));
const make = (citizen: TestCitizen, form: Record<string, string> = {}) =>
  mette.post(`${pathOf(citizen)}/appointments/new`, { ...FORM, staff: installation.staff.id, ...form });

describe("an appointment", () => {
  test("is made, and stands on the citizen's page and in the plan, with what is asked around it", async () => {
    const bo = await installation.newCitizen("Bo");
    const made = await make(bo, { others: "Ole og Ida" });
    const [appointment] = await allOf(bo);
    expect(made.headers.get("location")).toBe(`${pathOf(bo)}/appointments/${appointment?.id}?done=made`);
    expect(appointment).toMatchObject({
      ...{ at: new Date("2026-11-27T12:00:00Z"), minutes: 45, place: FORM.place, look: { picture: "home" } },
      ...{ staff: [installation.staff.id], others: ["Ole", "Ida"], by: installation.staff.id },
    });
    const page = await mette.page(pathOf(bo));
    expect(page).toContain("fredag 27. november kl. 13.00");
    expect(page).toContain("Med: Mette, Ole og Ida");
    expect(page).toContain("Kl. 10.00 Min samtale");
    expect(page).not.toContain("/schedules/");
    expect((await schedulesOf(installation.product.database, bo.id)).map(({ flow }) => flow)).toEqual([
      "samtale-forbered",
      "samtale-forbered",
      "efter-samtalen",
    ]);
  });

  test.each([
    ["a time that has gone", { day: "2026-11-19" }, "der ikke er gået"],
    ["a day that is none", { day: "2026-11-31" }, "der ikke er gået"],
    ["no place", { place: " " }, "Skriv stedet"],
    ["a civil registration number", { place: "010203-1234" }, "CPR-nummer"],
    ["one among the names", { others: "Ole 0102031234" }, "CPR-nummer"],
    ["five names", { others: "A, B, C, D, E" }, "højst 4 fornavne"],
  ] as [string, Partial<typeof FORM> & { others?: string }, string][])(
    "is not made with %s, says so, and keeps what was written",
    async (_, form, text) => {
      const bo = await installation.newCitizen("Bo");
      const response = await make(bo, form);
      const page = await response.text();
      expect([response.status, await allOf(bo)]).toEqual([422, []]);
      expect(page).toContain(text);
      expect(page).toContain(`value="${form.day ?? FORM.day}"`);
    },
  );

  test("shows a photo of the place, sized down and without where it was taken; nobody else's", async () => {
    const bo = await installation.newCitizen("Bo");
    const raw = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: "#336699" } })
      .withExif({ IFD0: { Copyright: "secret" } })
      .jpeg()
      .toBuffer();
    const body = new FormData();
    for (const [name, value] of Object.entries(FORM)) body.set(name, value);
    body.set("photo", new File([new Uint8Array(raw)], "x.jpg", { type: "image/jpeg" }));
    const headers = { host: HOST, origin: `https://${HOST}` };
    mette = console.as(installation.staff);
    await mette.get("/staff");
    await console.app.request(`https://${HOST}${pathOf(bo)}/appointments/new`, { method: "POST", headers, body });
    const [made] = await allOf(bo);
    const { database } = installation.product;
    const stored = await getMedia(database, bo.id, (made!.look as { photo: string }).photo);
    const { width, exif } = await sharp(stored!.bytes).metadata();
    expect([width, exif]).toEqual([1600, undefined]);
    expect((await mette.get(`${pathOf(bo)}/appointments/${made?.id}/photo`)).headers.get("content-type")).toBe(
      "image/jpeg",
    );
    const other = await installation.newCitizen("Per");
    expect((await mette.get(`${pathOf(other)}/appointments/${made?.id}/photo`)).status).toBe(404);
    const ida = await addStaff(database, { name: "Ida", role: "behandler", unit: installation.unit.id });
    expect((await console.as(ida).get(`${pathOf(bo)}/appointments/${made?.id}`)).status).toBe(404);
  });

  test("is moved, cancelled, and told about after its time", async () => {
    const bo = await installation.newCitizen("Bo");
    await make(bo);
    const path = `${pathOf(bo)}/appointments/${(await allOf(bo))[0]?.id}`;
    expect((await mette.post(`${path}/move`, { ...FORM, day: "2026-11-01" })).status).toBe(422);
    await mette.post(`${path}/move`, { ...FORM, day: "2026-11-21", time: "09:30", minutes: "30" });
    expect(await mette.page(path)).toContain("Flyttet fra fredag 27. november kl. 13.00");
    installation.clock.pass({ days: 1, hours: 1 });
    expect(await mette.page(pathOf(bo))).toContain("Hvordan gik det?");
    await mette.post(`${path}/became`, { became: "not-come" });
    expect(await mette.page(path)).toContain("Borgeren kom ikke.");
    expect(await mette.page(pathOf(bo))).not.toContain("Hvordan gik det?");
    installation.clock.pass({ days: -1, hours: -1 });
    await mette.post(`${path}/cancel`);
    expect(await mette.page(pathOf(bo))).toContain("Der er ingen aftaler.");
    expect(await schedulesOf(installation.product.database, bo.id)).toEqual([]);
  });

  test("has what the citizen prepared and showed as its agenda, and nothing else", async () => {
    const bo = await installation.newCitizen("Bo");
    await make(bo);
    const path = `${pathOf(bo)}/appointments/${(await allOf(bo))[0]?.id}`;
    await complete(installation, bo, "samtale-forbered", { release: false });
    expect(await mette.page(path)).toContain("Her kommer det, som Bo");
    await bo.tap("close");
    await complete(installation, bo, "samtale-forbered", { release: true });
    const page = await mette.page(path);
    expect(page).toMatch(/<img class="sheet-picture"[^>]*alt="[^"]*27\. november 2026/);
    expect(page).toContain("Borgeren forberedte sig i dag kl. 10.00");
    expect(page).toContain(`${pathOf(bo)}/send/samtale-kontakt`);
  });

  test("can be what an exercise follows", async () => {
    const bo = await installation.newCitizen("Bo");
    const form = { when: "talk", "talk-days": "-1", "talk-time": "15:30" };
    expect((await mette.post(`${pathOf(bo)}/send/opfoelgning`, form)).status).toBe(422);
    expect(await mette.page(`${pathOf(bo)}/send/opfoelgning`)).not.toContain('value="talk"');
    await make(bo);
    expect(await mette.page(`${pathOf(bo)}/send/opfoelgning`)).toContain(
      "Ved næste aftale (fredag 27. november kl. 13.00)",
    );
    await mette.post(`${pathOf(bo)}/send/opfoelgning`, form);
    const plans = await schedulesOf(installation.product.database, bo.id);
    expect(plans.find(({ flow }) => flow === "opfoelgning")?.nextAt).toEqual(new Date("2026-11-26T14:30:00Z"));
    expect(await mette.page(pathOf(bo))).toContain("Følger en aftale.");
  });
});

test("on a phone an appointment is made, and the citizen sees it in their week", async () => {
  const bo = await installation.newCitizen("Bo");
  const site = await openSite(installation, bo);
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: PHONE, baseURL: site.url });
  const page = await context.newPage();
  await page.goto("/");
  await page.goto("/c");
  await page.getByRole("link", { name: "Min uge" }).click();
  await page.getByText("Her er ingen planer endnu.").waitFor();
  await expectAccessible(page, "an empty week");
  await page.goto(pathOf(bo));
  await page.getByRole("link", { name: "Ny aftale" }).click();
  await page.getByLabel("Dag", { exact: true }).fill("2026-11-23");
  await page.getByLabel("Klokken", { exact: true }).fill("13:00");
  await page.getByLabel("Hvor?").fill("Rådhuset, 2. sal");
  await page.getByRole("radio", { name: "Hos behandleren" }).check();
  await page.getByLabel("Andre (fornavne)").fill("Ole");
  await expectAccessible(page, "a new appointment");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  await page.getByRole("button", { name: "Lav aftalen" }).click();
  await page.getByText("Aftalen er lavet.").waitFor();
  await page.getByText("Flyt", { exact: true }).click();
  await expectAccessible(page, "an appointment");
  await page.goto(pathOf(bo));
  await page.goto("/c");
  await page.goto("/c/week");
  await page.getByText("Sted: Rådhuset, 2. sal").waitFor();
  expect(await page.locator("#card").getAttribute("data-aloud")).toContain(
    "mandag 23. november. Klokken 13.00: Samtale. Sted: Rådhuset, 2. sal. Med: Mette og Ole.",
  );
  await expectAccessible(page, "the week");
  await page.getByRole("link", { name: "Til din chat" }).click();
  await page.locator("#question").waitFor();
  await browser.close();
  await site.close();
});
