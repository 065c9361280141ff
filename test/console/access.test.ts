import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { invite, redeem } from "../../src/store/invitations.ts";
import { saveMedia } from "../../src/store/media.ts";
import { addStaff, relate, type Staff } from "../../src/store/people.ts";
import { closeChat, openChats, pairChat } from "../../src/store/telegram.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { contents } from "../support/tables.ts";
import { openConsole, type TestConsole } from "./console.ts";
import { complete } from "./exercise.ts";

let installation: Installation;
let console: TestConsole;
let other: Staff;
let bo: TestCitizen;

const pagesOf = (citizen: string) =>
  ["", "/send", "/send/parathed", "/invite"].map((it) => `/staff/citizens/${citizen}${it}`);

beforeAll(async () => {
  installation = await openInstallation();
  console = openConsole(installation);
  other = await addStaff(installation.product.database, { name: "Lis", role: "behandler", unit: installation.unit.id });
  bo = await installation.newCitizen("Villads");
});
afterAll(() => installation?.close());

describe("nobody signed in", () => {
  const paths = () => ["/staff", "/staff/pictures", "/staff/events", ...pagesOf(bo.id)];

  test("meets a closed door when sign-in is not set up", async () => {
    for (const path of paths()) {
      const response = await console.as(undefined).get(path);
      expect(response.status, path).toBe(403);
      const text = await response.text();
      expect(text).toContain("Konsollen er lukket, fordi log ind ikke er sat op.");
      expect(text).not.toContain("Villads");
    }
  });

  test("is shown the way in when there is one", async () => {
    const never = async () => {
      throw new Error("nobody signs in here");
    };
    const closed = openConsole(installation, { signIn: { begin: never, finish: never, endUrl: never } });
    const response = await closed.as(undefined).get(`/staff/citizens/${bo.id}`);
    expect(response.status).toBe(401);
    const to = encodeURIComponent(`/staff/citizens/${bo.id}`);
    expect(await response.text()).toContain(`href="/staff/sign-in?to=${to}"`);
  });
});

describe("a citizen of somebody else", () => {
  test("is not there, on any page", async () => {
    for (const path of [...pagesOf(bo.id), `/staff/citizens/${bo.id}/media/x`, `/staff/events?citizen=${bo.id}`]) {
      expect((await console.as(other).get(path)).status, path).toBe(404);
    }
    expect(await console.as(other).page("/staff")).not.toContain("Villads");
  });

  test("cannot be sent anything, invited, or shut out", async () => {
    const before = await contents(installation.product.database);
    for (const path of ["send/parathed", "invite", "devices/x/remove"]) {
      const response = await console.as(other).post(`/staff/citizens/${bo.id}/${path}`, { "param-topic": "use" });
      expect(response.status, path).toBe(404);
    }
    expect(await contents(installation.product.database)).toEqual(before);
  });

  test("is not there any more when the relation has ended, nor before it began", async () => {
    const { database } = installation.product;
    const kim = await installation.newCitizen("Kim");
    await relate(database, { citizen: kim.id, staff: other.id, role: "behandler" });
    expect(await console.as(other).page("/staff")).toContain("Kim");
    const soon = sql<Date>`now() + interval '1 hour'`;
    await database.db
      .updateTable("relation")
      .set({ to_at: sql<Date>`now()` })
      .where("staff_id", "=", other.id)
      .execute();
    expect((await console.as(other).get(`/staff/citizens/${kim.id}`)).status).toBe(404);
    await database.db
      .insertInto("relation")
      .values({ citizen_id: kim.id, staff_id: other.id, role: "behandler", from_at: soon, to_at: null })
      .execute();
    expect((await console.as(other).get(`/staff/citizens/${kim.id}`)).status).toBe(404);
  });
});

describe("R22 an outcome", () => {
  test("is seen by who it was released to, and by nobody else", async () => {
    const { database } = installation.product;
    const per = await installation.newCitizen("Per");
    await relate(database, { citizen: per.id, staff: other.id, role: "behandler" });
    await complete(installation, per, "parathed", { release: true, own: ["fordi jeg vil"] });
    const mine = await console.as(installation.staff).page(`/staff/citizens/${per.id}`);
    expect(mine).toContain("fordi jeg vil");
    expect(mine).toContain("<svg");
    const theirs = await console.as(other).page(`/staff/citizens/${per.id}`);
    expect(theirs).not.toContain("fordi jeg vil");
    expect(theirs).not.toContain("<svg");
    expect(theirs).toContain("Ingen resultater endnu");
    expect(await console.as(other).page("/staff")).not.toContain("Nyeste resultat");
  });

  test("that the citizen keeps is seen by nobody", async () => {
    const ida = await installation.newCitizen("Ida");
    await complete(installation, ida, "parathed", { release: false, own: ["kun for mig"] });
    const page = await console.as(installation.staff).page(`/staff/citizens/${ida.id}`);
    expect(page).not.toContain("kun for mig");
    expect(page).not.toContain("<svg");
    expect(page).toContain("Ingen resultater endnu");
  });

  test("gives away its voice messages and photos only when it was released", async () => {
    const { database } = installation.product;
    const bytes = Buffer.from("a voice message");
    for (const release of [true, false]) {
      const eva = await installation.newCitizen("Eva");
      const media = await saveMedia(database, { citizen: eva.id, type: "voice", mime: "audio/webm", bytes });
      await complete(installation, eva, "parathed", { release, own: [media] });
      const path = `/staff/citizens/${eva.id}/media/${media.id}`;
      const response = await console.as(installation.staff).get(path);
      expect(response.status).toBe(release ? 200 : 404);
      if (!release) continue;
      expect(await response.text()).toBe("a voice message");
      expect(response.headers.get("content-type")).toBe("audio/webm");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      const part = await console.as(installation.staff).get(path, { range: "bytes=2-6" });
      expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([
        206,
        "bytes 2-6/15",
        "voice",
      ]);
      const beyond = await console.as(installation.staff).get(path, { range: "bytes=99-" });
      expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */15"]);
      const through = `/staff/citizens/${bo.id}/media/${media.id}`;
      expect((await console.as(installation.staff).get(through)).status).toBe(404);
      expect(await console.as(installation.staff).page(`/staff/citizens/${eva.id}`)).toContain(`<audio controls`);
    }
  });
});

describe("an invitation", () => {
  test("shows a code that lets in once, and keeps only its hash", async () => {
    const { database, now } = installation.product;
    const response = await console.as(installation.staff).post(`/staff/citizens/${bo.id}/invite`);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const text = await response.text();
    const code = /\/c\/i\/([\w-]+)</.exec(text)?.[1] ?? "";
    expect(text).toMatch(/<svg[^>]*>.*<path/s);
    expect(text).toContain("Linket virker 1 gang. Det udløber fredag 27. november kl. 10.00.");
    expect(JSON.stringify(await contents(database))).not.toContain(code);
    const device = (await redeem(database, code, now()))!;
    expect(await redeem(database, code, now())).toBeUndefined();
    const inside = await console.as(installation.staff).page(`/staff/citizens/${bo.id}/invite`);
    expect(inside).toContain(`/devices/${device.device}/remove`);
    expect(inside).not.toContain(code);
    const removed = await console
      .as(installation.staff)
      .post(`/staff/citizens/${bo.id}/devices/${device.device}/remove`);
    expect(removed.headers.get("location")).toBe(`/staff/citizens/${bo.id}/invite?done=removed`);
    const after = await console.as(installation.staff).page(`/staff/citizens/${bo.id}/invite?done=removed`);
    expect(after).toContain("Telefonen er fjernet.");
    expect(after).toContain("Ingen telefoner er inde endnu.");
  });

  test("may be one for Telegram, whose chat stands with the phones, can be removed, and says when it has ended", async () => {
    const { database, now } = installation.product;
    const telegramUrl = async (code: string) => `https://t.me/bot?start=${code}`;
    const staff = openConsole(installation, { telegramUrl }).as(installation.staff);
    const at = `/staff/citizens/${bo.id}/invite`;
    const code = /t\.me\/bot\?start=([\w-]+)</.exec(await (await staff.post(at, { channel: "telegram" })).text())?.[1];
    expect(await pairChat(database, code ?? "", 77, now())).toBe(true);
    expect(await staff.page(at)).toMatch(/Telegram, inde siden [^<]*10\.00/);
    await staff.post(`/staff/citizens/${bo.id}/chats/77/remove`);
    expect(await staff.page(at)).toMatch(/Telegram: fjernet [^<]*10\.00/);
    expect(await openChats(database).find({ chat: 77 })).toBeUndefined();
    const again = await invite(database, { citizen: bo.id, channel: "telegram", now: now() });
    await pairChat(database, again.code, 77, now());
    const notice = "borgeren har blokeret dem";
    expect(await staff.page(`/staff/citizens/${bo.id}`)).not.toContain(notice);
    await closeChat(database, 77, "blocked", now());
    expect(await staff.page(`/staff/citizens/${bo.id}`)).toContain(notice);
    expect(await console.as(installation.staff).page(at)).not.toContain("Lav et link til Telegram");
  });
});
