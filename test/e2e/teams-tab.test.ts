import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { launchBrowser } from "../support/browser.ts";
import { freePort } from "../support/free-port.ts";
import { AAD } from "../support/teams/activities.ts";
import { CLIENT_ID, type Signers, signers, TENANT_ID } from "../support/teams/tokens.ts";

const SCREENSHOTS = join(import.meta.dirname, "screenshots");
const PUBLIC_URL = "https://skridt.example.dk";
const TEAMS = "https://teams.microsoft.com";

let ms: Signers;
let app: TestApp;
let browser: Browser;
let port: number;
beforeAll(async () => {
  [ms, port, browser] = await Promise.all([
    signers(),
    freePort(),
    launchBrowser(),
    mkdir(SCREENSHOTS, { recursive: true }),
  ]);
  const environment = { CLIENT_ID, CLIENT_SECRET: "never-shown", TENANT_ID, PUBLIC_URL, PORT: String(port) };
  app = await startTestApp({ environment });
  await app.product.database.db.updateTable("staff").set({ aad: AAD }).where("id", "=", app.staff).execute();
  await app.newCitizen({ name: "Ole" });
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  ms?.close();
});

/** As much of Teams as a tab meets: it shows the page inside its own, says that it is Teams, and gives the token. */
const shell = (token: string): string => `<!doctype html><title>Teams</title>
<iframe src="${PUBLIC_URL}/staff/teams" style="width:100%;height:95vh;border:0"></iframe>
<script>
  const answers = {
    initialize: ["content", "web", JSON.stringify({ apiVersion: 4, supports: {} }), "2.58.0"],
    "authentication.getAuthToken": [true, ${JSON.stringify(token)}],
  };
  addEventListener("message", ({ data, source, origin }) => {
    const args = answers[data.func];
    if (args) source.postMessage({ id: data.id, uuid: data.uuid, args }, origin);
  });
</script>`;

/** The network of a browser that knows these two places alone. */
async function inTeams(page: Page, token: string): Promise<string[]> {
  const elsewhere: string[] = [];
  await page.route("**/*", async (route) => {
    const url = new URL(route.request().url());
    if (url.origin === TEAMS) return await route.fulfill({ contentType: "text/html", body: shell(token) });
    // what never ends cannot be passed on
    if (url.origin === PUBLIC_URL && !url.pathname.endsWith("/events")) {
      const response = await route.fetch({
        url: `http://127.0.0.1:${port}${url.pathname}${url.search}`,
        maxRedirects: 0,
      });
      return await route.fulfill({ response });
    }
    if (url.origin !== PUBLIC_URL) elsewhere.push(url.href);
    return await route.abort();
  });
  await page.goto(TEAMS);
  return elsewhere;
}

it("shows the console inside Teams, signed in, and loads nothing from elsewhere", async () => {
  const claims = { tid: TENANT_ID, oid: AAD, scp: "access_as_user", azp: "5e3ce6c0-2b1f-4285-8d4b-75ee78787346" };
  const token = await ms.token({
    iss: `https://login.microsoftonline.com/${TENANT_ID}/v2.0`,
    aud: CLIENT_ID,
    ...claims,
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const elsewhere = await inTeams(page, token);
  const tab = page.frameLocator("iframe");
  await tab.getByText("Maria, behandler").waitFor({ timeout: 30_000 });
  await tab.getByRole("link", { name: "Ole" }).first().click();
  await tab.getByRole("heading", { name: "Ole", level: 1 }).waitFor();
  await page.screenshot({ path: join(SCREENSHOTS, "10-tab.png") });
  expect(elsewhere).toEqual([]);
});
