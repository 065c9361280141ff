import nock from "nock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addCitizen, addStaff, addUnit, relate } from "../../../src/store/people.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { deniedIn } from "../../support/denied.ts";
import { AAD, activity, tap } from "../../support/teams/activities.ts";
import { CLIENT_ID, type Signers, signers, TENANT_ID } from "../../support/teams/tokens.ts";

let ms: Signers;
let app: TestApp;
let said: { path: string; text: string; token: string }[];
beforeAll(async () => {
  ms = await signers();
  nock("https://smba.trafficmanager.net")
    .persist()
    .post(/^\/emea\/v3\/conversations\/.*\/activities$/)
    .reply(201, async (request: Request) => {
      const token = request.headers.get("authorization") ?? "";
      said.push({ path: decodeURIComponent(new URL(request.url).pathname), text: await request.text(), token });
      return { id: `m${said.length}` };
    });
  const environment = { CLIENT_ID, CLIENT_SECRET: "never-shown", TENANT_ID };
  app = await startTestApp({ environment });
  const unit = await addUnit(app.product.database, "Rusmiddelcenter Nord");
  await addStaff(app.product.database, { name: "Karen", role: "behandler", unit: unit.id, aad: AAD });
  said = [];
});
afterAll(async () => {
  await app?.stop();
  ms?.close();
});

async function bring(body: unknown, token?: string): Promise<{ status: number; body: string }> {
  const headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(`${app.url}/api/messages`, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.text() };
}

it("answers a member of staff, with the token of the bot", async () => {
  expect((await bring(activity(), await ms.token())).status).toBe(200);
  expect(said.map(({ path }) => path)).toEqual(["/emea/v3/conversations/a:1abc/activities"]);
  expect(said[0]?.token).toBe(`Bearer ${ms.botToken}`);
  expect(said[0]?.text).toContain("Karen");
});

describe("401: what is not signed by Teams for us", () => {
  const entra = { iss: `https://login.microsoftonline.com/${TENANT_ID}/v2.0`, tid: TENANT_ID, serviceurl: undefined };
  it.each<[string, () => Promise<string | undefined>]>([
    ["nothing", async () => undefined],
    ["no token", async () => "hej"],
    ["another audience", () => ms.token({ aud: "44444444-4444-4444-8444-444444444444" })],
    ["another issuer", () => ms.token({ iss: "https://sts.example.com" })],
    ["an unknown key", () => ms.token({}, { stranger: true })],
    ["a token that is over", () => ms.token({}, { expired: true })],
    ["a token for another address", () => ms.token({ serviceurl: "https://smba.trafficmanager.net/amer/" })],
    ["a colleague's own token for our app", () => ms.token({ ...entra, aud: CLIENT_ID })],
    ["a colleague's own token for our tab", () => ms.token({ ...entra, aud: `api://botid-${CLIENT_ID}` })],
  ])("%s", async (_, token) => {
    const before = said.length;
    expect((await bring(activity(), await token())).status).toBe(401);
    expect(said).toHaveLength(before);
  });
});

describe("403: what Teams signed, and is not for us", () => {
  const other = "55555555-5555-4555-8555-555555555555";
  it.each<[string, object, object]>([
    ["another tenant", { conversation: { ...(activity().conversation as object), tenantId: other } }, {}],
    ["no tenant", { conversation: { id: "a:1", conversationType: "personal" }, channelData: {} }, {}],
    ["a host of somebody else", { serviceUrl: "https://evil.example/" }, { serviceurl: "https://evil.example/" }],
    [
      "a host of somebody else below Microsoft's",
      { serviceUrl: "https://evil.trafficmanager.net/" },
      { serviceurl: "https://evil.trafficmanager.net/" },
    ],
    ["another channel of the bot", { channelId: "webchat" }, {}],
  ])("%s", async (_, more, claims) => {
    const before = said.length;
    expect((await bring(activity(more), await ms.token({ ...claims }))).status).toBe(403);
    expect(said).toHaveLength(before);
  });
});

it("says one sentence to anyone else, and knows nobody who has left", async () => {
  const unknown = { from: { id: "29:x", aadObjectId: "66666666-6666-4666-8666-666666666666" } };
  await bring(activity(unknown), await ms.token());
  expect(JSON.parse(said.at(-1)?.text ?? "").text).toBe(
    "Hej. Jeg kender dig ikke. Bed din administrator om at få adgang til Skridt.",
  );
  const tapped = await bring(tap("start", {}, unknown), await ms.token());
  expect(tapped.body).toContain("Jeg kender dig ikke");
  expect(await deniedIn(app.product.database)).toEqual([
    "stranger:teams entry: not-our-tenant",
    "stranger:teams entry: not-on-staff-list",
  ]);
  const { db } = app.product.database;
  await db.updateTable("staff").set({ left_at: new Date() }).where("aad", "=", AAD).execute();
  await bring(activity({ locale: "en-GB" }), await ms.token());
  expect(said.at(-1)?.text).toContain("I do not know you");
  await db.updateTable("staff").set({ left_at: null }).where("aad", "=", AAD).execute();
});

it("plans a group where others read along, and shows citizens in the chat of one's own", async () => {
  const { database } = app.product;
  const { db } = database;
  const karen = await db.selectFrom("staff").select(["id", "unit_id"]).where("aad", "=", AAD).executeTakeFirstOrThrow();
  const bo = await addCitizen(database, { name: "Bodil", unit: karen.unit_id });
  await relate(database, { citizen: bo.id, staff: karen.id, role: "behandler" });
  const group = { id: "19:group@thread.v2", conversationType: "groupChat", tenantId: TENANT_ID };
  const from = said.length;
  const course = { flow: "droemmekort", start: "2040-12-05T13:00", times: 6 };
  const tapped = await bring(tap("course-hand", course, { conversation: group }), await ms.token());
  expect(tapped.body).toContain("Jeg skriver til dig i vores egen chat.");
  await expect
    .poll(() => said.slice(from).map(({ path }) => path), { timeout: 8000 })
    .toEqual(["/emea/v3/conversations/a:1abc/activities"]);
  expect(said.at(-1)?.text).toContain("Bodil");
});

it("takes no body that is no activity, and says nothing of what it was given", async () => {
  expect((await bring("hej", await ms.token())).status).toBe(400);
  expect((await bring({ type: "message" }, await ms.token({ serviceurl: undefined }))).status).toBe(400);
  const evil = activity({ conversation: { id: "../../v1/other", conversationType: "personal", tenantId: TENANT_ID } });
  expect((await bring(evil, await ms.token())).status).toBe(400);
  const logged = app.logged.join("");
  for (const secret of ["never-shown", ms.botToken, "Karen", AAD]) expect(logged).not.toContain(secret);
});
