import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Answered, Card } from "../../src/channels/teams/parts.ts";
import { DILEMMAS } from "../../src/desk/dilemma.ts";
import { HANDLERS } from "../../src/desk/handlers.ts";
import { looksAt } from "../../src/store/audit.ts";
import { addStaff, relate, type Staff } from "../../src/store/people.ts";
import { schedulesOf } from "../../src/store/schedules.ts";
import { problemsIn } from "../channels/teams/card-schema.ts";
import { complete } from "../console/exercise.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { actionsIn, alone, openDesk, reached, saidOn, type TestDesk } from "./desk.ts";

let installation: Installation;
let tove: Staff;
let citizens: TestCitizen[];
/** the tovholder, and a behandler of the same citizens */
let lead: TestDesk;
let mette: TestDesk;
beforeAll(async () => {
  installation = await openInstallation();
  const { product, unit } = installation;
  tove = await addStaff(product.database, { name: "Tove", role: "tovholder", unit: unit.id });
  citizens = [];
  for (const name of ["Bodil", "Ida", "Ole", "Per"]) {
    const citizen = await installation.newCitizen(name);
    await relate(product.database, { citizen: citizen.id, staff: tove.id, role: "tovholder" });
    citizens.push(citizen);
  }
  await complete(installation, citizens[0]!, "parathed", { release: true });
});
afterAll(() => installation.close());
beforeEach(() => {
  lead = openDesk(installation, tove);
  mette = openDesk(installation, installation.staff);
  alone.length = 0;
});

const said = ({ card, text }: Answered) => (card ? saidOn(card) : (text ?? ""));
const titles = (card: Card | undefined) => actionsIn(card).flatMap(({ title }) => title ?? []);
const GROUP = "groupChat";

describe("where others read along", () => {
  it("a tovholder is shown what can be begun, and others the way to their own chat", async () => {
    for (const chat of [GROUP, "channel"] as const) {
      const menu = await lead.say("hej", chat);
      expect(problemsIn(menu.card)).toEqual([]);
      expect(titles(menu.card)).toEqual(["Træk et dilemmakort", "Planlæg et gruppeforløb"]);
      expect(await mette.say("hej", chat)).toEqual({
        text: "Her læser andre med. Skriv til mig i vores egen chat.",
      });
    }
  });

  it("nothing of a citizen is shown or done, whatever is asked for", async () => {
    const { database } = installation.product;
    const bodil = citizens[0]!;
    const session = await database.db.selectFrom("session").select("id").executeTakeFirstOrThrow();
    const all = {
      citizen: bodil.id,
      outcome: session.id,
      alert: "a",
      flow: "parathed",
      page: 1,
      by: "staff",
      form: {},
    };
    const looks = async () => (await looksAt(database, bodil.id, 50)).length;
    const before = await looks();
    for (const desk of [lead, mette]) {
      for (const verb of Object.keys(HANDLERS)) {
        const { card, text } = await desk.tap(verb, { ...all, flow: "parathed" }, { q: "Bodil" }, GROUP);
        expect([verb, card, text]).toEqual([verb, undefined, "Her læser andre med. Skriv til mig i vores egen chat."]);
      }
      for (const words of ["Bodil", "hej", "menu"]) expect(said(await desk.say(words, GROUP))).not.toContain("Bodil");
    }
    expect(await looks()).toBe(before);
  });
});

describe("dilemmakort", () => {
  it("has cases in both languages, each once before one comes again", async () => {
    for (const language of ["da", "en"]) {
      const desk = openDesk(installation, tove, language);
      let shown = await desk.tap("dilemma-draw", {}, {}, GROUP);
      const seen = new Set<string>();
      for (let i = 0; i < DILEMMAS.length; i++) {
        expect(problemsIn(shown.card)).toEqual([]);
        expect(problemsIn(shown.everyone)).toEqual([]);
        seen.add(saidOn(shown.everyone));
        const asked = saidOn(shown.everyone)
          .split("\n")
          .filter((it) => it.startsWith("•"));
        expect(asked.map((it) => it.at(-1))).toEqual(["?", "?", "?"]);
        shown = await desk.press(shown.card, language === "da" ? "Træk et nyt" : "Draw a new one", {}, GROUP);
      }
      expect(seen.size).toBe(DILEMMAS.length);
    }
  });

  it("is led by the tovholder: others see it without the buttons, and cannot do it all the same", async () => {
    const posted = await lead.say("dilemmakort", GROUP);
    expect(titles(posted.card)).toEqual(["Styr kortet"]);
    const mine = await lead.press(posted.card, "Styr kortet", {}, GROUP);
    expect(titles(mine.card)).toEqual(["Vis aftalen for alle", "Træk et nyt"]);
    const theirs = await mette.press(posted.card, "Styr kortet", {}, GROUP);
    expect(titles(theirs.card)).toEqual(["Styr kortet"]);
    expect(await mette.press(mine.card, "Træk et nyt", {}, GROUP)).toEqual({
      text: "Det er tovholderen, der styrer kortet.",
    });
  });

  it("keeps what was agreed on everybody's card, and no name of a citizen", async () => {
    const { card } = await lead.tap("dilemma", { id: "visit" }, {}, GROUP);
    for (const agreed of ["", "Vi ringer til bodil først.", "Husk 010190-1234"]) {
      const refused = await lead.press(card, "Vis aftalen for alle", { agreed }, GROUP);
      expect([refused.everyone, said(refused)]).toEqual([
        undefined,
        expect.stringMatching(/^(Skriv, hvad|Skriv det uden)/),
      ]);
    }
    const kept = await lead.press(card, "Vis aftalen for alle", { agreed: "Vi går altid." }, GROUP);
    expect(saidOn(kept.everyone)).toMatch(/Det aftalte I\nVi går altid\.\nSkrevet af Tove/);
    const refresh = kept.everyone?.refresh as { action: { verb: string; data: object } };
    const again = await mette.tap(refresh.action.verb, refresh.action.data, {}, GROUP);
    expect(said(again)).toContain("Vi går altid.");
  });
});

describe("gruppeforløb", () => {
  const typed = { flow: "droemmekort", day: "2026-12-02", time: "13:00", times: "6" };

  it("is planned by the tovholder, and shown to all in the same order", async () => {
    const form = await lead.tap("course-form", {}, {}, GROUP);
    expect(problemsIn(form.card)).toEqual([]);
    const gone = await lead.press(form.card, "Vis planen for gruppen", { ...typed, day: "2020-01-01" }, GROUP);
    expect(said(gone)).toContain("Vælg en dag og et klokkeslæt");
    const plan = await lead.press(form.card, "Vis planen for gruppen", typed, GROUP);
    expect(problemsIn(plan.everyone)).toEqual([]);
    expect(saidOn(plan.everyone)).toContain("6 gange, hver onsdag kl. 13.00. Første gang onsdag 2. december.");
    expect(saidOn(plan.everyone)).toContain("4 til 6 borgere i gruppen.");
    expect(titles(plan.everyone)).toEqual(["Giv mine borgere hjemmeopgaven", "Styr kortet"]);
    const change = await lead.press(plan.card, "Ret planen", {}, GROUP);
    expect(JSON.stringify(change.card)).toContain('"value":"2026-12-02"');
  });

  it("hands each citizen the homework, chosen in the chat of one's own", async () => {
    const { everyone } = await lead.tap("course-plan", {}, typed, GROUP);
    expect(said(await mette.press(everyone, "Giv mine borgere hjemmeopgaven", {}, GROUP))).toContain(
      "Skriv hej til mig",
    );
    // who may not send the exercise is not asked for citizens
    expect(said(await lead.press(everyone, "Giv mine borgere hjemmeopgaven", {}, GROUP))).toContain("Bed borgerens");
    reached.add(installation.staff.id);
    expect(said(await mette.press(everyone, "Giv mine borgere hjemmeopgaven", {}, GROUP))).toBe(
      "Jeg skriver til dig i vores egen chat.",
    );
    const [{ member, verb, data }] = alone as [(typeof alone)[number]];
    expect(member).toBe(installation.staff.id);
    const { card } = await mette.tap(verb, data);
    expect(problemsIn(card)).toEqual([]);
    expect(said(await mette.press(card, "Giv hjemmeopgaven", { members: "" }))).toContain(
      "Vælg mellem 1 og 6 borgere.",
    );
    const [bodil, ida] = citizens as [TestCitizen, TestCitizen];
    const members = `${bodil.id},${ida.id}`;
    const given = await mette.press(card, "Giv hjemmeopgaven", { members });
    await mette.press(card, "Giv hjemmeopgaven", { members });
    expect(said(given)).toContain("står nu i planen for Bodil og Ida.");
    for (const { id } of [bodil, ida]) {
      const planned = await schedulesOf(installation.product.database, id);
      expect(planned.map(({ flow, rule }) => [flow, rule])).toEqual([
        ["droemmekort", "FREQ=WEEKLY;BYDAY=WE;BYHOUR=15;BYMINUTE=0;COUNT=6"],
      ]);
    }
    const foreign = await addStaff(installation.product.database, {
      ...{ name: "Karen", role: "behandler", unit: installation.unit.id },
    });
    const refused = await openDesk(installation, foreign).press(card, "Giv hjemmeopgaven", { members: bodil.id });
    expect(said(refused)).toContain("Her er ikke noget");
  });
});
