import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileFlow } from "../../src/flow/library.ts";
import { keepVersions } from "../../src/store/flow-versions.ts";
import { addStaff } from "../../src/store/people.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { openConsole, type TestConsole, type Visitor } from "./console.ts";
import { complete } from "./exercise.ts";

const HOSTILE = `<script>alert("1")</script><img src=x onerror='alert(2)'> & {{word}} $t(word)`;

let installation: Installation;
let console: TestConsole;
let mette: Visitor;
let bo: TestCitizen;
let hostile: TestCitizen;

beforeAll(async () => {
  installation = await openInstallation();
  console = openConsole(installation);
  mette = console.as(installation.staff);
  bo = await installation.newCitizen("Bo");
  hostile = await installation.newCitizen(HOSTILE);
  await complete(installation, hostile, "parathed", { release: true, own: [HOSTILE] });
});
afterAll(() => installation?.close());

const pagesOf = ({ id }: TestCitizen) =>
  ["", "/send", "/send/parathed", "/invite"].map((it) => `/staff/citizens/${id}${it}`);

/** The tags of a page, with the names of their attributes only. */
const tagsOf = (page: string): string[] =>
  (page.match(/<[^>]*>/g) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, '""'));

/** What a page of ours never has: something that acts or looks by itself. */
const ACTING = /^<[^>]*\s(on\w+|style)=|^<(style|iframe|object|embed|base)\b|^<script(?! defer src="">)|\ssrc=[^"]/i;

describe("every page", () => {
  test("takes names and answers for words, and has no script or style of its own", async () => {
    for (const path of ["/staff", "/staff/pictures", ...pagesOf(hostile)]) {
      const tags = tagsOf(await mette.page(path));
      expect(
        tags.filter((tag) => ACTING.test(tag)),
        path,
      ).toEqual([]);
    }
    const made = await (await mette.post(`/staff/citizens/${hostile.id}/invite`)).text();
    expect(tagsOf(made).filter((tag) => ACTING.test(tag))).toEqual([]);
    const page = await mette.page(`/staff/citizens/${hostile.id}`);
    expect(page).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
    expect(page).toContain("{{word}} $t(word)");
  });

  test("allows a browser no more than it needs, and is kept nowhere", async () => {
    const { headers } = await mette.get(`/staff/citizens/${bo.id}`);
    const policy = headers.get("content-security-policy") ?? "";
    for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(rule);
    }
    expect(policy).not.toMatch(/unsafe|\*|data:/);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  test("is there in English", async () => {
    const english = console.as(installation.staff, "en");
    const pages = await Promise.all(["/staff", "/staff/pictures", ...pagesOf(hostile)].map((it) => english.page(it)));
    for (const page of pages) expect(page).toContain('<html lang="en">');
    expect(pages[0]).toContain("My citizens");
  });

  test("says plainly that an address leads nowhere", async () => {
    const response = await mette.get("/staff/nowhere");
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("Her er ikke noget");
  });

  test("says plainly that something is wrong on our side, and not what", async () => {
    const failed: unknown[] = [];
    const broken = openConsole(installation, {
      failed: (error) => failed.push(error),
      inviteUrl: () => {
        throw new Error("secret detail");
      },
    });
    const response = await broken.as(installation.staff).post(`/staff/citizens/${bo.id}/invite`);
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toContain("Det virker ikke lige nu");
    expect(text).not.toContain("secret detail");
    expect(failed).toHaveLength(1);
  });
});

test("files of the pages may be kept for good under their own address", async () => {
  const page = await mette.page("/staff");
  const addresses = [...page.matchAll(/(?:href|src)="(\/staff\/assets\/[^"]+)"/g)].map((it) => it[1] as string);
  expect(addresses.length).toBeGreaterThan(5);
  for (const address of addresses) {
    const { status, headers } = await mette.get(address);
    expect([status, headers.get("cache-control")], address).toEqual([200, "public, max-age=31536000, immutable"]);
  }
  expect((await mette.get("/staff/assets/older/console.css")).headers.get("cache-control")).toBe("no-store");
  expect((await mette.get("/staff/assets/older/..%2findex.ts")).status).toBe(404);
});

test("a page hears of changes from the start: what listens comes in one file with htmx", async () => {
  const scripts = [...(await mette.page("/staff")).matchAll(/<script defer src="([^"]*)"/g)].map(
    (it) => it[1] as string,
  );
  expect(scripts.map((it) => it.split("/").at(-1))).toEqual(["htmx.js", "console.js"]);
  expect(await mette.page(scripts[0]!)).toMatch(/htmx[\s\S]*hx-sse:connect/);
});

describe("the list of citizens", () => {
  test("tells what is under way without how far, and nothing of what the citizen does for themselves", async () => {
    const kim = await installation.newCitizen("Kim");
    const before = await mette.page("/staff");
    await kim.begin("parathed");
    await kim.tap("craving");
    const { db } = installation.product.database;
    const begun = await db.selectFrom("session").select("flow_id").where("citizen_id", "=", kim.id).execute();
    expect(begun.map((it) => it.flow_id)).toEqual(["parathed", "trang"]);
    const after = await mette.page("/staff");
    expect(before).not.toContain("I gang");
    expect(after).toContain("I gang: Parathed 1-5");
    expect(after).not.toContain("trang");
    expect(after).not.toMatch(/trin \d/i);
  });

  test("does not tell of an exercise that the citizen left for good", async () => {
    const siv = await installation.newCitizen("Siv");
    await siv.begin("parathed");
    await siv.tap("go-on");
    await siv.tap("stop");
    await siv.tap("menu");
    const page = await mette.page(`/staff/citizens/${siv.id}`);
    expect(page).toContain("Ingen øvelse er i gang.");
    expect(page).not.toContain("Parathed");
  });

  test("tells of an exercise that was stopped and can be taken up again", async () => {
    const ulla = await installation.newCitizen("Ulla");
    await ulla.begin("parathed");
    await ulla.tap("go-on");
    await ulla.tap("stop");
    expect(await mette.page(`/staff/citizens/${ulla.id}`)).toContain("Sat på pause: Parathed 1-5");
  });

  test("is told to be empty in plain words", async () => {
    const { product, unit } = installation;
    const lone = await addStaff(product.database, { name: "Ny", role: "behandler", unit: unit.id });
    expect(await console.as(lone).page("/staff")).toContain("Du har ingen borgere endnu");
  });
});

describe("one citizen", () => {
  test("has the newest outcome on top and unfolded, older ones folded, ten at a time", async () => {
    const per = await installation.newCitizen("Per");
    for (let i = 0; i < 11; i++) {
      await complete(installation, per, "foelelser", { release: true });
      installation.clock.pass({ hours: 1 });
    }
    const page = await mette.page(`/staff/citizens/${per.id}`);
    const folds = [...page.matchAll(/<details class="outcome" id="[^"]*"( open)?>/g)].map((it) => it[1] !== undefined);
    expect(folds).toEqual([true, ...Array(9).fill(false)]);
    const times = [...page.matchAll(/<time datetime="([^"]*)"/g)].map((it) => it[1] as string);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(page).toContain("Viser 10 af 11");
    const more = await mette.page(`/staff/citizens/${per.id}?shown=20`);
    expect(more.match(/<details class="outcome"/g)).toHaveLength(11);
    expect(page).toContain("Viser de seneste 8 af 11 gange.");
  });

  test("shows an outcome in the words of the version it was answered in, also when that is not loaded", async () => {
    const { database, library } = installation.product;
    const ida = await installation.newCitizen("Ida");
    await complete(installation, ida, "foelelser", { release: true });
    const { bundle } = library.latest("foelelser")!;
    const words = { ...bundle.words.da, foelelser: { ...bundle.words.da?.foelelser, title: "Dengang" } };
    const old = compileFlow({ ...bundle, words: { ...bundle.words, da: words } });
    await keepVersions(database, [old]);
    const session = database.db.updateTable("session").where("citizen_id", "=", ida.id);
    await session.set({ flow_version: old.ref.version }).execute();
    expect(library.has(old.ref)).toBe(false);
    expect(await mette.page(`/staff/citizens/${ida.id}`)).toContain("<h3>Dengang</h3>");
    expect(await mette.page("/staff")).toContain("Nyeste resultat: Dengang");
  });

  test("is brought up to date by the part that changes alone", async () => {
    const fragment = await (await mette.get(`/staff/citizens/${bo.id}`, { "hx-target": "div#fresh" })).text();
    expect(fragment.trimStart()).toMatch(/^<div id="fresh"/);
    expect(fragment).not.toContain("<html");
  });
});

describe("sending an exercise", () => {
  const to = () => `/staff/citizens/${bo.id}/send/parathed`;
  const sent = async () => {
    const { db, keys } = installation.product.database;
    const rows = await db.selectFrom("assignment").selectAll().where("citizen_id", "=", bo.id).execute();
    const key = await keys.of(bo.id);
    return rows.map(({ id, flow_id, params, by_staff }) => {
      return { flow_id, params: key.openValue(params, "assignment.params", id), by_staff };
    });
  };

  test("takes the settings and tells that it is sent", async () => {
    const response = await mette.post(to(), { "param-topic": "home", "param-points": "3" });
    expect([response.status, response.headers.get("location")]).toEqual([303, `/staff/citizens/${bo.id}?done=sent`]);
    expect(await sent()).toEqual([
      { flow_id: "parathed", params: { topic: "home", points: "3" }, by_staff: installation.staff.id },
    ]);
    const page = await mette.page(`/staff/citizens/${bo.id}?done=sent`);
    expect(page).toContain("Øvelsen er sendt.");
    expect(page).toMatch(/Sendt .*, ikke begyndt: Parathed 1-5/);
  });

  test("takes staff's own words for what it is about", async () => {
    await mette.post(to(), { "param-topic": "$own", "own-topic": "  at få \n en hund ", "param-points": "5" });
    expect((await sent()).at(-1)?.params).toEqual({ topic: "at få en hund", points: "5" });
  });

  test.each([
    ["no setting", {}, "Vælg, hvad øvelsen handler om."],
    ["a setting that is none", { "param-topic": "x", "param-points": "5" }, "Vælg, hvad øvelsen handler om."],
    ["no own words", { "param-topic": "$own", "own-topic": " ", "param-points": "5" }, "Brug højst 60 tegn."],
    [
      "a CPR number",
      { "param-topic": "$own", "own-topic": "010190-1234", "param-points": "5" },
      "Skriv ikke CPR-nummer",
    ],
    ["too many", { "param-topic": "$own", "own-topic": "x".repeat(61), "param-points": "5" }, "Brug højst 60 tegn."],
    [
      "own words where none are taken",
      { "param-topic": "use", "param-points": "$own" },
      "Vælg, hvad øvelsen handler om.",
    ],
  ])("sends nothing with %s, and says so", async (_, form, text) => {
    const before = await sent();
    const response = await mette.post(to(), form as Record<string, string>);
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain(text);
    expect(page).toContain("Øvelsen er ikke sendt.");
    expect(await sent()).toEqual(before);
  });

  test("is for those whom the exercise's guide lets start it", async () => {
    const { product, unit } = installation;
    const support = await addStaff(product.database, { name: "Sia", role: "socialpaedagog", unit: unit.id });
    await product.database.db
      .insertInto("relation")
      .values({ citizen_id: bo.id, staff_id: support.id, role: "kontaktperson", to_at: null })
      .execute();
    const sia = console.as(support);
    const page = await sia.page(`/staff/citizens/${bo.id}/send`);
    expect(page).toContain("/send/parathed");
    expect(page).not.toContain("/send/foelelser");
    expect((await sia.post(`/staff/citizens/${bo.id}/send/foelelser`)).status).toBe(404);
    expect((await mette.post(`/staff/citizens/${bo.id}/send/trang`)).status).toBe(404);
  });

  test("is refused when the form comes from another site", async () => {
    const before = await sent();
    const form = { "param-topic": "use", "param-points": "5" };
    expect((await mette.post(to(), form, "https://elsewhere.test")).status).toBe(403);
    expect(await sent()).toEqual(before);
  });
});

test("the pictures are all there, with meaning, alternative text and licence", async () => {
  const page = await mette.page("/staff/pictures?persona=mature-man");
  const infos = installation.product.pictures.describe();
  expect(page.match(/<div class="picture-frame">/g)).toHaveLength(infos.length);
  for (const { name } of infos) expect(page).toContain(`<code>${name}</code>`);
  expect(page).toContain("En pil peger til venstre.");
  expect(page).toContain("Avataaars, free for personal and commercial use");
  const shows = (of: "mature-man" | "young-woman") =>
    page.includes(installation.product.pictures.link({ name: "feeling-joy", persona: of }).hash);
  expect([shows("mature-man"), shows("young-woman")]).toEqual([true, false]);
});
