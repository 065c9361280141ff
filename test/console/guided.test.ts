import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { looksAt } from "../../src/store/audit.ts";
import { loadConversation } from "../../src/store/load-conversation.ts";
import { outcomesOf } from "../../src/store/outcomes.ts";
import { addStaff, relate, type Staff } from "../../src/store/people.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { openedAnswers } from "../support/sealed.ts";
import { changed, contents } from "../support/tables.ts";
import { openConsole, type TestConsole, type Visitor } from "./console.ts";

let installation: Installation;
let console: TestConsole;
let kim: Staff;
let count = 0;

beforeAll(async () => {
  installation = await openInstallation();
  console = openConsole(installation);
  const { database } = installation.product;
  kim = await addStaff(database, { name: "Kim", role: "socialpaedagog", unit: installation.unit.id });
});
afterAll(() => installation?.close());

/** A new citizen of Mette and Kim. */
async function newCitizen(name = "Bo"): Promise<TestCitizen> {
  const citizen = await installation.newCitizen(name);
  await relate(installation.product.database, { citizen: citizen.id, staff: kim.id, role: "socialpaedagog" });
  return citizen;
}

const now = (citizen: TestCitizen, hand = "now"): string => `/staff/citizens/${citizen.id}/guide/${hand}`;
const nonceIn = (page: string): string => /name="nonce" value="([^"]+)"/.exec(page)![1]!;

/** The fields of the button with this label. */
function button(page: string, label: string): { nonce: string; token: string } {
  const buttons = [
    ...page.matchAll(/<button class="(?:choice|control)[^>]* name="token" value="([^"]+)"[^>]*>([\s\S]*?)<\/button>/g),
  ];
  const found = buttons.find(([, , inside]) => inside!.includes(`<span class="label">${label}</span>`));
  if (!found) throw new Error(`expected a button "${label}"`);
  return { nonce: nonceIn(page), token: found[1]! };
}

/** Taps a button of what is on the phone of staff. */
async function press(visitor: Visitor, at: string, label: string, by?: string): Promise<Response> {
  return await visitor.post(`${at}/answer`, { ...button(await visitor.page(at), label), ...(by ? { by } : {}) });
}

async function begin(visitor: Visitor, citizen: TestCitizen, flow = "parathed"): Promise<Response> {
  const params = flow === "parathed" ? { "param-topic": "use", "param-points": "5" } : {};
  const nonce = `a-nonce-of-the-test-${++count}`;
  return await visitor.post(`/staff/citizens/${citizen.id}/guide/${flow}`, { ...params, nonce });
}

const answersOf = async (citizen: TestCitizen) =>
  (await openedAnswers(installation.product.database, [citizen.conversation]))
    .filter(({ by }) => by !== null)
    .map(({ path, by }) => `${path} ${by}`);

describe("R30 who may run what", () => {
  test("each role runs what its guide lets it begin, never consent, nor what is anonymous", async () => {
    const bo = await newCitizen();
    const list = async (staff: Staff) => {
      const page = await console.as(staff).page(`/staff/citizens/${bo.id}/guide`);
      return [...page.matchAll(/\/guide\/([a-z-]+)"/g)].map(([, flow]) => flow!);
    };
    const [kims, mettes] = [await list(kim), await list(installation.staff)];
    expect(kims).toEqual(expect.arrayContaining(["parathed", "osteklokken", "sig-nej", "info-alkohol"]));
    expect(kims).not.toContain("aftalekontrakt");
    expect(mettes).toContain("aftalekontrakt");
    for (const flow of ["samtykke", "tilfredshed", "trang", "menneske"]) expect(mettes, flow).not.toContain(flow);
    for (const flow of ["aftalekontrakt", "samtykke", "tilfredshed", "nothing"]) {
      expect((await begin(console.as(kim), bo, flow)).status, flow).toBe(404);
    }
    expect((await bo.state()).frames).toEqual([]);
  });

  test("what the behandler has sent is run by the kontaktperson as well, and the citizen is told of it (R23)", async () => {
    const bo = await newCitizen();
    const { product, staff } = installation;
    await product.assign({ citizen: bo.id, flow: "aftalekontrakt", params: {}, by: staff.id });
    expect((await begin(console.as(kim), bo, "aftalekontrakt")).status).toBe(303);
    expect((await bo.state()).frames.map(({ audience }) => audience.map(({ name }) => name))).toEqual([
      ["Mette", "Kim"],
    ]);
    await console.as(kim).page(now(bo));
    const looks = await looksAt(product.database, bo.id, 10);
    expect(looks.map(({ action, name, flow }) => `${name} ${action} ${flow?.id}`)).toEqual([
      "Kim guided aftalekontrakt",
      "Kim looked undefined",
    ]);
  });

  test("a citizen of somebody else does not exist, on any page, and nobody who is not signed in is let in", async () => {
    const bo = await newCitizen("Villads");
    const lis = await addStaff(installation.product.database, {
      name: "Lis",
      role: "behandler",
      unit: installation.unit.id,
    });
    await begin(console.as(kim), bo);
    const before = await contents(installation.product.database);
    const at = `/staff/citizens/${bo.id}/guide`;
    for (const [visitor, status] of [
      [console.as(lis), 404],
      [console.as(undefined), 403],
    ] as const) {
      for (const path of ["", "/parathed", "/now", "/now/events", "/own", "/own/back", "/own/events"]) {
        const response = await visitor.get(`${at}${path}`);
        expect(response.status, path).toBe(status);
        expect(await response.text()).not.toContain("Villads");
      }
      for (const path of ["/parathed", "/now/answer", "/own/answer", "/now/text-size"]) {
        const form = { nonce: "a-nonce-of-the-test", words: "Hej" };
        expect((await visitor.post(`${at}${path}`, form)).status, path).toBe(status);
      }
    }
    expect(changed(before, await contents(installation.product.database))).toEqual(["audit"]);
  });

  test("of a citizen's own exercise nothing is shown to staff beside them, and nothing can be answered", async () => {
    const bo = await newCitizen();
    await bo.begin("foelelser");
    const { message } = await bo.tap("go-on");
    const visitor = console.as(kim);
    const response = await visitor.get(now(bo));
    expect([response.status, response.headers.get("location")]).toEqual([303, `/staff/citizens/${bo.id}/guide`]);
    const page = await visitor.page(`/staff/citizens/${bo.id}/guide`);
    expect(page).toContain("Bo er midt i noget.");
    expect(page).not.toContain(message.bubbles[0]!.text);

    const before = await bo.state();
    const stolen = { nonce: "a-nonce-of-the-test", token: message.choices[0]!.token };
    for (const form of [stolen, { nonce: "a-nonce-of-the-test", words: "glad" }]) {
      expect((await visitor.post(`${now(bo)}/answer`, form)).status).toBe(303);
    }
    expect(await bo.state()).toEqual(before);
  });

  test("in the middle of something the citizen is asked first, and what they keep stays on their own phone", async () => {
    const bo = await newCitizen();
    await bo.begin("foelelser");
    const visitor = console.as(kim);
    await begin(visitor, bo);
    expect(await visitor.page(now(bo))).toContain("Vil du starte Parathed 1-5 nu?");
    expect((await press(visitor, now(bo), "Nej")).headers.get("location")).toBe(`/staff/citizens/${bo.id}/guide`);
    await begin(visitor, bo);
    await press(visitor, now(bo), "Ja");
    expect((await bo.state()).frames.map(({ flow }) => flow.id)).toEqual(["foelelser", "parathed"]);
    // another exercise is chosen on the citizen's own phone; the one below is not for the phone of staff
    await press(visitor, now(bo), "Stop");
    expect((await press(visitor, now(bo), "Vælg en øvelse")).headers.get("location")).toContain("/guide");
    expect((await bo.state()).frames.map(({ flow }) => flow.id)).toEqual(["foelelser"]);
    expect((await visitor.get(now(bo))).status).toBe(303);
  });
});

test("R30 what the citizen goes on with on their own phone is not looked in on; together again, they are asked first", async () => {
  const bo = await newCitizen();
  const visitor = console.as(kim);
  await begin(visitor, bo);
  await press(visitor, now(bo), "Start");
  const open = await visitor.page(now(bo));
  await bo.tap("3");
  await bo.say("min hemmelighed");
  expect((await visitor.get(now(bo))).headers.get("location")).toBe(`/staff/citizens/${bo.id}/guide`);
  expect((await visitor.get(now(bo), { "x-skridt-fragment": "1" })).status).toBe(409);
  const before = await bo.state();
  await visitor.post(`${now(bo)}/answer`, button(open, "klar"));
  await visitor.post(`${now(bo)}/answer`, { nonce: nonceIn(open), words: "tilbage" });
  expect(await bo.state()).toEqual(before);
  expect(await visitor.page(`/staff/citizens/${bo.id}/guide`)).toContain("Bo er gået videre på sin egen telefon.");

  const again = await visitor.post(`${now(bo)}/again`);
  expect(again.headers.get("location")).toBe(`${now(bo)}#card`);
  const asked = await visitor.page(now(bo));
  expect(asked).toContain("Vil du fortsætte?");
  expect(asked).not.toContain("hemmelighed");
  await press(visitor, now(bo), "Fortsæt");
  await press(visitor, now(bo), "Min familie", "together");
  expect(await answersOf(bo)).toEqual([
    "intro citizen",
    "level citizen",
    "why-not-top citizen",
    "why-not-bottom together",
  ]);
});

describe("R30 an exercise side by side", () => {
  test("keeps who gave each answer, in the record, in the outcome and in the note", async () => {
    const bo = await newCitizen();
    const visitor = console.as(kim);
    const at = now(bo);
    expect((await begin(visitor, bo)).headers.get("location")).toBe(`${at}#card`);
    await press(visitor, at, "Start");
    const kept = await press(visitor, at, "lidt klar", "together");
    expect(kept.headers.get("location")).toBe(`${at}?by=together#card`);
    expect(await visitor.page(`${at}?by=together`)).toMatch(/data-by="together" aria-current="true"/);
    const nonce = nonceIn(await visitor.page(at));
    await visitor.post(`${at}/answer`, { nonce, words: "mine venner frister", by: "staff" });
    for (const label of ["Min familie", "Mere ro", "Lytte til mig", "Gå en tur"]) await press(visitor, at, label);
    await press(visitor, at, "Ja, det passer", "together");
    await press(visitor, at, "Ja, send det");
    expect(await answersOf(bo)).toEqual([
      "intro citizen",
      "level together",
      "why-not-top staff",
      ...["why-not-bottom", "one-up", "help-me", "help-staff"].map((it) => `${it} citizen`),
      "review together",
      "release citizen",
    ]);
    const [outcome] = await outcomesOf(installation.product.database, bo.id, kim.id);
    expect(outcome?.answeredBy).toEqual(["citizen", "together", "staff"]);
    const page = await visitor.page(`/staff/citizens/${bo.id}`);
    expect(page).toContain("Svaret af: borgeren selv, borgeren sammen med personale og personale for borgeren");

    expect(await visitor.page(at)).toContain("Tak for dine svar.");
    expect((await press(visitor, at, "Færdig")).headers.get("location")).toBe(`/staff/citizens/${bo.id}`);
  });

  test("R22 whether it is shown is never answered by staff: the page says why, and nothing is kept", async () => {
    const bo = await newCitizen();
    const visitor = console.as(kim);
    const at = now(bo);
    await begin(visitor, bo, "dagbog");
    await press(visitor, at, "god", "together");
    expect(await visitor.page(at)).toContain("Nu bestemmer Bo. Giv telefonen til Bo.");
    const before = await contents(installation.product.database);
    for (const label of ["Ja, send det", "Nej, kun mig"]) {
      const refused = await press(visitor, at, label, "staff");
      expect(refused.status).toBe(422);
      const text = await refused.text();
      expect(text).toMatch(/<p data-notice="citizen-decides"><span>Svaret blev ikke gemt. Her kan kun Bo bestemme./);
      expect(text).toContain("Må Kim se det?");
    }
    const form = { nonce: nonceIn(await visitor.page(at)), words: "ja", by: "staff" };
    expect((await visitor.post(`${at}/answer`, form)).status).toBe(422);
    expect(changed(before, await contents(installation.product.database))).toEqual([]);

    // on the phone that was handed over it is the citizen who answers, whatever the form says
    const own = await visitor.page(now(bo, "own"));
    expect(own).toContain("Til personalet");
    expect(own).not.toContain("Hvem svarer?");
    await press(visitor, now(bo, "own"), "Nej, kun mig", "staff");
    expect(await answersOf(bo)).toEqual(["mood together", "release citizen"]);
    expect(await outcomesOf(installation.product.database, bo.id, kim.id)).toEqual([]);
    await press(visitor, now(bo, "own"), "Færdig");
    const led = (await visitor.get(now(bo, "own"))).headers.get("location");
    expect(led).toBe(now(bo, "own/back"));
    expect(await visitor.page(now(bo, "own/back"))).toContain("Giv telefonen tilbage til dit personale.");
  });

  test("R17 the same form twice counts once, and an old button asks before it changes anything", async () => {
    const bo = await newCitizen();
    const visitor = console.as(kim);
    const at = now(bo);
    const form = { "param-topic": "use", "param-points": "5", nonce: "a-nonce-that-comes-twice" };
    for (let i = 0; i < 2; i++) await visitor.post(`/staff/citizens/${bo.id}/guide/parathed`, form);
    expect((await bo.state()).sessions).toBe(1);
    await press(visitor, at, "Start");
    const page = await visitor.page(at);
    const twice = { ...button(page, "klar"), by: "together" };
    await Promise.all([visitor.post(`${at}/answer`, twice), visitor.post(`${at}/answer`, twice)]);
    await visitor.post(`${at}/answer`, twice);
    expect(await answersOf(bo)).toEqual(["intro citizen", "level together"]);

    await visitor.post(`${at}/answer`, { ...button(page, "meget klar"), by: "staff" });
    expect((await bo.state()).aside?.kind).toBe("change");
    await press(visitor, at, "Ja", "staff");
    expect(await answersOf(bo)).toEqual(["intro citizen", "level together", "level staff"]);
  });

  test("takes up what was sent and waits, and whoever sent it is asked about as well", async () => {
    const bo = await newCitizen();
    const { id } = await installation.product.assign({
      citizen: bo.id,
      flow: "parathed",
      params: { topic: "job" },
      by: installation.staff.id,
    });
    const visitor = console.as(kim);
    const start = await visitor.page(`/staff/citizens/${bo.id}/guide/parathed`);
    expect(start).toContain("Mette har sendt øvelsen.");
    expect(start).not.toContain("param-topic");
    await visitor.post(`/staff/citizens/${bo.id}/guide/parathed`, { nonce: nonceIn(start) });
    const [frame] = (await bo.state()).frames;
    expect(frame).toMatchObject({
      assignment: id,
      params: { topic: "job" },
      audience: [{ name: "Mette" }, { name: "Kim" }],
      beside: { name: "Kim" },
    });
  });

  test("what is said unasked goes on going to the citizen's own phone", async () => {
    const bo = await newCitizen();
    await bo.take({ kind: "opened" }, { channel: "web" });
    const visitor = console.as(kim);
    await begin(visitor, bo);
    await press(visitor, now(bo), "Start");
    const { database } = installation.product;
    expect((await loadConversation(database, { conversation: bo.conversation }))?.channel).toBe("web");
    const { rows } = await sql<{
      channel: string;
    }>`select channel from outbox where conversation_id = ${bo.conversation}
      and sent_at is null`.execute(database.db);
    expect(rows.filter(({ channel }) => channel !== "test" && channel !== "web")).toEqual([]);
  });
});

test("R30 all instruction cards can be read, in both languages", async () => {
  const { library } = installation.product;
  const page = await console.as(kim).page("/staff/guides");
  for (const { flow } of library.all()) expect(page).toContain(`id="guide-${flow.id}"`);
  expect(page).toContain("Spørg, hvor klar borgeren er. 1 er slet ikke klar, og 5 er meget klar.");
  expect(await console.as(kim, "en").page("/staff/guides")).toContain("Ask how ready the citizen is.");
});
