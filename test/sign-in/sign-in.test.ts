import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StaffRole } from "../../src/model/staff.ts";
import { addStaff } from "../../src/store/people.ts";
import { freePort } from "../start/program.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { launchBrowser } from "../support/browser.ts";
import { expectAccessible } from "../support/chat-page.ts";
import { deniedIn } from "../support/denied.ts";
import { type Issuer, startIssuer } from "../support/oidc.ts";
import { type Browsing, startBrowsing } from "../support/visit.ts";

const MINUTE_MS = 60_000;
const ACCOUNTS = {
  mette: { oid: "oid-mette", groups: ["g-behandler"] },
  lene: { oid: "oid-lene", groups: ["g-behandler"] },
  stranger: { oid: "oid-stranger", groups: ["g-behandler"] },
};
const COOKIE = "skridt-staff";

let issuer: Issuer;
let app: TestApp;
let time = Date.now();
const staff: Record<string, string> = {};

beforeAll(async () => {
  const port = await freePort();
  issuer = await startIssuer(`http://127.0.0.1:${port}`, ACCOUNTS);
  const OIDC_GROUPS = "g-behandler=behandler, g-leder=leder";
  const environment = { ...issuer.environment, PORT: String(port), OIDC_CLAIM: "oid", OIDC_GROUPS };
  app = await startTestApp({ environment, now: () => new Date(time) });
  const { id: unit } = await app.product.database.db.selectFrom("unit").select("id").executeTakeFirstOrThrow();
  const add = async (name: string, role: StaffRole) => {
    staff[name] = (await addStaff(app.product.database, { name, role, unit, aad: `oid-${name}` })).id;
  };
  await add("mette", "behandler");
  // her group allows what a behandler may, and she is a leder here
  await add("lene", "leder");
});
afterAll(async () => {
  await app?.stop();
  await issuer?.away();
});
beforeEach(async () => {
  time = Date.now();
  await app.product.database.db.deleteFrom("staff_session").execute();
});

/** From our link to the issuer and back; whoever is named taps their button there. */
async function signIn(browser: Browsing, as: string, path = "/staff/sign-in"): Promise<Response> {
  const asked = await browser.get(app.url + path);
  if (asked.url.startsWith(app.url)) return asked;
  return await browser.get(`${asked.url}?as=${as}`);
}

async function signedIn(as = "mette"): Promise<Browsing> {
  const browser = startBrowsing();
  expect((await signIn(browser, as)).status).toBe(200);
  return browser;
}

const statusOf = async (browser: Browsing, path = "/staff"): Promise<number> =>
  (await browser.get(app.url + path, false)).status;
const cookieOf = (browser: Browsing): string => browser.cookies(app.url).get(COOKIE) ?? "";

describe("the way in", () => {
  it("leads by the issuer to the page one came for, signed in as the staff list says", async () => {
    const browser = startBrowsing();
    const closed = await browser.get(`${app.url}/staff/guides?x=1`);
    expect(closed.status).toBe(401);
    const [, link = ""] = /href="(\/staff\/sign-in[^"]*)"/.exec(await closed.text()) ?? [];
    const page = await signIn(browser, "mette", link);
    expect([page.status, page.url]).toEqual([200, `${app.url}/staff/guides`]);
    expect(await page.text()).toContain("mette, behandler");
    expect(app.logged.join("")).toContain(`"staff":"${staff.mette}","method":"oidc"`);
  });

  it("asks with PKCE, a state and a nonce that are new each time", async () => {
    const asked = await Promise.all([1, 2].map(async () => startBrowsing().get(`${app.url}/staff/sign-in`, false)));
    const [one, two] = asked.map((it) => new URL(it.headers.get("location") ?? "").searchParams);
    expect(one!.get("code_challenge_method")).toBe("S256");
    for (const name of ["state", "nonce", "code_challenge"]) {
      expect(one!.get(name)).toMatch(/^[\w-]{43}$/);
      expect(one!.get(name)).not.toBe(two!.get(name));
    }
  });

  it.each([
    "https://example.org/",
    "//example.org/staff/",
    "/staff/..//example.org",
    "/staff/../c",
    "/c",
    "javascript:x",
  ])("leads to no other place than the console (%s)", async (to) => {
    const page = await signIn(startBrowsing(), "mette", `/staff/sign-in?to=${encodeURIComponent(to)}`);
    expect(page.url).toBe(`${app.url}/staff`);
  });

  it("is shut with one kind page to who is not on the staff list, and to whom no group allows their role", async () => {
    const pages = await Promise.all(
      ["stranger", "lene"].map(async (name) => {
        const browser = startBrowsing();
        const page = await signIn(browser, name);
        expect([page.status, cookieOf(browser), await statusOf(browser)]).toEqual([403, "", 401]);
        return await page.text();
      }),
    );
    expect(pages[0]).toContain("Du har ikke adgang til Skridt");
    expect(pages[1]).toBe(pages[0]);
    const logged = app.logged.join("");
    expect(logged).toContain("not on the staff list");
    expect(logged).toContain("no group allows the role");
    expect(logged).not.toContain("stranger");
    expect((await deniedIn(app.product.database)).sort()).toEqual(
      [`${staff.lene} entry: no-group-for-role`, "stranger:sign-in entry: not-on-staff-list"].sort(),
    );
  });

  it("takes an answer only in the browser that asked, and only once", async () => {
    const browser = startBrowsing();
    const asked = await browser.get(`${app.url}/staff/sign-in`);
    let at = `${asked.url}?as=mette`;
    while (!at.startsWith(app.url)) at = (await browser.get(at, false)).headers.get("location") ?? "";
    const other = startBrowsing();
    await other.get(`${app.url}/staff/sign-in`, false);
    for (const it of [startBrowsing(), other]) expect((await it.get(at)).status).toBe(401);
    const before = browser.copy();
    expect((await browser.get(at)).status).toBe(200);
    for (const it of [browser, before]) expect((await it.get(at)).status).toBe(401);
    const forged = new URL(at);
    forged.searchParams.set("state", "forged");
    expect((await before.get(forged.href)).status).toBe(401);
    expect(await deniedIn(app.product.database)).toContain("stranger:sign-in entry: not-vouched-for");
  });

  it("gives a new secret and ends the one from before, which may be somebody else's", async () => {
    const attacker = await signedIn();
    const victim = startBrowsing();
    victim.cookies(app.url).set(COOKIE, cookieOf(attacker));
    await signIn(victim, "mette");
    expect(cookieOf(victim)).not.toBe(cookieOf(attacker));
    expect([await statusOf(victim), await statusOf(attacker)]).toEqual([200, 401]);
  });

  it("says so when the issuer is away; who is in already stays in", async () => {
    const inside = await signedIn();
    await issuer.away();
    // what the issuer said of itself an hour ago still does; its door does not answer
    const browser = startBrowsing();
    const asked = await browser.get(`${app.url}/staff/sign-in`, false);
    const { state } = Object.fromEntries(new URL(asked.headers.get("location") ?? "").searchParams);
    const back = await browser.get(
      `${app.url}/staff/sign-in/callback?code=x&state=${state}&iss=${encodeURIComponent(issuer.environment.OIDC_ISSUER ?? "")}`,
    );
    expect([back.status, await back.text()]).toEqual([503, expect.stringContaining("Log ind virker ikke lige nu")]);
    expect(await statusOf(inside)).toBe(200);
    await issuer.listen();
    expect((await signIn(startBrowsing(), "mette")).status).toBe(200);
  });
});

describe("a session", () => {
  it("is kept by a hash, in a cookie that no script reads", async () => {
    const browser = startBrowsing();
    const asked = await browser.get(`${app.url}/staff/sign-in`);
    let response = await browser.get(`${asked.url}?as=mette`, false);
    while (!(response.headers.get("set-cookie") ?? "").includes(`${COOKIE}=`)) {
      response = await browser.get(response.headers.get("location") ?? "", false);
    }
    const line = response.headers.getSetCookie().find((it) => it.startsWith(COOKIE));
    expect(line).toMatch(/^skridt-staff=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const rows = await app.product.database.db.selectFrom("staff_session").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(cookieOf(browser));
  });

  it("ends after 30 minutes without doing anything; a page that fetches itself keeps nobody in", async () => {
    const browser = await signedIn();
    const fresh = () =>
      fetch(`${app.url}/staff`, { headers: { cookie: `${COOKIE}=${cookieOf(browser)}`, "hx-target": "div#fresh" } });
    time += 14 * MINUTE_MS;
    expect((await fresh()).status).toBe(200);
    time += 15 * MINUTE_MS;
    expect((await fresh()).status).toBe(200);
    time += 2 * MINUTE_MS;
    expect((await fresh()).status).toBe(401);
    expect(await statusOf(browser)).toBe(401);
  });

  it("ends after 10 hours, also of somebody who is busy", async () => {
    const browser = await signedIn();
    for (let minutes = 0; minutes < 600; minutes += 20) {
      expect(await statusOf(browser)).toBe(200);
      time += 20 * MINUTE_MS;
    }
    expect(await statusOf(browser)).toBe(401);
  });

  it("changes its secret now and then; the old one is good for a moment only", async () => {
    const browser = await signedIn();
    const [before, old] = [cookieOf(browser), browser.copy()];
    time += 14 * MINUTE_MS;
    await statusOf(browser);
    expect(cookieOf(browser)).toBe(before);
    time += 2 * MINUTE_MS;
    await statusOf(browser);
    expect(cookieOf(browser)).not.toBe(before);
    const late = old.copy();
    expect([await statusOf(old), cookieOf(old)]).toEqual([200, before]);
    time += 2 * MINUTE_MS;
    expect([await statusOf(late), await statusOf(browser)]).toEqual([401, 200]);
  });

  it("changes once when two requests come at the same moment, and both are answered", async () => {
    const browser = await signedIn();
    time += 16 * MINUTE_MS;
    const both = [browser, browser.copy()];
    expect(await Promise.all(both.map((it) => statusOf(it)))).toEqual([200, 200]);
    expect(new Set(both.map(cookieOf)).size).toBe(2);
  });

  it("ends at once when somebody has left, or is something else here than their group allows", async () => {
    const { db } = app.product.database;
    const browser = await signedIn();
    const change = (row: object) => db.updateTable("staff").set(row).where("id", "=", staff.mette!).execute();
    await change({ role: "leder" });
    expect(await statusOf(browser)).toBe(401);
    await change({ role: "behandler" });
    expect(await statusOf(browser)).toBe(200);
    await change({ left_at: new Date(time) });
    expect([await statusOf(browser), await statusOf(browser, "/staff/events")]).toEqual([401, 401]);
    await change({ left_at: null });
  });
});

describe("the way out", () => {
  it("ends the session, and leads on to the issuer's own sign-out", async () => {
    const browser = await signedIn();
    const before = browser.copy();
    const out = await browser.post(`${app.url}/staff/sign-out`);
    expect([out.status, cookieOf(browser)]).toEqual([200, ""]);
    const [, end = ""] = /^0; url=(.*)$/.exec(out.headers.get("refresh") ?? "") ?? [];
    expect(end).toContain(`${issuer.environment.OIDC_ISSUER}/session/end`);
    expect(await out.text()).toContain("Du er logget ud");
    expect(await statusOf(before)).toBe(401);
  });

  it("is there for one's other places, one by one or all at once, and for nobody else's", async () => {
    const [here, there, third] = [await signedIn(), await signedIn(), await signedIn()];
    const page = await (await here.get(`${app.url}/staff/sessions`)).text();
    expect(page.match(/<li class="device">/g)).toHaveLength(3);
    expect(page.match(/\(her\)/g)).toHaveLength(1);
    const { id } = await app.product.database.db
      .selectFrom("staff_session")
      .select("id")
      .orderBy("begun_at")
      .offset(1)
      .executeTakeFirstOrThrow();
    const ended = await here.post(`${app.url}/staff/sessions/${id}/end`);
    expect([ended.status, (await here.post(`${app.url}/staff/sessions/${id}/end`)).status]).toEqual([303, 404]);
    await here.post(`${app.url}/staff/sessions/end-all`);
    expect(await Promise.all([here, there, third].map((it) => statusOf(it)))).toEqual([401, 401, 401]);
  });

  it("is not opened by another site's page", async () => {
    const browser = await signedIn();
    const cookie = `${COOKIE}=${cookieOf(browser)}`;
    const headers = { cookie, origin: "https://example.org" };
    const out = await fetch(`${app.url}/staff/sign-out`, { method: "POST", headers, body: new URLSearchParams() });
    expect([out.status, await statusOf(browser)]).toEqual([403, 200]);
  });
});

it("goes the whole way in and out in a browser, on pages that are accessible", async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ baseURL: app.url, locale: "da-DK" });
    await page.goto("/staff/guides");
    await expectAccessible(page, "closed");
    await page.getByRole("link", { name: "Log ind" }).click();
    await page.getByRole("link", { name: "mette" }).click();
    await page.waitForURL("**/staff/guides");
    await page.getByRole("link", { name: "Log ud" }).click();
    await page.getByText("Chrome, Linux").waitFor();
    await expectAccessible(page, "sessions");
    await page.getByRole("button", { name: "Log ud", exact: true }).click();
    // by itself on to the issuer, which asks once more
    await page.getByRole("button", { name: "Yes" }).click();
    await page.waitForURL("**/staff/signed-out");
    await expectAccessible(page, "signed out");
    await page.getByRole("link", { name: "Log ind igen" }).click();
    await page.getByRole("link", { name: "stranger" }).click();
    await page.getByText("Din konto er ikke åbnet for Skridt.").waitFor();
    await page.getByRole("link", { name: "Log ind som en anden" }).click();
    // signed in there, and asked nevertheless
    await page.getByRole("link", { name: "mette" }).click();
    await page.getByText("mette, behandler").waitFor();
  } finally {
    await browser.close();
  }
});
