import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { manifestOf } from "../../src/channels/teams/package/manifest.ts";
import { resourceOf } from "../../src/sign-in/teams.ts";
import { addStaff } from "../../src/store/people.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { deniedIn } from "../support/denied.ts";
import { freePort } from "../support/free-port.ts";
import { AAD } from "../support/teams/activities.ts";
import { CLIENT_ID, type Signers, signers, TENANT_ID } from "../support/teams/tokens.ts";

const PUBLIC_URL = "https://skridt.example.dk";
const RESOURCE = `api://skridt.example.dk/botid-${CLIENT_ID}`;
const ENTRA = `https://login.microsoftonline.com/${TENANT_ID}/v2.0`;
const OTHER = "55555555-5555-4555-8555-555555555555";
/** Teams in a browser */
const TEAMS = "5e3ce6c0-2b1f-4285-8d4b-75ee78787346";
const FRAMED = /frame-ancestors https:\/\/teams\.microsoft\.com https:\/\/\*\.teams\.microsoft\.com [^;]*teams\.cloud/;
const COOKIE = "__Host-skridt-staff-tab";

let ms: Signers;
let app: TestApp;
let at: string;
let time = Date.now();
beforeAll(async () => {
  ms = await signers();
  const PORT = String(await freePort());
  at = `http://127.0.0.1:${PORT}`;
  const environment = { PORT, CLIENT_ID, CLIENT_SECRET: "never-shown", TENANT_ID, PUBLIC_URL };
  app = await startTestApp({ environment, now: () => new Date(time) });
  await addStaff(app.product.database, { name: "Karen", role: "behandler", unit: app.unit, aad: AAD });
});
afterAll(async () => {
  await app?.stop();
  ms?.close();
});
beforeEach(() => {
  time = Date.now();
});

const right = { iss: ENTRA, aud: CLIENT_ID, tid: TENANT_ID, oid: AAD, scp: "access_as_user", azp: TEAMS };

/** Teams' side of the tab: gives this token to our server, as the page does. */
async function enter(token: string, next?: string, cookie = "", type = "application/json"): Promise<Response> {
  const body = JSON.stringify({ token, next });
  const headers = { "Content-Type": type, cookie };
  return await fetch(`${at}/staff/teams/sign-in`, { method: "POST", headers, body });
}
const cookieOf = (response: Response): string =>
  response.headers.getSetCookie().find((it) => it.startsWith(COOKIE)) ?? "";
const page = (path: string, cookie = "") => fetch(`${at}${path}`, { headers: { cookie }, redirect: "manual" });
const policyOf = (response: Response): string => response.headers.get("content-security-policy") ?? "";
const signedIn = async (claims: object = {}) =>
  cookieOf(await enter(await ms.token({ ...right, ...claims }))).split(";")[0]!;

describe("the tab", () => {
  it("loads Teams' script from us, and only Teams may show it", async () => {
    const first = await page("/staff/teams?to=/staff/guides");
    expect(first.status).toBe(200);
    expect(policyOf(first)).toMatch(FRAMED);
    expect(policyOf(first)).toContain("script-src 'self'");
    const text = await first.text();
    const sources = [...text.matchAll(/<script[^>]* src="([^"]*)"/g)].map(([, src]) => src!);
    expect(sources.filter((src) => src.startsWith("/staff/teams/assets/"))).toHaveLength(2);
    for (const src of sources) expect([src, (await page(src)).status]).toEqual([src, 200]);
    expect(text).toContain('data-next="/staff/guides"');
    expect(policyOf(await page("/staff"))).toContain("frame-ancestors 'none'");
  });

  it("lets in who Entra says is there, by a cookie for that place alone", async () => {
    const entered = await enter(await ms.token(right), "/staff/guides");
    expect([entered.status, await entered.json()]).toEqual([200, { to: "/staff/guides" }]);
    const kept = cookieOf(entered);
    for (const part of ["Path=/", "HttpOnly", "Secure", "SameSite=None", "Partitioned"]) expect(kept).toContain(part);
    const [cookie] = kept.split(";");
    const console = await page("/staff", cookie);
    expect(await console.text()).toContain("Karen, behandler");
    expect(policyOf(console)).toMatch(FRAMED);
    expect(await (await page("/staff/sessions", cookie)).text()).toContain("i Teams");
    // tokens of the first version name the app by its address, and Teams by another word
    const first = { iss: `https://sts.windows.net/${TENANT_ID}/`, aud: RESOURCE, azp: undefined, appid: TEAMS };
    expect((await page("/staff", await signedIn(first))).status).toBe(200);
  });

  it("renews its cookie as one of the tab, comes back to itself when it is over, and out of it", async () => {
    const cookie = await signedIn();
    time += 20 * 60_000;
    const renewed = cookieOf(await page("/staff", cookie));
    expect(renewed).toMatch(/SameSite=None.*Partitioned/);
    const [next] = renewed.split(";");
    const out = await fetch(`${at}/staff/sign-out`, {
      ...{ method: "POST", redirect: "manual", body: new URLSearchParams() },
      headers: { cookie: next!, origin: at },
    });
    expect([out.status, out.headers.get("location")]).toEqual([303, "/staff/teams/out"]);
    expect(cookieOf(out)).toMatch(/Max-Age=0.*Partitioned/);
    expect(policyOf(await page("/staff/teams/out"))).toMatch(FRAMED);
    const over = await page("/staff/guides", next);
    expect(over.status).toBe(401);
    expect(policyOf(over)).toMatch(FRAMED);
    expect(await over.text()).toContain('href="/staff/teams?to=%2Fstaff%2Fguides"');
  });

  it("leads to no other place than the console", async () => {
    const entered = await enter(await ms.token(right), "https://evil.example/");
    expect(await entered.json()).toEqual({ to: "/staff" });
  });

  it("is known to Entra by the same name in the manifest", () => {
    const facts = {
      clientId: CLIENT_ID,
      version: "1.0.0",
      url: PUBLIC_URL,
      organisation: "",
      privacyUrl: "",
      termsUrl: "",
    };
    expect(manifestOf({ ...facts, words: (_, key) => key })).toMatchObject({
      webApplicationInfo: { id: CLIENT_ID, resource: resourceOf(PUBLIC_URL, CLIENT_ID) },
    });
  });
});

describe("nobody else gets in", () => {
  it.each<[string, object, { stranger?: boolean; expired?: boolean }?]>([
    ["signed by nobody we know", {}, { stranger: true }],
    ["that is over", {}, { expired: true }],
    ["of another tenant", { tid: OTHER }],
    ["issued by another tenant", { iss: ENTRA.replace(TENANT_ID, OTHER) }],
    ["issued by somebody else", { iss: "https://evil.example/v2.0" }],
    ["of the Bot Framework", { iss: "https://api.botframework.com" }],
    ["for another app", { aud: OTHER }],
    ["that another program of the tenant got", { azp: OTHER }],
    ["of a program, not a person", { idtyp: "app" }],
    ["without a person", { oid: undefined }],
    ["without the right to the tab", { scp: "User.Read" }],
  ])("with a token %s", async (_, claims, how = {}) => {
    const refused = await enter(await ms.token({ ...right, ...claims }, how));
    expect([refused.status, await refused.json()]).toEqual([401, { to: "/staff/teams/failed" }]);
    expect(refused.headers.getSetCookie()).toEqual([]);
  });

  it("with no token, or one that a page elsewhere sends", async () => {
    expect((await enter("hej")).status).toBe(401);
    expect((await enter((await ms.token(right)).replace(/[^.]*$/, ""))).status).toBe(401);
    const foreign = await enter(await ms.token(right), undefined, "", "text/plain");
    expect(foreign.status).toBe(403);
    expect(foreign.headers.getSetCookie()).toEqual([]);
  });

  it("who is not on the staff list, or has left; they are told so kindly", async () => {
    const unknown = await enter(await ms.token({ ...right, oid: OTHER }));
    expect([unknown.status, await unknown.json()]).toEqual([403, { to: "/staff/teams/unknown" }]);
    const kind = await page("/staff/teams/unknown");
    expect([kind.status, await kind.text()]).toEqual([403, expect.stringContaining("Spørg jeres administrator")]);
    const logged = app.logged.join("");
    for (const secret of ["never-shown", "Karen", AAD, OTHER]) expect(logged).not.toContain(secret);
    expect(await deniedIn(app.product.database)).toEqual([
      "stranger:teams entry: not-vouched-for",
      "stranger:teams entry: not-on-staff-list",
    ]);
  });
});
