import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invite, listDevices, redeem } from "../../src/store/invitations.ts";
import { getMedia, saveMedia } from "../../src/store/media.ts";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { addCitizen, addStaff, addUnit, getCitizen, getStaff, listCitizens, relate } from "../../src/store/people.ts";
import { TEST_KEY, type TestDatabase, testDatabase } from "../support/database.ts";
import { contents } from "../support/tables.ts";

let test: TestDatabase;
let database: Database;
let unit: string;
beforeAll(async () => {
  test = await testDatabase();
  database = await openDatabase(test.url, TEST_KEY);
  unit = (await addUnit(database, "Rusmiddelcenter Test")).id;
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

const NOW = new Date("2026-11-20T09:00:00.000Z");

describe("names", () => {
  it.each(["Robert'); drop table citizen; --", "Ærø Østergård-Ågesen", `"{}[]\\n${"$"}{1} %s`, "<b>Bo</b>", "李 🦉"])(
    "keeps %j as it is",
    async (name) => {
      const { id } = await addCitizen(database, { name, unit });
      expect(await getCitizen(database, id)).toMatchObject({ name, language: "da", unit_id: unit });
      const staff = await addStaff(database, { name, role: "behandler", unit });
      expect(await getStaff(database, staff.id)).toMatchObject({ name, role: "behandler" });
      expect((await addUnit(database, name)).name).toBe(name);
    },
  );

  it("leaves out what PostgreSQL refuses", async () => {
    const bad = "B\u0000o \ud83d";
    expect(await addUnit(database, bad)).toMatchObject({ name: "Bo \ufffd" });
    expect(await addStaff(database, { name: bad, role: "leder", unit })).toMatchObject({ name: "Bo \ufffd" });
    expect(await addCitizen(database, { name: bad, unit })).toMatchObject({ name: "Bo \ufffd" });
  });
});

describe("citizens", () => {
  it("have one conversation from the start, and none when they cannot be added", async () => {
    const person = { name: "Kim", unit, persona: "mature-woman", language: "en" } as const;
    const citizen = await addCitizen(database, person, ["da", "en"]);
    expect(citizen).toMatchObject({ persona: "mature-woman", language: "en" });
    expect((await listCitizens(database)).find(({ id }) => id === citizen.id)).toEqual(citizen);
    const before = await contents(database);
    await expect(addCitizen(database, { name: "Kim", unit: "no-unit" })).rejects.toMatchObject({
      code: "not-found",
      message: 'unit: expected the id of a unit, got "no-unit"',
    });
    expect(await contents(database)).toEqual(before);
  });

  it("are told from those that do not exist", async () => {
    await expect(getCitizen(database, "nobody")).rejects.toMatchObject({ code: "not-found" });
    await expect(getStaff(database, "nobody")).rejects.toMatchObject({ code: "not-found" });
    const { id } = await addCitizen(database, { name: "Kim", unit });
    const related = relate(database, { citizen: id, staff: "nobody", role: "behandler" });
    await expect(related).rejects.toMatchObject({ message: 'staff: expected the id of a staff, got "nobody"' });
  });

  it("keep their recordings to themselves", async () => {
    const [one, two] = [
      await addCitizen(database, { name: "A", unit }),
      await addCitizen(database, { name: "B", unit }),
    ];
    const bytes = Buffer.from([0, 1, 255, 0]);
    const { id } = await saveMedia(database, { citizen: one.id, type: "voice", mime: "audio/ogg", bytes });
    expect(await getMedia(database, one.id, id)).toEqual({ mime: "audio/ogg", bytes });
    expect(await getMedia(database, two.id, id)).toBe(undefined);
  });
});

it("knows a member of staff by one object id only", async () => {
  const staff = { name: "Mette", role: "behandler", unit, aad: "object-1" } as const;
  const { id } = await addStaff(database, staff);
  await expect(addStaff(database, staff)).rejects.toMatchObject({
    code: "conflict",
    message: `staff: the object id is taken by staff member ${id}`,
  });
});

describe("invitations", () => {
  const invited = async (channel: "web" | "telegram" = "web") => {
    const citizen = await addCitizen(database, { name: "Bo", unit });
    return { citizen, ...(await invite(database, { citizen: citizen.id, channel, now: NOW })) };
  };
  const later = (days: number) => new Date(NOW.getTime() + days * 24 * 60 * 60 * 1000);

  it("let one device in, also when it is tried twice at the same moment", async () => {
    const { citizen, code } = await invited();
    const all = await Promise.all([1, 2, 3].map(() => redeem(database, code, NOW)));
    const entered = all.filter((it) => it !== undefined);
    expect(entered).toHaveLength(1);
    expect((await listDevices(database, citizen.id, NOW)).map(({ id }) => id)).toEqual([entered[0]!.device]);
    expect(await redeem(database, code, NOW)).toBe(undefined);
  });

  it("end after seven days", async () => {
    const { code, expiresAt } = await invited();
    expect(expiresAt).toEqual(later(7));
    expect(await redeem(database, code, later(7))).toBe(undefined);
    expect(await redeem(database, code, later(6.99))).toBeDefined();
  });

  it("of another channel, and invented ones, let nobody in", async () => {
    const { code } = await invited("telegram");
    expect(await redeem(database, code, NOW)).toBe(undefined);
    for (const guess of ["", "\u0000", "' or true --", "a".repeat(10_000)]) {
      expect(await redeem(database, guess, NOW)).toBe(undefined);
    }
  });

  it("are not stored in a form that opens anything", async () => {
    const { code } = await invited();
    const { device, secret } = (await redeem(database, code, NOW))!;
    const all = JSON.stringify(await contents(database));
    expect(all).toContain(device);
    expect(all).not.toContain(code);
    expect(all).not.toContain(secret);
  });

  it("are for citizens that exist", async () => {
    const refused = invite(database, { citizen: "nobody", channel: "web", now: NOW });
    await expect(refused).rejects.toMatchObject({ code: "not-found" });
  });
});
