import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addStaff, relate, type Staff } from "../../src/store/people.ts";
import { readPdf } from "../print/read-pdf.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { copySession } from "../support/sealed.ts";
import { openConsole, type TestConsole, type Visitor } from "./console.ts";
import { complete } from "./exercise.ts";

let installation: Installation;
let console: TestConsole;
let mette: Visitor;
let lis: Staff;

beforeAll(async () => {
  installation = await openInstallation();
  console = openConsole(installation);
  lis = await addStaff(installation.product.database, { name: "Lis", role: "behandler", unit: installation.unit.id });
});
afterAll(() => installation?.close());
beforeEach(async () => {
  mette = console.as(installation.staff);
  // what a test before left behind is looked at
  const { db } = installation.product.database;
  await sql`insert into looked (staff_id, session_id, at)
    select ${installation.staff.id}, id, now() from session on conflict do nothing`.execute(db);
});

/** The citizen runs an exercise; returns the session's id. */
async function done(citizen: TestCitizen, flow: string, own: string[] = [], release = true): Promise<string> {
  await complete(installation, citizen, flow, { release, own });
  const { db } = installation.product.database;
  const { id } = await db
    .selectFrom("session")
    .select("id")
    .where("citizen_id", "=", citizen.id)
    .orderBy("completed_at", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  installation.clock.pass({ hours: 1 });
  return id;
}

/** The citizen lets another member of staff see a session too. */
async function alsoTo(reader: Staff, citizen: TestCitizen, session: string): Promise<void> {
  const { database } = installation.product;
  await relate(database, { citizen: citizen.id, staff: reader.id, role: "behandler" });
  await database.db
    .insertInto("release")
    .values({ session_id: session, receiver: reader.id, at: new Date() })
    .execute();
}

/** The ids of the outcomes that a page lists, in order. */
const listed = (page: string): string[] => [...page.matchAll(/id="new-([^"]+)"/g)].map((it) => it[1] as string);
const inbox = async (who: Visitor, query = ""): Promise<string[]> => listed(await who.page(`/staff/inbox${query}`));
const textOf = async (response: Response): Promise<string> =>
  readPdf(Buffer.from(await response.arrayBuffer()))
    .pages.map((page) => page.text)
    .join("\n");

describe("the inbox", () => {
  test("says kindly that there is nothing, on the start page too", async () => {
    await installation.newCitizen("Bo");
    for (const path of ["/staff", "/staff/inbox"]) expect(await mette.page(path)).toContain("Du har set det hele.");
  });

  test("holds what was shown and not opened, the newest first; standing open makes nothing old", async () => {
    const ida = await installation.newCitizen("Ida");
    const first = await done(ida, "foelelser");
    const second = await done(ida, "parathed", ["min egen grund"]);
    const fresh = { "hx-request": "true", "hx-target": "div#fresh" };
    for (let i = 0; i < 2; i++) {
      expect(listed(await mette.page("/staff"))).toEqual([second, first]);
      expect(listed(await (await mette.get("/staff/inbox", fresh)).text())).toEqual([second, first]);
      await mette.page(`/staff/citizens/${ida.id}`);
    }
    const page = await mette.page("/staff/inbox");
    expect(page).toContain("Ida");
    expect(page).toContain("Parathed 1-5");
    expect(page).toContain("i dag kl.");
    expect(page).toMatch(/<span class="line">[^<]+: [^<]+<\/span>/);
    expect(await mette.page("/staff"), "what was answered stands in the list of new things only").not.toContain(
      'class="line"',
    );

    expect(await mette.page(`/staff/outcomes/${second}`)).toContain("min egen grund");
    expect(await inbox(mette)).toEqual([first]);
    expect(await mette.page(`/staff/citizens/${ida.id}`)).toMatch(/class="badge">Ny</);
    await mette.page(`/staff/outcomes/${first}`);
    expect(await mette.page(`/staff/citizens/${ida.id}`)).not.toMatch(/class="badge">Ny</);
  });

  test("is each reader's own: what one has seen is new to the other", async () => {
    const kim = await installation.newCitizen("Kim");
    const id = await done(kim, "foelelser");
    await alsoTo(lis, kim, id);
    const both = [console.as(installation.staff), console.as(lis)] as const;
    for (const who of both) expect(await inbox(who)).toEqual([id]);
    await both[0].page(`/staff/outcomes/${id}`);
    expect(await inbox(both[0])).toEqual([]);
    expect(await inbox(both[1])).toEqual([id]);
  });

  test("R22 holds nothing that was kept, or is of somebody else's citizen", async () => {
    const per = await installation.newCitizen("Per");
    const kept = await done(per, "parathed", ["kun for mig"], false);
    expect(await inbox(mette)).toEqual([]);
    for (const path of ["", "/note", "/looked", "/new"]) {
      const answer = path === "" ? mette.get(`/staff/outcomes/${kept}`) : mette.post(`/staff/outcomes/${kept}${path}`);
      expect((await answer).status, path).toBe(404);
    }
    const shown = await done(per, "parathed", ["for Mette"]);
    expect(await inbox(console.as(lis))).not.toContain(shown);
    expect((await console.as(lis).get(`/staff/outcomes/${shown}`)).status).toBe(404);
    expect(await inbox(mette, "?all=1")).not.toContain(kept);
  });

  test("is narrowed by citizen, exercise and period, and the address holds no names", async () => {
    const eva = await installation.newCitizen("Eva Holm");
    const ole = await installation.newCitizen("Ole Dam");
    const feelings = await done(eva, "foelelser");
    installation.clock.pass({ days: 3 });
    const day = installation.clock.now().slice(0, 10);
    const level = await done(eva, "parathed", ["x"]);
    const other = await done(ole, "parathed", ["x"]);
    expect(await inbox(mette)).toEqual([other, level, feelings]);
    expect(await inbox(mette, `?citizen=${eva.id}`)).toEqual([level, feelings]);
    expect(await inbox(mette, "?flow=parathed")).toEqual([other, level]);
    expect(await inbox(mette, `?citizen=${eva.id}&flow=parathed&from=${day}&to=${day}`)).toEqual([level]);
    expect(await inbox(mette, `?from=${day}`)).toEqual([other, level]);
    const wrong = await mette.page("/staff/inbox?from=2026-02-31");
    expect(wrong).toContain("Perioden er ikke brugt.");
    expect(listed(wrong)).toHaveLength(3);
    expect(await mette.page("/staff/inbox?citizen=nobody")).toContain("Der er ikke noget, der passer til dit valg.");
    await mette.page(`/staff/outcomes/${level}`);
    expect(await inbox(mette, `?citizen=${eva.id}`)).toEqual([feelings]);
    const all = await mette.page(`/staff/inbox?citizen=${eva.id}&all=1`);
    expect(listed(all).slice(0, 2)).toEqual([level, feelings]);
    for (const address of all.match(/(?:href|hx-get|value)="\/staff[^"]*"/g) ?? []) {
      expect(address).not.toMatch(/Eva|Holm/);
    }
  });

  test("puts away with one tap, and gets back what was put away", async () => {
    const siv = await installation.newCitizen("Siv");
    const id = await done(siv, "foelelser");
    const back = `/staff/inbox?citizen=${siv.id}`;
    const answer = await mette.post(`/staff/outcomes/${id}/looked`, { back });
    expect(answer.headers.get("location")).toBe(`${back}&looked=${id}`);
    const page = await mette.page(answer.headers.get("location")!);
    expect(listed(page)).toEqual([]);
    expect(page).toContain("Lagt væk som set: Følelser, Siv.");
    expect((await mette.post(`/staff/outcomes/${id}/new`, { back })).headers.get("location")).toBe(back);
    expect(await inbox(mette)).toEqual([id]);
  });

  test.each(["https://evil.example/staff/inbox", "//evil.example/staff/inbox", "/staff/people", "http://[", ""])(
    "leads back to itself only, not to %s",
    async (back) => {
      const siv = await installation.newCitizen("Siv");
      const id = await done(siv, "foelelser");
      const answer = await mette.post(`/staff/outcomes/${id}/looked`, { back });
      expect(answer.headers.get("location")).toBe(`/staff/inbox?looked=${id}`);
    },
  );

  test("is there in English, as what follows from it", async () => {
    const ann = await installation.newCitizen("Ann");
    const id = await done(ann, "parathed", ["x"]);
    const english = console.as(installation.staff, "en");
    const pages = ["/staff/inbox", `/staff/outcomes/${id}`, `/staff/citizens/${ann.id}/since`];
    const [list, outcome, since] = await Promise.all(pages.map((it) => english.page(it)));
    expect(list).toContain("Choose citizen, exercise or period");
    expect(outcome).toContain("Copy for the journal");
    expect(since).toContain("Since last time: Ann");
  });

  test("has pages", async () => {
    const liv = await installation.newCitizen("Liv");
    const id = await done(liv, "foelelser");
    const { db } = installation.product.database;
    for (let n = 1; n <= 24; n++) await copySession(installation.product.database, id, `${id}-${n}`);
    await sql`insert into release select ${id} || '-' || n, ${installation.staff.id}, now() from generate_series(1, 24) n`.execute(
      db,
    );
    const first = await mette.page("/staff/inbox");
    expect(listed(first)).toHaveLength(20);
    expect(first).toContain("Side 1 af 2");
    expect(first).toContain('href="/staff/inbox?page=2"');
    const second = listed(await mette.page("/staff/inbox?page=2"));
    expect(second).toHaveLength(5);
    expect(new Set([...listed(first), ...second]).size).toBe(25);
    expect(await inbox(mette, "?page=99")).toEqual(second);
  });
});

describe("a note for the journal", () => {
  const noteOn = (page: string): string => /<pre id="note-[^"]*">([^<]*)<\/pre>/.exec(page)?.[1] ?? "";

  test("is edited, says so and by whom, and what was generated stays", async () => {
    const bo = await installation.newCitizen("Bo");
    const id = await done(bo, "parathed", ["fordi jeg vil"]);
    const path = `/staff/outcomes/${id}`;
    const generated = noteOn(await mette.page(path));
    expect(generated).toContain("fordi jeg vil");
    for (const text of ["Første udgave\r\nmed to linjer", "Anden udgave", "Anden udgave"]) {
      const answer = await mette.post(`${path}/note`, { text });
      expect(answer.headers.get("location")).toBe(`${path}?done=saved`);
      installation.clock.pass({ hours: 1 });
    }
    const page = await mette.page(`${path}?done=saved`);
    expect(page).toContain("Notatet er gemt.");
    expect(noteOn(page)).toMatch(/^Anden udgave\n\nRettet af Mette, behandler, \d+\. nov\. 2026/);
    expect(page).toContain("<pre>Første udgave\nmed to linjer</pre>");
    expect(page).toContain(`<pre>${generated}</pre>`);
    expect(page.match(/Din udgave fra/g), "the same again is no version").toHaveLength(1);
    expect(await mette.page(`/staff/citizens/${bo.id}`)).toContain(generated);
    const printed = await textOf(await mette.get(`${path}/print.pdf`));
    expect(printed).toContain("Anden udgave");
    expect(printed).toContain("Rettet af Mette, behandler");
    expect(printed).not.toContain("fordi jeg vil");
  });

  test("is printed with its title once, whatever is left of it in the text", async () => {
    const bo = await installation.newCitizen("Bo");
    const path = `/staff/outcomes/${await done(bo, "foelelser")}`;
    const generated = noteOn(await mette.page(path));
    await mette.post(`${path}/note`, { text: `${generated}\nOg en linje til` });
    const pages = readPdf(Buffer.from(await (await mette.get(`${path}/print.pdf`)).arrayBuffer())).pages;
    const note = pages.at(-1)!.text;
    expect(note).toContain("Og en linje til");
    const date = generated.split("\n")[1] as string;
    expect(note.split(date)).toHaveLength(2);
  });

  test.each([
    ["empty", "  ", "Det er tomt."],
    ["too long", "x".repeat(20_001), "Brug højst 20000 tegn."],
    ["with a CPR number", "Bo, 010203-1234", "Noget ligner et CPR-nummer."],
  ])("is not saved %s, and what was written is not lost", async (_, text, said) => {
    const bo = await installation.newCitizen("Bo");
    const path = `/staff/outcomes/${await done(bo, "foelelser")}`;
    const answer = await mette.post(`${path}/note`, { text });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(said);
    expect(page).toContain(`\n${text}</textarea>`);
    expect(noteOn(await mette.page(path))).not.toContain("Rettet af");
  });

  test("is its writer's own, and gone with the words it was made of when they are withdrawn", async () => {
    const { product, staff } = installation;
    const eva = await installation.newCitizen("Eva");
    const id = await done(eva, "parathed", ["min hemmelighed"]);
    const path = `/staff/outcomes/${id}`;
    await mette.post(`${path}/note`, { text: "Eva siger: min hemmelighed" });
    const { db } = product.database;
    await alsoTo(lis, eva, id);
    expect(noteOn(await console.as(lis).page(path))).not.toContain("Eva siger");
    await sql`insert into consent (citizen_id, receiver, name, kinds, at)
      values (${eva.id}, ${staff.id}, 'Mette', '{"words": false}', now())`.execute(db);
    const page = await mette.page(path);
    expect(page).not.toContain("min hemmelighed");
    expect(page).toContain("Borgeren har ændret, hvad du må se.");
    expect(await textOf(await mette.get(`${path}/print.pdf`))).not.toContain("min hemmelighed");
  });

  test("takes words for words", async () => {
    const bo = await installation.newCitizen("Bo");
    const path = `/staff/outcomes/${await done(bo, "foelelser")}`;
    await mette.post(`${path}/note`, { text: "</textarea><script>alert(1)</script>" });
    expect(await mette.page(path)).not.toContain("<script>alert");
  });
});
