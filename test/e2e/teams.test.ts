import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addDuty } from "../../src/store/duty.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { launchBrowser } from "../support/browser.ts";
import { enter, leadingOn, newPhone, tap } from "../support/chat-page.ts";
import { freePort } from "../support/free-port.ts";
import { type Chat, chatOn, PLAYGROUND_AAD, type Playground, startPlayground } from "../support/teams/playground.ts";

/** A browser, the Playground and the product on a machine that has other work. */
const PATIENCE_MS = 25_000;
/** What was seen, kept for whoever wants to look; not in the repository. */
const SCREENSHOTS = join(import.meta.dirname, "screenshots");

let app: TestApp;
let browser: Browser;
let playground: Playground;
let chat: Chat;
beforeAll(async () => {
  [app, browser] = await Promise.all([
    startTestApp({ environment: { NODE_ENV: "development" } }),
    launchBrowser(),
    mkdir(SCREENSHOTS, { recursive: true }),
  ]);
  const { db } = app.product.database;
  await db.updateTable("staff").set({ aad: PLAYGROUND_AAD }).where("id", "=", app.staff).execute();
  for (const day of ["1", "2", "3", "4", "5", "6", "7"]) {
    await addDuty(app.product.database, app.unit, { day, from: 0, to: 24 * 60, staff: app.staff, rank: 1 });
  }
  playground = await startPlayground(`${app.url}/api/messages`, await freePort());
  const page = await browser.newPage({ viewport: { width: 1280, height: 1100 } });
  chat = chatOn(page);
});
afterAll(async () => {
  await browser?.close();
  await playground?.close();
  await app?.stop();
});

const keep = async (name: string, text: string) => {
  await chat.card(text).screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
};

async function answerAll(phone: Page): Promise<void> {
  while ((await phone.locator("progress").count()) > 0) {
    await leadingOn(phone, () =>
      phone.locator("#card .choices .answer button, #card .choices .main button").first().click(),
    );
  }
}

async function say(phone: Page, words: string): Promise<void> {
  await phone.locator("details.own summary").click();
  await phone.getByLabel("Skriv her").fill(words);
  await leadingOn(phone, () => phone.getByRole("button", { name: "Send", exact: true }).click());
}

/** Turns the pages of a list until this button is on one. */
async function leafTo(text: string, button: string): Promise<void> {
  for (let page = 2; !(await chat.card(text).getByText(button, { exact: true }).isVisible()); page++) {
    await chat.press(text, "Næste");
    await chat.card(`Side ${page} af`).waitFor();
  }
}

it("takes staff from the start card to a sent exercise, its outcome, an alert and an exercise side by side", async () => {
  const { link } = await app.newCitizen({ name: "Ole" });
  await app.newCitizen({ name: "Ida" });
  const phone = await (await newPhone(browser, app.url)).newPage();
  phone.setDefaultTimeout(PATIENCE_MS);
  chat.page.setDefaultTimeout(PATIENCE_MS);
  await enter(phone, link);

  await chat.page.goto(playground.url);
  await chat.card("Mine borgere (2)").waitFor();
  await keep("1-start", "Mine borgere (2)");
  await chat.press("Mine borgere (2)", "Ole");
  await chat.press("Hvad vil du gøre?", "Send opgave");
  await chat.card("Hvilken øvelse skal Ole have?").waitFor();
  await leafTo("Hvilken øvelse skal Ole have?", "Parathed 1-5");
  await chat.press("Hvilken øvelse skal Ole have?", "Parathed 1-5");
  await chat.press("Hvad handler det om?", "Send nu");
  await keep("2-confirm", "Ja, send");
  await chat.press("Til Ole", "Ja, send");
  await chat.card("er sendt til Ole").waitFor();

  await tap(phone, "Ja");
  await answerAll(phone);
  await phone.getByText("Maria kan se dem nu.").first().waitFor();
  const outcome = "Ole, i dag";
  await chat.card(outcome).getByRole("button", { name: "Til journal" }).waitFor();
  await keep("3-outcome", outcome);
  await chat.press(outcome, "Svar");
  await chat.card("Svar til Ole").getByText("Tak", { exact: false }).first().click();
  await keep("4-reply", "Svar til Ole");
  await chat.press("Svar til Ole", "Send svaret");
  await chat.card("Sendt til Ole").waitFor();

  await tap(phone, "Færdig");
  await phone.locator("#card", { hasText: "»Tak, fordi du viste mig det.«" }).waitFor();
  for (const name of ["Øvelser", "Parathed 1-5", "Start", "3 lidt klar"]) await tap(phone, name);
  await say(phone, "jeg vil ikke leve mere");
  await chat.card("Haster: Ole").waitFor();
  await keep("5-alert", "Haster: Ole");
  await chat.press("Haster: Ole", "Jeg tager den");
  await chat.card("Du har taget den").waitFor();
  await keep("6-taken", "Du har taget den");
  await phone.getByText("Maria har sagt ja til at hjælpe.").waitFor();

  await chat.press("Du har taget den", "Forside");
  await chat.press("Mine borgere (2)", "Ida");
  await chat.press(/Ida.*Hvad vil du gøre/s, "Kør øvelse her");
  await chat.card("Hvilken øvelse laver du og Ida sammen?").waitFor();
  await leafTo("Hvilken øvelse laver du og Ida sammen?", "Parathed 1-5");
  await chat.press("Hvilken øvelse laver du og Ida sammen?", "Parathed 1-5");
  await chat.card("Begynd sammen").waitFor();
  await keep("7-begin", "Begynd sammen");
  await chat.press("Begynd sammen", "Begynd sammen");
  await chat.card("Hvem svarer?").waitFor();
  const guided = chat.card("Hvem svarer?");
  await keep("8-guided", "Hvem svarer?");
  for (let shown = await guided.innerText(); !shown.includes("Tak for dine svar"); shown = await guided.innerText()) {
    // the first of the large buttons: an answer, "that is right", "yes, send it"
    await guided.locator("div[role=button]").first().click();
    await expect.poll(() => guided.innerText(), { timeout: PATIENCE_MS }).not.toBe(shown);
  }
  expect(await guided.innerText()).toContain("Maria kan se dem nu.");
  await chat.card("Ida, i dag").getByRole("button", { name: "Til journal" }).waitFor();
  await keep("9-finished", "Ida, i dag");
});
