import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StaffRole } from "../../src/model/staff.ts";
import { addDuty } from "../../src/store/duty.ts";
import { closeCourse } from "../../src/store/people/course.ts";
import { activeOf, relationsOf } from "../../src/store/people/relations.ts";
import { addCitizen, addStaff, addUnit, getCitizen, relate, type Staff, type Unit } from "../../src/store/people.ts";
import { closeTeamsChat, keepTeamsChat } from "../../src/store/teams.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { changed, contents } from "../support/tables.ts";
import { openConsole, type TestConsole } from "./console.ts";

const HOSTILE = `<script>alert("1")</script> & {{word}}`;

let installation: Installation;
let console: TestConsole;
let database: Installation["product"]["database"];
let staff: Record<StaffRole, Staff>;
let north: Unit;
let stranger: TestCitizen;
let bo: TestCitizen;

beforeAll(async () => {
  installation = await openInstallation();
  database = installation.product.database;
  console = openConsole(installation);
  const { unit, staff: mette } = installation;
  const hire = (name: string, role: StaffRole) => addStaff(database, { name, role, unit: unit.id });
  staff = {
    behandler: mette,
    socialpaedagog: await hire("Kim", "socialpaedagog"),
    tovholder: await hire("Tove", "tovholder"),
    leder: await hire("Leif", "leder"),
    administrator: await hire("Adam", "administrator"),
  };
  north = await addUnit(database, "Nord");
  bo = await installation.newCitizen("Bo");
  const { id } = await addCitizen(database, { name: "Fremmed", unit: north.id });
  stranger = installation.through(installation.product, await getCitizen(database, id));
});
afterAll(() => installation?.close());

const as = (role: StaffRole) => console.as(staff[role]);
const newBehandler = (name: string, unit: { id: string } = installation.unit) =>
  addStaff(database, { name, role: "behandler", unit: unit.id });
const tied = async ({ id }: { id: string }) =>
  (await activeOf(database, id)).map((it) => `${it.staff.name} ${it.role}`);
const PROFILE = {
  ...{ name: "Bo", language: "da", persona: "young-man", wordForUse: "min hash", pace: "calm", choicesAtATime: "3" },
  ...{ readAloud: "yes", from: "10", to: "18", region: "midtjylland" },
  ...{ firstContactOn: "2026-11-01", firstTalkOn: "2026-11-09" },
};

describe("who meets which page", () => {
  const paths = () => {
    const { id } = staff.behandler;
    const people = "/staff/people";
    return [
      people,
      `${people}/units/new`,
      `${people}/staff/new`,
      `${people}/citizens/new`,
      `${people}/staff/${id}`,
      `${people}/staff/${id}/leave`,
      `/staff/citizens/${bo.id}/profile`,
      `/staff/citizens/${bo.id}/move`,
      `/staff/citizens/${stranger.id}/profile`,
    ];
  };

  test.each([
    ["administrator", [200, 200, 200, 200, 200, 200, 200, 200, 200]],
    ["tovholder", [200, 403, 403, 200, 200, 200, 403, 403, 404]],
    ["behandler", [403, 403, 403, 200, 403, 403, 200, 403, 404]],
    ["socialpaedagog", [403, 403, 403, 403, 403, 403, 404, 404, 404]],
    ["leder", [403, 403, 403, 403, 403, 403, 404, 404, 404]],
  ] as const)("%s", async (role, expected) => {
    const statuses = [];
    for (const path of paths()) statuses.push((await as(role).get(path)).status);
    expect(statuses).toEqual(expected);
  });

  test("a refusal says which rule refused", async () => {
    const refused = await as("behandler").get("/staff/people");
    const text = await refused.text();
    expect(text).toContain("Din rolle må ikke gøre det.");
    expect(text).toContain("Regel: behandler: see-people never");
    const other = await newBehandler("Nora", north);
    const elsewhere = await (await as("tovholder").get(`/staff/people/staff/${other.id}/leave`)).text();
    expect(elsewhere).toContain("Det kan du kun gøre i dit eget tilbud.");
  });

  test("R27 who is no longer reached in Teams is named, among people and on the duty plan, until they write again", async () => {
    const { unit, socialpaedagog: kim } = { unit: installation.unit.id, ...staff };
    const chat = { conversation: "a:kim", serviceUrl: "https://smba.trafficmanager.net/emea/", tenant: "t" };
    const pages = () =>
      Promise.all(["people", `people/staff/${kim.id}`, "duty"].map((it) => as("tovholder").page(`/staff/${it}`)));
    await addDuty(database, unit, { day: "5", from: 480, to: 960, staff: kim.id, rank: 1 });
    await keepTeamsChat(database, kim.id, chat, new Date());
    for (const page of await pages()) expect(page).not.toContain("i Teams");
    await closeTeamsChat(database, kim.id, "blocked", new Date());
    const [people, member, duty] = await pages();
    for (const page of [people, duty]) expect(page).toContain("Har blokeret Skridt i Teams");
    expect(member).toContain("Kim har blokeret Skridt i Teams og får ingen besked der.");
    await keepTeamsChat(database, kim.id, chat, new Date());
    for (const page of await pages()) expect(page).not.toContain("i Teams");
  });

  test("only those who may see people get the way there; a tovholder sees the own unit", async () => {
    for (const role of ["administrator", "tovholder"] as const) {
      expect(await as(role).page("/staff")).toContain('href="/staff/people"');
    }
    for (const role of ["behandler", "socialpaedagog"] as const) {
      expect(await as(role).page("/staff")).not.toContain('href="/staff/people"');
    }
    expect(await as("leder").page("/staff/numbers")).not.toContain('href="/staff/people"');
    expect(await as("administrator").page("/staff/people")).toContain("Fremmed");
    const own = await as("tovholder").page("/staff/people");
    expect(own).toContain("Rusmiddelcenter Test");
    expect(own).not.toContain("Fremmed");
    expect(await as("administrator").page("/staff/people")).toContain("Ingen behandler");
  });

  test("nothing is changed by those who may not", async () => {
    const before = await contents(database);
    for (const role of ["behandler", "socialpaedagog", "leder", "tovholder"] as const) {
      const tries = [
        ["/staff/people/units/new", { name: "X" }],
        ["/staff/people/staff/new", { name: "X", role: "behandler" }],
        [`/staff/citizens/${bo.id}/relations`, { staff: staff.tovholder.id, role: "tovholder" }],
        [`/staff/citizens/${bo.id}/relations/end`, { staff: staff.behandler.id, role: "behandler" }],
        [`/staff/citizens/${bo.id}/move`, { unit: north.id }],
        [`/staff/citizens/${stranger.id}/profile`, PROFILE],
        [`/staff/citizens/${stranger.id}/close`, { reason: "other" }],
      ] as const;
      for (const [path, form] of tries) {
        expect([403, 404], `${role} ${path}`).toContain((await as(role).post(path, form)).status);
      }
    }
    expect(changed(before, await contents(database))).toEqual(["audit"]);
  });
});

describe("adding", () => {
  test("an administrator adds a unit, staff and a citizen with a behandler", async () => {
    const admin = as("administrator");
    expect((await admin.post("/staff/people/units/new", { name: "Bosted Syd" })).status).toBe(303);
    await admin.post("/staff/people/staff/new", { name: "Nanna", role: "behandler", unit: installation.unit.id });
    const page = await admin.page("/staff/people");
    expect(page).toContain("Bosted Syd");
    expect(page).toContain("Nanna");
    const form = { name: "Kaj", persona: "mature-man", unit: installation.unit.id, behandler: staff.behandler.id };
    const made = await admin.post("/staff/people/citizens/new", form);
    const [, id = ""] = /citizens\/([^/]+)\/profile/.exec(made.headers.get("location") ?? "") ?? [];
    expect(await getCitizen(database, id)).toMatchObject({ name: "Kaj", persona: "mature-man" });
    expect(await tied({ id })).toEqual(["Mette behandler"]);
  });

  test("a behandler's new citizen is their own, in their own unit; for another's nothing is made", async () => {
    const at = "/staff/people/citizens/new";
    expect((await as("behandler").post(at, { name: "Liv", unit: north.id })).status).toBe(400);
    const made = await as("behandler").post(at, { name: "Liv" });
    const [, id = ""] = /citizens\/([^/]+)\/profile/.exec(made.headers.get("location") ?? "") ?? [];
    expect(await getCitizen(database, id)).toMatchObject({ unit_id: installation.unit.id });
    expect(await tied({ id })).toEqual(["Mette behandler"]);
  });

  test("a CPR number goes nowhere", async () => {
    const before = await contents(database);
    const forms = [
      ["/staff/people/citizens/new", { name: "Bo 010190-1234" }],
      ["/staff/people/staff/new", { name: "0101901234", role: "behandler", unit: installation.unit.id }],
      ["/staff/people/units/new", { name: "Nord 010190 1234" }],
      [`/staff/citizens/${bo.id}/profile`, { ...PROFILE, wordForUse: "010190-1234" }],
    ] as const;
    for (const [path, form] of forms) {
      const response = await as("administrator").post(path, form);
      expect(response.status, path).toBe(422);
      expect(await response.text()).toContain("Skriv ikke CPR-nummer her.");
    }
    expect(await contents(database)).toEqual(before);
  });
});

describe("settings", () => {
  test("are saved by the citizen's behandler, and shown as they were saved", async () => {
    const saved = await as("behandler").post(`/staff/citizens/${bo.id}/profile`, PROFILE);
    expect(saved.headers.get("location")).toBe(`/staff/citizens/${bo.id}/profile?done=saved`);
    const row = { word_for_use: "min hash", pace: "calm", choices_at_a_time: 3, read_aloud: true, hours_from: 10 };
    expect(await getCitizen(database, bo.id)).toMatchObject({ ...row, first_talk_on: "2026-11-09" });
    const page = await as("behandler").page(`/staff/citizens/${bo.id}/profile?done=saved`);
    for (const shown of [
      'value="min hash"',
      'value="2026-11-09"',
      'value="calm" checked',
      'value="midtjylland" selected',
    ]) {
      expect(page).toContain(shown);
    }
    expect(page).not.toContain("Knyt til borgeren");
    expect(await as("behandler").page(`/staff/citizens/${bo.id}`)).toContain(`/staff/citizens/${bo.id}/profile`);
  });

  test("say what is wrong beside the field, and keep what was typed", async () => {
    const wrong = { ...PROFILE, name: "", from: "20", to: "8", firstTalkOn: "2026-10-01" };
    const response = await as("behandler").post(`/staff/citizens/${bo.id}/profile`, wrong);
    expect(response.status).toBe(422);
    const text = await response.text();
    expect(text).toContain("Det er ikke gemt.");
    expect(text).toContain("Skriv noget. Brug højst 100 tegn.");
    expect(text).toContain("Det sidste klokkeslæt skal være efter det første.");
    expect(text).toContain("Den første samtale kan ikke være før den første henvendelse.");
    expect(text).toContain('value="2026-10-01"');
  });

  test("take names for words", async () => {
    const hostile = await installation.newCitizen(HOSTILE);
    for (const path of [
      `/staff/citizens/${hostile.id}/profile`,
      `/staff/citizens/${hostile.id}/move`,
      "/staff/people",
    ]) {
      const page = await as("administrator").page(path);
      expect(page).not.toContain("<script>alert");
      expect(page).toContain("{{word}}");
    }
  });
});

describe("when a staff member stops", () => {
  test("their citizens are given on after a look at what happens, and their pages close", async () => {
    const [old, next] = [await newBehandler("Gamle"), await newBehandler("Nye")];
    const [kaj, ida] = [
      await addCitizen(database, { name: "Kaj", unit: installation.unit.id }),
      await addCitizen(database, { name: "Ida", unit: installation.unit.id }),
    ];
    for (const it of [kaj, ida]) await relate(database, { citizen: it.id, staff: old.id, role: "behandler" });
    const at = `/staff/people/staff/${old.id}/leave`;
    const alone = await as("tovholder").page(`${at}?to=&each-${kaj.id}=${next.id}`);
    expect(alone).toContain("Ida: Vælg, hvem der tager over som behandler.");
    expect(alone).not.toContain("Kaj: Vælg");
    const before = await contents(database);
    expect((await as("tovholder").post(at, { to: "" })).status).toBe(422);
    expect(await contents(database)).toEqual(before);

    const preview = await as("tovholder").page(`${at}?to=${next.id}&each-${ida.id}=${staff.tovholder.id}&leave=yes`);
    expect(preview).toContain("Kaj får Nye som behandler.");
    expect(preview).toContain("Ida får Tove som behandler.");
    expect(preview).toContain("Gamle kan ikke logge ind mere.");
    const form = { to: next.id, [`each-${ida.id}`]: staff.tovholder.id, leave: "yes" };
    const done = await as("tovholder").post(at, form);
    expect(done.headers.get("location")).toBe("/staff/people?done=left");
    expect([await tied(kaj), await tied(ida)]).toEqual([["Nye behandler"], ["Tove behandler"]]);
    expect((await console.as(old).get(`/staff/citizens/${kaj.id}`)).status).toBe(404);
    expect((await console.as(next).get(`/staff/citizens/${kaj.id}`)).status).toBe(200);
  });

  test("a tovholder stops nobody who never has citizens", async () => {
    const at = `/staff/people/staff/${staff.administrator.id}`;
    expect((await as("tovholder").post(`${at}/leave`)).status).toBe(403);
    expect(await as("tovholder").page(at)).not.toContain(`${at}/leave`);
    expect(await as("administrator").page(at)).toContain(`${at}/leave`);
  });

  test("a tovholder chooses among the own unit only", async () => {
    const [old, far] = [await newBehandler("Olga"), await newBehandler("Fjern", north)];
    const kaj = await addCitizen(database, { name: "Kaj", unit: installation.unit.id });
    await relate(database, { citizen: kaj.id, staff: old.id, role: "behandler" });
    const at = `/staff/people/staff/${old.id}/leave`;
    expect(await as("tovholder").page(at)).not.toContain("Fjern");
    expect((await as("tovholder").post(at, { to: far.id })).status).toBe(400);
    expect(await as("administrator").page(at)).toContain("Fjern");
    expect((await as("administrator").post(at, { to: far.id, leave: "no" })).headers.get("location")).toContain(
      "handed",
    );
    expect(await tied(kaj)).toEqual(["Fjern behandler"]);
  });
});

describe("a citizen", () => {
  test("moves after a look at what happens", async () => {
    const lis = await newBehandler("Lis", north);
    const eva = await installation.newCitizen("Eva");
    const at = `/staff/citizens/${eva.id}/move`;
    expect(await as("administrator").page(`${at}?unit=${north.id}`)).toContain("Eva ville stå uden behandler.");
    const preview = await as("administrator").page(`${at}?unit=${north.id}&behandler=${lis.id}`);
    expect(preview).toContain("Mette stopper som behandler.");
    expect(preview).toContain("Lis begynder som behandler.");
    const same = await as("administrator").page(`${at}?unit=${north.id}&behandler=$same`);
    expect(same).toContain("Mette fortsætter som behandler.");
    expect((await as("administrator").post(at, { unit: north.id })).status).toBe(422);
    expect((await as("administrator").post(at, { unit: north.id, behandler: lis.id })).status).toBe(303);
    expect(await tied(eva)).toEqual(["Lis behandler"]);
  });

  test("whose course ends belongs to nobody, until it is opened again by who it belonged to", async () => {
    const ole = await installation.newCitizen("Ole");
    const at = `/staff/citizens/${ole.id}`;
    expect((await as("behandler").post(`${at}/close`, { reason: "completed" })).status).toBe(303);
    expect((await as("behandler").get(at)).status).toBe(404);
    const page = await as("behandler").page(`${at}/profile?done=closed`);
    expect(page).toContain("Forløbet er gennemført.");
    expect(page).not.toContain('name="wordForUse"');
    const other = await newBehandler("Anden");
    expect((await console.as(other).get(`${at}/profile`)).status).toBe(404);
    expect((await console.as(other).post(`${at}/reopen`)).status).toBe(404);
    expect((await as("behandler").post(`${at}/reopen`)).headers.get("location")).toContain("done=reopened");
    expect(await tied(ole)).toEqual(["Mette behandler"]);
  });

  test("is tied and untied by an administrator, and never left without a behandler", async () => {
    const per = await installation.newCitizen("Per");
    const at = `/staff/citizens/${per.id}/relations`;
    const admin = as("administrator");
    const ending = { staff: staff.behandler.id, role: "behandler" };
    expect((await admin.post(`${at}/end`, ending)).headers.get("location")).toContain("problem=not-untied");
    const wrong = await admin.post(at, { staff: staff.leder.id, role: "behandler" });
    expect(wrong.headers.get("location")).toContain("problem=not-tied");
    const nina = await newBehandler("Nina");
    expect((await admin.post(at, { staff: nina.id, role: "behandler" })).headers.get("location")).toContain(
      "done=tied",
    );
    expect((await admin.post(`${at}/end`, ending)).headers.get("location")).toContain("done=untied");
    expect(await tied(per)).toEqual(["Nina behandler"]);
    expect(await relationsOf(database, per.id)).toHaveLength(2);
    const page = await admin.page(`/staff/citizens/${per.id}/profile`);
    expect(page).toMatch(/Mette<\/strong> som behandler<br><span class="quiet">.* til /);
  });

  test("with an ended course is in the list of ended ones", async () => {
    const gry = await installation.newCitizen("Gry");
    await closeCourse(database, gry.id, "moved");
    expect(await as("administrator").page("/staff/people")).toMatch(/Afsluttede forløb \(\d+\).*Gry/s);
  });
});
