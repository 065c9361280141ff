import { connect } from "node:net";
import { type Context, Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWebChat } from "../../src/channels/web/index.ts";
import { proxiesOf } from "../../src/http/client.ts";
import { limitByAddress } from "../../src/http/limit.ts";
import { close, listen } from "../../src/http/listen.ts";
import { countTry } from "../../src/store/tries.ts";
import { webChatParts } from "../../src/wire-web.ts";
import { freePort } from "../start/program.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { deniedIn } from "../support/denied.ts";

let app: TestApp;
let port: number;
let time = Date.now();

beforeAll(async () => {
  port = await freePort();
  const environment = { PORT: String(port), PUBLIC_URL: "https://skridt.test", TRUSTED_PROXIES: "127.0.0.1" };
  app = await startTestApp({ environment, now: () => new Date(time) });
});
afterAll(() => app?.stop());

/** A page of our own, to what is asked without a network. */
const OWN = { host: "skridt.test", origin: "https://skridt.test" };

/** As the proxy that ends https passes on what came from somewhere. */
const ask = (path: string, init: RequestInit & { from?: string } = {}): Promise<Response> => {
  const { from = "203.0.113.7", ...request } = init;
  const headers = { origin: `http://127.0.0.1:${port}`, "x-forwarded-for": from, ...init.headers };
  return fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual", ...request, headers });
};

describe("every answer", () => {
  const paths = [
    "/",
    "/c",
    "/c/i/x",
    "/c/nowhere",
    "/staff",
    "/staff/nowhere",
    "/media/x.svg",
    "/healthz",
    "/nowhere",
    "/api/messages",
  ];

  it.each(paths)("of %s forbids a browser what it does not need", async (path) => {
    const { headers } = await ask(path);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).not.toMatch(/script-src[^;]*(unsafe|\*|data:|http)/);
    expect(policy.includes("frame-ancestors 'none'") || policy.includes("sandbox")).toBe(true);
    expect(Object.fromEntries(headers)).toMatchObject({
      "strict-transport-security": "max-age=31536000; includeSubDomains",
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "permissions-policy": expect.stringContaining("geolocation=()"),
    });
    expect(headers.get("cross-origin-resource-policy")).toBe(
      path.startsWith("/media/") ? "cross-origin" : "same-origin",
    );
  });
});

describe("a form", () => {
  it.each(["/c/answer", "/c/leave", "/c/text-size", "/c/i/x", "/staff/sign-out", "/staff/people/units/new"])(
    "from another site's page is not taken: %s",
    async (path) => {
      const bodies = [new URLSearchParams({ name: "x" }), new FormData(), "a=b"];
      for (const body of bodies) {
        const headers = { origin: "https://example.org", ...(body === "a=b" ? { "content-type": "text/plain" } : {}) };
        expect((await ask(path, { method: "POST", body, headers })).status).toBe(403);
      }
    },
  );

  it("that is far too big is not read", async () => {
    const body = new URLSearchParams({ name: "x".repeat(300_000) });
    for (const path of ["/c/text-size", "/c/i/x", "/staff/people/units/new"]) {
      expect((await ask(path, { method: "POST", body })).status).toBe(413);
    }
  });
});

describe("cookies", () => {
  it("are for the whole host and https only, out of reach of scripts", async () => {
    const { link } = await app.newCitizen();
    const [line = ""] = (await ask(link, { method: "POST" })).headers.getSetCookie();
    expect(line).toMatch(/^__Host-skridt=[\w-]+\.[\w-]+; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const cookie = line.split(";")[0] as string;
    expect((await ask("/c", { headers: { cookie } })).status).toBe(200);
    // one that another host of the same domain could have set
    expect((await ask("/c", { headers: { cookie: cookie.replace("__Host-", "") } })).status).toBe(401);
  });

  it("of a phone change each month; the old secret is good until the new one was used", async () => {
    const { link } = await app.newCitizen();
    const first = (await ask(link, { method: "POST" })).headers.getSetCookie()[0]!.split(";")[0] as string;
    const open = async (cookie: string): Promise<[number, string]> => {
      const response = await ask("/c", { headers: { cookie } });
      return [response.status, response.headers.getSetCookie()[0]?.split(";")[0] ?? ""];
    };
    expect(await open(first)).toEqual([200, first]);
    time += 31 * 24 * 60 * 60 * 1000;
    const [, second] = await open(first);
    expect(second).not.toBe(first);
    // the answer was lost
    expect((await open(first))[0]).toBe(200);
    expect(await open(second)).toEqual([200, second]);
    expect((await open(first))[0]).toBe(401);
  });

  it("that somebody else put there before are not those of who comes in", async () => {
    const [mine, theirs] = [await app.newCitizen(), await app.newCitizen({ name: "Zif" })];
    const planted = (await ask(mine.link, { method: "POST" })).headers.getSetCookie()[0]!.split(";")[0] as string;
    const inside = await ask(theirs.link, { method: "POST", headers: { cookie: planted } });
    const own = inside.headers.getSetCookie()[0]!.split(";")[0] as string;
    expect(own).not.toBe(planted);
    const page = async (cookie: string) => (await ask("/c", { headers: { cookie } })).text();
    expect([(await page(own)).includes("Zif"), (await page(planted)).includes("Zif")]).toEqual([true, false]);
  });

  it("are forgotten when the citizen signs the phone out, and open nothing any more", async () => {
    const { link } = await app.newCitizen();
    const cookie = (await ask(link, { method: "POST" })).headers.getSetCookie()[0]!.split(";")[0] as string;
    expect(await (await ask("/c/leave", { headers: { cookie } })).text()).toContain("Vil du logge ud her?");
    const left = await ask("/c/leave", { method: "POST", headers: { cookie } });
    expect([left.status, left.headers.getSetCookie()[0]]).toEqual([
      200,
      expect.stringMatching(/^__Host-skridt=; Max-Age=0/),
    ]);
    for (const _ of [1, 2]) expect((await ask("/c", { headers: { cookie } })).status).toBe(401);
    const removed = "stranger:web device: device-removed";
    expect((await deniedIn(app.product.database)).filter((it) => it === removed)).toHaveLength(1);
  });
});

describe("guessing links", () => {
  const guess = (n: number) => `/c/i/${n.toString().padStart(22, "A")}`;
  const counted = async (): Promise<number> =>
    (await app.product.database.db.selectFrom("tries").select("count").execute()).reduce(
      (sum, it) => sum + it.count,
      0,
    );

  it("10,000 times gets nowhere, costs next to nothing, and shuts out nobody who has one", async () => {
    const { product } = app;
    const told: unknown[] = [];
    const given = { secure: true, demo: false, proxies: proxiesOf(""), failed: (it: unknown) => void told.push(it) };
    const chat = createWebChat(webChatParts(product, given));
    const press = (path: string, remoteAddress = "198.51.100.9") =>
      chat.request(
        path.replace("/c/", "/"),
        { method: "POST", headers: OWN },
        { incoming: { socket: { remoteAddress } } },
      );
    const statuses = new Map<number, number>();
    for (let n = 0; n < 10_000; n += 50) {
      for (const { status } of await Promise.all(Array.from({ length: 50 }, (_, i) => press(guess(n + i))))) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }
    expect(Object.fromEntries(statuses)).toEqual({ 404: 30, 429: 9970 });
    // what was over the limit already is not even written down: for the address, and in all
    expect(await counted()).toBe(60);
    // from everywhere each has few tries, and they count together
    for (let n = 0; n < 100; n++) expect((await press(guess(n), `203.0.113.${n + 100}`)).status).toBe(404);
    expect(await counted()).toBe(260);
    const { link } = await app.newCitizen();
    expect((await press(link)).status).toBe(303);
    expect(told).toEqual([]);
  });

  it("counts over all processes, and forgets after a while", async () => {
    const { database } = app.product;
    const now = new Date(time);
    expect([await countTry(database, "here", 1000, now), await countTry(database, "here", 1000, now)]).toEqual([1, 2]);
    expect(await countTry(database, "here", 1000, new Date(time + 2000))).toBe(1);
    expect(await database.db.selectFrom("tries").select("name").execute()).toHaveLength(1);
  });

  it("is told to the operator when it comes from everywhere", async () => {
    const { db } = app.product.database;
    await db.deleteFrom("tries").execute();
    await ask(guess(1), { method: "POST", from: "192.0.2.1" });
    await db.updateTable("tries").set({ count: 999 }).execute();
    await ask(guess(2), { method: "POST", from: "192.0.2.2" });
    const log = app.logged.join("");
    expect(log).toContain("somebody is guessing");
    for (const personal of ["192.0.2", "198.51.100", guess(1), guess(2)]) expect(log).not.toContain(personal);
  });

  it("is not read for a code that cannot be one", async () => {
    const response = await ask("/c/i/%00%27;drop%20table%20device", { method: "POST", from: "192.0.2.3" });
    expect(response.status).toBe(404);
  });
});

describe("asking too often", () => {
  it("is stopped for the address that does, and for no other", async () => {
    const tooMany = (c: Context) => c.text("wait", 429);
    const limited = limitByAddress({ proxies: proxiesOf("10.0.0.0/8"), tooMany, now: () => new Date(time) });
    const site = new Hono().use(limited).all("*", (c) => c.text("ok"));
    const come = async (near: string, path = "/staff", forwarded?: string): Promise<number> => {
      const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
      const from = { incoming: { socket: { remoteAddress: near } } };
      return (await site.request(path, { headers }, from)).status;
    };
    for (let n = 0; n < 1200; n++) await come("198.51.100.7");
    expect(await come("198.51.100.7")).toBe(429);
    expect(await come("198.51.100.7", "/media/x.svg")).toBe(200);
    expect(await come("198.51.100.8")).toBe(200);
    // what it says of itself is not believed, and a proxy of ours is
    expect(await come("::ffff:198.51.100.7", "/staff", "192.0.2.50")).toBe(429);
    expect(await come("10.1.2.3", "/staff", "192.0.2.50, 198.51.100.7, 10.9.9.9")).toBe(429);
    expect(await come("10.1.2.3", "/staff", "198.51.100.7, 192.0.2.50")).toBe(200);
    time += 61_000;
    expect(await come("198.51.100.7")).toBe(200);
  });

  it("is stopped for a phone that answers faster than anybody taps; nothing is lost", async () => {
    const { link } = await app.newCitizen();
    const cookie = (await ask(link, { method: "POST" })).headers.getSetCookie()[0]!.split(";")[0] as string;
    const statuses: number[] = [];
    for (let n = 0; n < 122; n++) {
      const headers = { cookie, "x-skridt-fragment": "1" };
      statuses.push((await ask("/c/answer", { method: "POST", body: new URLSearchParams(), headers })).status);
    }
    expect([statuses[119], statuses[121]]).toEqual([303, 429]);
  });
});

it("waits for nobody who drips: a request that does not come to its end is given up", async () => {
  const port = await freePort();
  const patience = { headersTimeout: 20, requestTimeout: 30, connectionsCheckingInterval: 10 };
  // answers when all has come, as every form does
  const server = await listen({ host: "127.0.0.1", port }, async (it) => new Response(await it.text()), patience);
  const answers = await Promise.all(
    ["GET / HTTP/1.1\r\nHost: x\r\n", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"].map(async (begun) => {
      const socket = connect(port, "127.0.0.1", () => socket.resume().write(begun));
      // a reset is one way to give up; it can come before we have written
      socket.on("error", () => undefined);
      await new Promise((done) => socket.once("close", done));
      return socket.bytesWritten;
    }),
  );
  expect(answers).toHaveLength(2);
  await close(server);
  const usual = await listen({ host: "127.0.0.1", port }, () => new Response("ok"));
  expect([usual.headersTimeout, usual.requestTimeout, usual.maxConnections]).toEqual([15_000, 180_000, 8000]);
  await close(usual);
});
