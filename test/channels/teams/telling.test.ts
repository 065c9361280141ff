import { randomUUID } from "node:crypto";
import pino from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Card, News } from "../../../src/channels/teams/parts.ts";
import { readConfig } from "../../../src/config.ts";
import { claimAlert } from "../../../src/store/alerts.ts";
import { addStaff, relate, type Staff } from "../../../src/store/people.ts";
import { type Presence, startPresence } from "../../../src/store/presence.ts";
import { keepTeamsChat } from "../../../src/store/teams.ts";
import { openTeams } from "../../../src/wire-teams.ts";
import { complete } from "../../console/exercise.ts";
import { type Installation, openInstallation, type TestCitizen } from "../../support/installation.ts";
import { AAD, activity } from "../../support/teams/activities.ts";
import { type Connector, type Fault, startConnector } from "../../support/teams/connector.ts";

const card = (text: string): Card => ({ type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text }] });
/** a request of this machine */
const NEAR = { incoming: { socket: { remoteAddress: "127.0.0.1", remotePort: 1, remoteFamily: "IPv4" } } };
/** time passes only when a test says so: what would be looked at after two seconds is looked at when it is woken */
let installation: Installation;
let teams: Connector;
let opened: ReturnType<typeof openTeams>;
let presence: Presence;
let told: News[];
let some: (news: News) => boolean = () => true;
beforeAll(async () => {
  [installation, teams] = await Promise.all([openInstallation(), startConnector()]);
  const { product, environment } = installation;
  const config = readConfig({ ...environment, NODE_ENV: "development" });
  const log = pino({ level: "silent" });
  told = [];
  presence = startPresence(product.database);
  const given = { config, demo: undefined, url: "http://127.0.0.1", presence, log, failed: () => undefined };
  opened = openTeams(product, given, {
    desk: async () => ({ text: "hej" }),
    tell: async (news) => {
      told.push(news);
      return some(news) ? { card: card(news.kind) } : undefined;
    },
  });
});
afterAll(async () => {
  await opened?.telling?.stop();
  await presence?.stop();
  await teams?.close();
  await installation?.close();
});
afterEach(() => {
  teams.faults = () => undefined;
  some = () => true;
});

/** The SDK takes a moment to load. */
const until = <T>(look: () => T) => expect.poll(look, { timeout: 20_000 });
const at = () => new Date(installation.clock.now());
const wake = () => opened.telling?.wake();

/** A member of staff who is reached in Teams, in a chat of their own. */
async function reached(name: string, role: "behandler" | "tovholder" = "behandler"): Promise<Staff> {
  const { product, unit } = installation;
  const staff = await addStaff(product.database, { name, role, unit: unit.id });
  const chat = { conversation: `a:${name}`, serviceUrl: teams.url, tenant: "t" };
  await keepTeamsChat(product.database, staff.id, chat, at());
  return staff;
}
const sentTo = (name: string) => teams.calls.filter(({ path }) => path.includes(`/a:${name}/`));
const noticesOf = (staff: Staff) =>
  installation.product.database.db.selectFrom("notice").selectAll().where("staff_id", "=", staff.id).orderBy("id");

/** A citizen who has them for a behandler. */
async function citizenOf(staff: Staff, name = "Bo"): Promise<TestCitizen> {
  const citizen = await installation.newCitizen(name);
  await relate(installation.product.database, { citizen: citizen.id, staff: staff.id, role: "behandler" });
  return citizen;
}

/** The citizen finishes an exercise and lets this member of staff see it. */
async function release(citizen: TestCitizen, staff: Staff): Promise<void> {
  await complete({ ...installation, staff }, citizen, "parathed", { release: true, own: ["fordi"] });
  wake();
}

async function notice(staff: Staff, kind: News["kind"], ref: string): Promise<void> {
  const { db } = installation.product.database;
  await db.insertInto("notice").values({ staff_id: staff.id, kind, ref, created_at: at(), next_at: at() }).execute();
  wake();
}

describe("an outcome that was released", () => {
  it("comes to who may see it, without anything personal on a lock screen (R24)", async () => {
    const karen = await reached("karen");
    const bo = await citizenOf(karen, "Bo Hansen");
    await release(bo, karen);
    await until(() => sentTo("karen").length).toBe(1);
    const [call] = sentTo("karen");
    expect(call).toMatchObject({ method: "POST", body: { type: "message", summary: "Nyt fra en borger" } });
    expect(JSON.stringify({ ...call?.body, attachments: [] })).not.toContain("Bo");
    expect(told.at(-1)).toMatchObject({ kind: "outcome", citizen: bo.id, sessions: [expect.any(String)] });
    await expect
      .poll(() => noticesOf(karen).execute())
      .toMatchObject([{ external_id: expect.any(String), error: null }]);
  });

  it("waits an hour for others of the same citizen, and comes with them on one card", async () => {
    const lis = await reached("lis");
    const [bo, ida] = [await citizenOf(lis), await citizenOf(lis, "Ida")];
    await release(bo, lis);
    await until(() => sentTo("lis").length).toBe(1);
    await release(bo, lis);
    await release(bo, lis);
    // another citizen's comes at once: by then the two have been looked at
    await release(ida, lis);
    await until(() => sentTo("lis").length).toBe(2);
    expect(told.at(-1)).toMatchObject({ citizen: ida.id });
    installation.clock.pass({ hours: 1 });
    wake();
    await until(() => sentTo("lis").length).toBe(3);
    expect(told.at(-1)).toMatchObject({ citizen: bo.id, sessions: [expect.any(String), expect.any(String)] });
    await until(() => noticesOf(lis).where("sent_at", "is", null).execute()).toEqual([]);
  });

  it("is nothing for who is not in Teams, and not sent when the yes was taken back", async () => {
    const { product, unit } = installation;
    const ove = await addStaff(product.database, { name: "Ove", role: "behandler", unit: unit.id });
    await release(await citizenOf(ove), ove);
    expect(await noticesOf(ove).execute()).toEqual([]);
    const eva = await reached("eva");
    some = () => false;
    await release(await citizenOf(eva), eva);
    await until(() => noticesOf(eva).execute()).toMatchObject([{ error: "gone" }]);
    expect(sentTo("eva")).toEqual([]);
  });
});

describe("what is urgent", () => {
  it("comes before all else, and the cards of the others change when one takes it", async () => {
    const { database } = installation.product;
    const [ann, per] = [await reached("ann"), await reached("per", "tovholder")];
    const bo = await installation.newCitizen();
    const alert = randomUUID();
    const times = { raised_at: at(), last_at: at(), roused_at: at() };
    const row = { id: alert, citizen_id: bo.id, conversation_id: bo.conversation, unit_id: installation.unit.id };
    const about = { category: "suicide" as const, urgency: "now" as const, revision: 1, roused_by: 1, staffed: true };
    await database.db
      .insertInto("alert")
      .values({ ...row, ...about, ...times, next_at: null })
      .execute();
    await notice(ann, "alert", alert);
    await notice(per, "escalation", alert);
    await until(() => [sentTo("ann").length, sentTo("per").length]).toEqual([1, 1]);
    await until(() => noticesOf(per).where("sent_at", "is", null).execute()).toEqual([]);
    const [asking] = await noticesOf(per).execute();
    expect(await claimAlert(database, { alert, staff: ann.id, at: at() })).toEqual({ won: true });
    wake();
    await until(() => sentTo("per").length).toBe(2);
    expect(sentTo("per")[1]).toMatchObject({
      method: "PUT",
      path: `/v3/conversations/a:per/activities/${asking?.external_id}`,
      body: { attachments: [{ content: card("alert-claimed") }] },
    });
    expect(sentTo("ann")).toHaveLength(1);
  });
});

describe("when Teams does not take it", () => {
  const once = (fault: Fault): void => {
    let left = 1;
    teams.faults = () => (left-- > 0 ? fault : undefined);
  };

  it.each([429, 412, 502, 503, 504])("a %s is tried again, and comes once", async (status) => {
    const staff = await reached(`s${status}`);
    once({ status, headers: { "Retry-After": "30" } });
    await notice(staff, "alert", randomUUID());
    await until(() => noticesOf(staff).execute()).toMatchObject([{ error: "later", attempts: 1, sent_at: null }]);
    const [waiting] = await noticesOf(staff).execute();
    expect(waiting?.next_at).toEqual(new Date(at().getTime() + 30_000));
    // what comes after waits behind it
    await notice(staff, "escalation", randomUUID());
    installation.clock.pass({ minutes: 1 });
    wake();
    await until(() => noticesOf(staff).where("sent_at", "is", null).execute()).toEqual([]);
    expect(sentTo(staff.name)).toHaveLength(3);
  });

  it("an answer that it did not take is made again and brought, where it was asked for", async () => {
    const staff = await reached("owed");
    await installation.product.database.db.updateTable("staff").set({ aad: AAD }).where("id", "=", staff.id).execute();
    const here = { serviceUrl: teams.url, conversation: { id: "a:owed", conversationType: "personal" } };
    const ask = (more: object) =>
      opened.endpoint.request("http://127.0.0.1/", { method: "POST", body: JSON.stringify(activity(more)) }, NEAR);
    once({ status: 429, headers: { "Retry-After": "30" } });
    expect((await ask(here)).status).toBe(200);
    await until(() => noticesOf(staff).execute()).toMatchObject([{ kind: "reply", attempts: 1, sent_at: null }]);
    // what is urgent waits behind it in the same chat, and not behind one that waits in a group
    await notice(staff, "alert", randomUUID());
    installation.clock.pass({ minutes: 1 });
    wake();
    await until(() => sentTo("owed").length).toBe(3);
    expect(told.filter(({ kind }) => kind === "reply")).toMatchObject([{ verb: "start", data: {}, chat: "personal" }]);
    once({ status: 503 });
    const group = { id: "19:group@thread.v2", conversationType: "groupChat" };
    await ask({ ...here, conversation: group });
    await until(() => noticesOf(staff).where("sent_at", "is", null).execute()).toMatchObject([
      { conversation: group.id, service_url: teams.url },
    ]);
    await notice(staff, "alert", randomUUID());
    await until(() => sentTo("owed").length).toBe(4);
    installation.clock.pass({ minutes: 1 });
    wake();
    await until(() => teams.calls.filter(({ path }) => path.includes(group.id)).length).toBe(2);
  });

  it("because they blocked it, nothing is tried again until they write", async () => {
    const staff = await reached("blocked");
    once({ status: 403, body: { error: { code: "MessageWritesBlocked" } } });
    await notice(staff, "alert", randomUUID());
    await until(() => noticesOf(staff).execute()).toMatchObject([{ error: "closed", attempts: 1 }]);
    const { db } = installation.product.database;
    const chat = db.selectFrom("teams_chat").selectAll().where("staff_id", "=", staff.id);
    expect(await chat.execute()).toMatchObject([{ closed_reason: "blocked" }]);
    await notice(staff, "alert", randomUUID());
    const other = await reached("after");
    await notice(other, "alert", randomUUID());
    await until(() => sentTo("after").length).toBe(1);
    expect(sentTo("blocked")).toHaveLength(1);
    const back = { conversation: "a:blocked", serviceUrl: teams.url, tenant: "t" };
    await keepTeamsChat(installation.product.database, staff.id, back, at());
    wake();
    await until(() => sentTo("blocked").length).toBe(2);
  });

  it("calls no address but Teams'", async () => {
    const staff = await reached("moved");
    const elsewhere = { conversation: "a:moved", serviceUrl: "http://192.168.1.7:1", tenant: "t" };
    await keepTeamsChat(installation.product.database, staff.id, elsewhere, at());
    await notice(staff, "alert", randomUUID());
    await until(() => noticesOf(staff).execute()).toMatchObject([{ error: "closed" }]);
    expect(sentTo("moved")).toEqual([]);
  });
});
