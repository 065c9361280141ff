import { execFileSync } from "node:child_process";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jsonOf } from "../../src/store/keys/citizen-keys.ts";
import { addStaff, relate, type Staff } from "../../src/store/people.ts";
import { readPdf } from "../print/read-pdf.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { openConsole, type TestConsole, type Visitor } from "./console.ts";
import { complete } from "./exercise.ts";

let installation: Installation;
let console: TestConsole;
let mette: Visitor;
let other: Staff;

beforeAll(async () => {
  installation = await openInstallation();
  console = openConsole(installation);
  mette = console.as(installation.staff);
  other = await addStaff(installation.product.database, { name: "Lis", role: "behandler", unit: installation.unit.id });
});
afterAll(() => installation?.close());

/** The ids of what a citizen finished, the newest first. */
async function sessionsOf(citizen: TestCitizen): Promise<string[]> {
  const { db } = installation.product.database;
  const rows = await db
    .selectFrom("session")
    .select("id")
    .where("citizen_id", "=", citizen.id)
    .orderBy("completed_at", "desc")
    .execute();
  return rows.map((it) => it.id);
}

/** The citizen runs an exercise several times, an hour apart. */
async function times(citizen: TestCitizen, flow: string, ...own: string[]): Promise<void> {
  for (const words of own) {
    await complete(installation, citizen, flow, { release: true, own: [words] });
    installation.clock.pass({ hours: 1 });
  }
}

const textOf = async (response: Response): Promise<string> =>
  readPdf(Buffer.from(await response.arrayBuffer()))
    .pages.map((page) => page.text)
    .join("\n");

describe("printing an outcome", () => {
  let per: TestCitizen;
  let path: string;
  beforeAll(async () => {
    per = await installation.newCitizen("Per Hansen");
    await times(per, "parathed", "fordi jeg vil");
    path = `/staff/outcomes/${(await sessionsOf(per))[0]}/print.pdf`;
  });

  test("gives its sheet and its note as pages with text, under a name that tells of nobody", async () => {
    const response = await mette.get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/pdf");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="skridt-parathed.pdf"');
    expect(response.headers.get("cache-control")).toBe("no-store");
    const [sheet, note] = (await textOf(response)).split("\n");
    expect(sheet).toContain("Hvor klar er du?");
    expect(note).toContain("fordi jeg vil");
    expect(note).toContain("Svaret af: borgeren selv");
    expect(await mette.page(`/staff/citizens/${per.id}`)).toContain(`href="${path}"`);
  });

  test("R22 is for those it was released to, as long as they are tied to the citizen", async () => {
    const { database } = installation.product;
    expect((await console.as(other).get(path)).status).toBe(404);
    await relate(database, { citizen: per.id, staff: other.id, role: "behandler" });
    expect((await console.as(other).get(path)).status).toBe(404);
    expect((await console.as(undefined).get(path)).status).toBe(403);
    expect((await mette.get("/staff/outcomes/nobody-s1/print.pdf")).status).toBe(404);
    const kept = await installation.newCitizen("Ida");
    await complete(installation, kept, "parathed", { release: false });
    expect((await mette.get(`/staff/outcomes/${(await sessionsOf(kept))[0]}/print.pdf`)).status).toBe(404);
    const left = await installation.newCitizen("Eva");
    await times(left, "parathed", "x");
    await database.db
      .updateTable("relation")
      .set({ to_at: sql<Date>`now()` })
      .where("citizen_id", "=", left.id)
      .execute();
    expect((await mette.get(`/staff/outcomes/${(await sessionsOf(left))[0]}/print.pdf`)).status).toBe(404);
  });
});

describe("comparing", () => {
  test("is offered where there are two outcomes of the same, and shows the two newest as text and sheet", async () => {
    const bo = await installation.newCitizen("Bo");
    await times(bo, "parathed", "min første grund");
    const at = `/staff/citizens/${bo.id}`;
    expect(await mette.page(at)).not.toContain("/compare/");
    expect((await mette.get(`${at}/compare/parathed`)).status).toBe(404);
    await times(bo, "parathed", "min anden grund", "min tredje grund");
    expect(await mette.page(at)).toContain(`${at}/compare/parathed?run=`);
    const page = await mette.page(`${at}/compare/parathed`);
    const text = /<pre id="comparison">([^<]*)<\/pre>/.exec(page)?.[1] ?? "";
    expect(text).toContain("Sammenligning: Parathed 1-5");
    expect(text).toMatch(/min anden grund\n.*min tredje grund \(ændret\)/);
    expect(text).not.toContain("min første grund");
    expect(page).toMatch(
      /<img class="sheet-picture" src="\/media\/[^"]+\.png\?[^"]+" [^>]*alt="Sammenligning af Parathed 1-5 fra/,
    );
    expect([...page.matchAll(/name="run" value="[^"]*"( checked)?/g)].map((it) => it[1] !== undefined)).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("takes the times that are chosen, also on paper", async () => {
    const kim = await installation.newCitizen("Kim");
    await times(kim, "parathed", "grund 1", "grund 2", "grund 3");
    const [newest, , oldest] = await sessionsOf(kim);
    const chosen = `run=${newest}&run=${oldest}`;
    const page = await mette.page(`/staff/citizens/${kim.id}/compare/parathed?${chosen}`);
    const text = /<pre id="comparison">([^<]*)<\/pre>/.exec(page)?.[1] ?? "";
    expect(text).toContain("grund 1");
    expect(text).not.toContain("grund 2");
    const pdf = await mette.get(`/staff/citizens/${kim.id}/compare/parathed/print.pdf?${chosen}`);
    expect(pdf.headers.get("content-disposition")).toBe('attachment; filename="skridt-parathed.pdf"');
    const printed = await textOf(pdf);
    expect(printed).toContain("grund 1");
    expect(printed).toContain("grund 3 (ændret)");
    expect(printed).not.toContain("grund 2");
    const one = await mette.page(`/staff/citizens/${kim.id}/compare/parathed?run=${oldest}`);
    expect(/<pre id="comparison">([^<]*)<\/pre>/.exec(one)?.[1]).toMatch(/grund 1\n.*grund 3/);
  });

  test("does not mix what is about different things", async () => {
    const { product, staff } = installation;
    const siv = await installation.newCitizen("Siv");
    await times(siv, "parathed", "om forbrug");
    const { ref } = product.library.latest("parathed")!;
    const begin = { flow: ref, params: { topic: "home" }, audience: [{ id: staff.id, name: staff.name }] };
    await siv.take({ kind: "begin", begin });
    for (const button of ["go-on", "3", ...Array(5).fill("unknown"), "yes", "send"]) await siv.tap(button);
    const page = await mette.page(`/staff/citizens/${siv.id}`);
    expect(page).toContain("Parathed 1-5: at flytte i egen bolig");
    expect(page).not.toContain("/compare/");
    expect((await mette.get(`/staff/citizens/${siv.id}/compare/parathed`)).status).toBe(404);
  });

  test("R22 reads only what was released, to those it was released to", async () => {
    const eva = await installation.newCitizen("Ulla");
    await times(eva, "parathed", "åben");
    await complete(installation, eva, "parathed", { release: false, own: ["kun for mig"] });
    expect((await mette.get(`/staff/citizens/${eva.id}/compare/parathed`)).status).toBe(404);
    await times(eva, "parathed", "åben igen");
    const hidden = (await sessionsOf(eva))[1];
    const page = await mette.page(`/staff/citizens/${eva.id}/compare/parathed?run=${hidden}`);
    expect(page).not.toContain("kun for mig");
    await relate(installation.product.database, { citizen: eva.id, staff: other.id, role: "behandler" });
    expect((await console.as(other).get(`/staff/citizens/${eva.id}/compare/parathed`)).status).toBe(404);
    expect((await console.as(other).get(`/staff/citizens/${eva.id}/compare/parathed/print.pdf`)).status).toBe(404);
  });
});

describe("what a citizen has now", () => {
  test("is the newest of each exercise that is kept, with those before it below", async () => {
    const ole = await installation.newCitizen("Ole");
    await times(ole, "samtale-forbered", "min hund", "min kat", "min bil");
    await times(ole, "parathed", "x");
    const page = await mette.page(`/staff/citizens/${ole.id}`);
    const kept = page.slice(page.indexOf('id="kept"'), page.indexOf('id="outcomes"'));
    expect(kept).toContain("Nu gælder");
    expect(kept.match(/<details class="outcome"/g)).toHaveLength(1);
    expect(kept).toMatch(/alt="En liste\. [^"]*min bil/);
    expect(
      [...kept.matchAll(/<details class="older"[\s\S]*?alt="([^"]*)"/g)].map((it) => /min \w+/.exec(it[1]!)?.[0]),
    ).toEqual(["min kat", "min hund"]);
    const [, newest] = await sessionsOf(ole);
    expect(kept).toContain(`/staff/outcomes/${newest}/print.pdf`);
  });

  test("says that an agreement is not valid until the other side has signed", async () => {
    const { product, staff } = installation;
    const liv = await installation.newCitizen("Liv");
    await complete(installation, liv, "aftalekontrakt", { release: true, own: ["min lejlighed"] });
    const [session] = await sessionsOf(liv);
    const page = () => mette.page(`/staff/citizens/${liv.id}`);
    expect(await page()).toContain("Den gælder ikke endnu.");
    expect(await page()).toContain("Behandler: har ikke skrevet under endnu.");
    const signature = { by: { id: staff.id, name: staff.name }, at: "2026-11-25T10:00:00Z" };
    const { db, keys } = product.database;
    const sealed = (await keys.of(liv.id)).sealValue(signature, "session.signature", session!);
    await db
      .updateTable("session")
      .set({ signature: jsonOf(sealed) })
      .where("id", "=", session!)
      .execute();
    expect(await page()).not.toContain("Den gælder ikke endnu.");
    expect(await page()).toContain("Behandler: Mette har skrevet under.");
  });

  test("is not shown where nothing is kept", async () => {
    const tom = await installation.newCitizen("Tom");
    await times(tom, "parathed", "x");
    expect(await mette.page(`/staff/citizens/${tom.id}`)).not.toContain("Nu gælder");
  });
});

test("what only printing and charts need is not loaded before", () => {
  const script = `
    import { registerHooks } from "node:module";
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    await import("./src/app.ts");
    console.log(loaded.filter((url) => /node_modules\\/(pdfmake|pdfkit|echarts|zrender)\\//.test(url)).length, loaded.length > 100);
  `;
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  expect(out.trim()).toBe("0 true");
});

describe("an agreement", () => {
  test("is signed by the behandler with one tap, once, and is valid then on the page and on paper", async () => {
    const ida = await installation.newCitizen("Ida Berg");
    await complete(installation, ida, "aftalekontrakt", { release: true, own: ["Ida"] });
    const page = `/staff/citizens/${ida.id}`;
    expect(await mette.page(page)).toContain("Den gælder ikke endnu.");
    const [id] = await sessionsOf(ida);
    const kim = await addStaff(installation.product.database, {
      name: "Kim",
      role: "socialpaedagog",
      unit: installation.unit.id,
    });
    expect((await console.as(kim).post(`/staff/outcomes/${id}/sign`)).status).toBe(404);
    for (let times = 0; times < 2; times++) {
      const answer = await mette.post(`/staff/outcomes/${id}/sign`);
      expect(answer.headers.get("location")).toBe(`${page}?done=signed`);
    }
    const after = await mette.page(`${page}?done=signed`);
    expect(after).toContain("Du har skrevet under. Aftalen gælder nu.");
    expect(after).not.toContain("Den gælder ikke endnu.");
    expect(after).not.toContain(`/staff/outcomes/${id}/sign`);
    expect(await textOf(await mette.get(`/staff/outcomes/${id}/print.pdf`))).toContain("Mette");
  });
});

test("a diploma is printed with the name of who gets it and of who gives it", async () => {
  const tove = await installation.newCitizen("Tove Lund");
  await complete(installation, tove, "diplom", { release: true });
  const text = await textOf(await mette.get(`/staff/outcomes/${(await sessionsOf(tove))[0]}/print.pdf`));
  for (const name of ["Tove Lund", "Mette"]) expect(text).toContain(name);
});
