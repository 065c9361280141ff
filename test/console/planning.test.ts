import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addStaff } from "../../src/store/people.ts";
import { schedulesOf } from "../../src/store/schedules.ts";
import { launchBrowser } from "../support/browser.ts";
import { expectAccessible, PHONE } from "../support/chat-page.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { openConsole, type TestConsole, type Visitor } from "./console.ts";
import { openSite } from "./site.ts";

let installation: Installation;
let console: TestConsole;
let mette: Visitor;
beforeAll(async () => {
  installation = await openInstallation();
  console = openConsole(installation);
  mette = console.as(installation.staff);
});
afterAll(() => installation?.close());

const WEEKLY = { when: "weekly", weekday: "FR", "weekly-time": "10:30", until: "2026-12-24" };
const plansOf = ({ id }: TestCitizen) => schedulesOf(installation.product.database, id);
const pathOf = ({ id }: TestCitizen) => `/staff/citizens/${id}`;
const send = (citizen: TestCitizen, form: Record<string, string>) =>
  mette.post(`${pathOf(citizen)}/send/opfoelgning`, form);

describe("sending at a time", () => {
  test("each week makes a plan until its last day; nothing is sent now", async () => {
    const bo = await installation.newCitizen("Bo");
    const response = await send(bo, WEEKLY);
    expect([response.status, response.headers.get("location")]).toEqual([303, `${pathOf(bo)}?done=planned`]);
    expect(await plansOf(bo)).toMatchObject([
      {
        flow: "opfoelgning",
        by: installation.staff.id,
        rule: "FREQ=WEEKLY;BYDAY=FR;BYHOUR=10;BYMINUTE=30;UNTIL=20261224",
        holidays: "skip",
        nextAt: new Date("2026-11-20T09:30:00Z"),
      },
    ]);
    expect((await bo.state()).offers).toEqual([]);
  });

  test("on a day makes a plan of once", async () => {
    const bo = await installation.newCitizen("Bo");
    await send(bo, { when: "once", day: "2026-12-25", time: "18:00" });
    expect(await plansOf(bo)).toMatchObject([{ start: "2026-12-25T18:00:00", holidays: "keep" }]);
  });

  test.each([
    ["no day", { when: "once", time: "10:00" }, "Vælg en dag og et klokkeslæt"],
    ["a day that has gone", { when: "once", day: "2026-11-19", time: "10:00" }, "Vælg en dag og et klokkeslæt"],
    ["a day that is none", { when: "once", day: "2026-02-30", time: "10:00" }, "Vælg en dag og et klokkeslæt"],
    ["an hour that is none", { ...WEEKLY, "weekly-time": "25:00" }, "Vælg en dag og et klokkeslæt"],
    ["no weekday", { when: "weekly", "weekly-time": "10:00" }, "Sæt kryds ved mindst 1 dag."],
  ])("plans nothing with %s, says so, and keeps what was chosen", async (_, form, text) => {
    const bo = await installation.newCitizen("Bo");
    const response = await send(bo, form);
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain(text);
    expect(page).toContain(`name="when" value="${form.when}" checked`);
    expect(await plansOf(bo)).toEqual([]);
  });
});

describe("the plan on the citizen's page", () => {
  test("shows seven days with pictures and holidays, and what was not done", async () => {
    const bo = await installation.newCitizen("Bo");
    await send(bo, WEEKLY);
    const { database } = installation.product;
    const [plan] = await plansOf(bo);
    const row = (at: string, state: string) =>
      database.pool.query("insert into occurrence (schedule_id, at, assignment_id, state) values ($1, $2, $3, $4)", [
        ...[plan!.id, at, `${plan!.id}-${at}`, state],
      ]);
    await row("2026-11-13T09:30:00Z", "sent");
    await row("2026-11-14T09:30:00Z", "waiting");
    await row("2026-11-15T09:30:00Z", "missed");
    const page = await mette.page(pathOf(bo));
    expect(page.match(/<li class="(busy|free)">/g)).toHaveLength(7);
    expect(page).toMatch(/<h3>fredag 20\. november<\/h3>[\s\S]{0,200}<img[\s\S]{0,200}Kl\. 10\.30 Hvordan går det/);
    expect(page).toContain("Hver fredag.");
    for (const said of ["Sendt fredag 13.", "Ikke sendt lørdag 14.", "Ikke sendt søndag 15."])
      expect(page).toContain(said);
    await send(bo, { ...WEEKLY, holidays: "keep", until: "" });
    installation.clock.pass({ days: 33 });
    const christmas = await mette.page(pathOf(bo));
    installation.clock.pass({ days: -33 });
    expect(christmas).toContain("Juledag");
  });

  test("pauses, goes on and stops", async () => {
    const bo = await installation.newCitizen("Bo");
    await send(bo, WEEKLY);
    const at = `${pathOf(bo)}/schedules/${(await plansOf(bo))[0]?.id}`;
    await mette.post(`${at}/pause`, { from: "2026-11-20", to: "2026-11-27" });
    expect(await plansOf(bo)).toMatchObject([{ nextAt: new Date("2026-12-04T09:30:00Z") }]);
    expect(await mette.page(pathOf(bo))).toContain("Pause fra fredag 20. november til fredag 27. november");
    await mette.post(`${at}/resume`);
    expect(await plansOf(bo)).toMatchObject([{ nextAt: new Date("2026-11-20T09:30:00Z") }]);
    for (const [from, to] of [
      ["2026-11-27", "2026-11-20"],
      ["2026-11-01", "2026-11-02"],
      ["2026-11-20", "2026-11-31"],
    ] as const) {
      const wrong = await mette.post(`${at}/pause`, { from, to });
      expect(await mette.page(wrong.headers.get("location")!)).toContain("Pausen er ikke sat.");
    }
    await mette.post(`${at}/stop`);
    expect(await plansOf(bo)).toEqual([]);
    expect((await mette.post(`${at}/stop`)).status).toBe(404);
  });

  test("is not there for others than who made it", async () => {
    const bo = await installation.newCitizen("Bo");
    await send(bo, WEEKLY);
    const [plan] = await plansOf(bo);
    const unit = installation.unit.id;
    const ida = await addStaff(installation.product.database, { name: "Ida", role: "behandler", unit });
    const path = `${pathOf(bo)}/schedules/${plan?.id}/stop`;
    expect((await console.as(ida).post(path)).status).toBe(404);
    const other = await installation.newCitizen("Per");
    expect((await mette.post(`${pathOf(other)}/schedules/${plan?.id}/stop`)).status).toBe(404);
    expect(await plansOf(bo)).toHaveLength(1);
  });
});

describe.each([true, false])("in a browser, scripts: %s", (javaScriptEnabled) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  test("a check-in each week is planned and paused on a phone", async () => {
    const bo = await installation.newCitizen("Bo");
    const site = await openSite(installation, bo);
    const context = await browser.newContext({ viewport: PHONE, baseURL: site.url, javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(`${pathOf(bo)}/send/opfoelgning`);
    expect(await page.getByRole("checkbox", { name: "fredag" }).isVisible()).toBe(false);
    await page.getByRole("radio", { name: "Hver uge" }).check();
    await page.getByRole("checkbox", { name: "mandag" }).check();
    await page.getByRole("checkbox", { name: "fredag" }).check();
    await page.locator('input[name="weekly-time"]').fill("10:30");
    if (javaScriptEnabled) await expectAccessible(page, "sending each week");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("Øvelsen står nu i planen.").waitFor();
    if (javaScriptEnabled) await expectAccessible(page, "the plan");
    await page.getByText("Pause (ferie)").click();
    if (javaScriptEnabled) await expectAccessible(page, "the pause");
    await page.getByLabel("Fra og med").fill("2026-11-23");
    await page.getByLabel("Til og med").fill("2026-11-30");
    await page.getByRole("button", { name: "Sæt på pause" }).click();
    await page.getByText("Pause fra mandag 23. november til mandag 30. november").waitFor();
    await context.close();
    await site.close();
  });
});
