import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Answered } from "../../src/channels/teams/parts.ts";
import { appointmentsOf } from "../../src/store/appointments.ts";
import { looksAt } from "../../src/store/audit.ts";
import { loadConversation } from "../../src/store/load-conversation.ts";
import { addStaff, relate, type Staff } from "../../src/store/people.ts";
import { schedulesOf } from "../../src/store/schedules.ts";
import { problemsIn } from "../channels/teams/card-schema.ts";
import { complete } from "../console/exercise.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { actionsIn, openDesk, saidOn, type TestDesk } from "./desk.ts";

let installation: Installation;
let other: Staff;
let bo: TestCitizen;
/** somebody else's */
let ida: TestCitizen;
let desk: TestDesk;
let outcome: string;

beforeAll(async () => {
  installation = await openInstallation();
  const { product, unit, staff } = installation;
  other = await addStaff(product.database, { name: "Karen", role: "behandler", unit: unit.id });
  bo = await installation.newCitizen("Bo");
  ida = await installation.newCitizen("Ida");
  await relate(product.database, { citizen: ida.id, staff: other.id, role: "behandler" });
  await product.database.db
    .deleteFrom("relation")
    .where("citizen_id", "=", ida.id)
    .where("staff_id", "=", staff.id)
    .execute();
  await complete(installation, bo, "parathed", { release: true, own: ["Jeg vil [sove](http://x)"] });
  await complete(installation, bo, "foelelser", { release: false });
  await complete(installation, ida, "parathed", { release: true });
  outcome = await sessionOf(bo, "parathed");
});
afterAll(() => installation.close());
beforeEach(() => {
  desk = openDesk(installation, installation.staff);
});

async function sessionOf(citizen: TestCitizen, flow: string): Promise<string> {
  const rows = await installation.product.database.db
    .selectFrom("session")
    .select("id")
    .where("citizen_id", "=", citizen.id)
    .where("flow_id", "=", flow)
    .execute();
  return rows[0]!.id;
}

const offers = async (citizen: TestCitizen) => (await citizen.state()).offers.map((it) => it.flow.id);
const said = ({ card, text }: Answered) => (card ? saidOn(card) : text);

/** What stands on the citizen's screen. */
async function screenOf(citizen: TestCitizen): Promise<string> {
  const loaded = (await loadConversation(installation.product.database, { conversation: citizen.conversation }))!;
  return (await installation.product.receive.view(loaded)).message.bubbles.map(({ text }) => text).join("\n");
}

describe("what is written", () => {
  it("is a greeting that gives the first card, or a name that opens a citizen", async () => {
    const start = await desk.say("Hej");
    expect(problemsIn(start.card)).toEqual([]);
    expect(said(start)).toContain("Nyt siden sidst (1)");
    expect(said(start)).toContain("Mine borgere (1)");
    expect(said(await desk.say("bo"))).toContain("Hvad vil du gøre?");
    expect(said(await desk.say("Ida"))).toContain("Det forstår jeg ikke");
  });

  it("is nothing to somebody who has no citizens", async () => {
    const leder = await addStaff(installation.product.database, {
      name: "Lars",
      role: "leder",
      unit: installation.unit.id,
    });
    expect(await openDesk(installation, leder).say("hej")).toEqual({
      text: expect.stringContaining("Din rolle ser ingen borgere"),
    });
  });
});

describe("reading", () => {
  it("shows what was released and nothing else, and is a look the citizen can see (R22, R23)", async () => {
    const citizen = await desk.tap("citizen", { citizen: bo.id });
    expect(said(citizen)).toContain("Parathed 1-5");
    expect(said(citizen)).not.toContain("Følelser");
    const read = await desk.tap("outcome", { outcome });
    expect(said(read)).toContain("Jeg vil [sove](http://x)");
    const looks = await looksAt(installation.product.database, bo.id, 20);
    expect(looks.map(({ action, flow }) => [action, flow?.id])).toContainEqual(["looked", undefined]);
    expect(looks.map(({ action, flow }) => [action, flow?.id])).toContainEqual(["read", "parathed"]);
    expect(said(await desk.say("hej"))).toContain("Nyt siden sidst (0)");
  });

  it("is refused for those of others, and no card says that they exist", async () => {
    const foreign = await sessionOf(ida, "parathed");
    const kept = await sessionOf(bo, "foelelser");
    const before = (await looksAt(installation.product.database, ida.id, 20)).length;
    for (const answered of [
      await desk.tap("citizen", { citizen: ida.id }),
      await desk.tap("outcome", { outcome: foreign }),
      await desk.tap("outcome", { outcome: kept }),
      await desk.tap("journal", { outcome: foreign }),
      await desk.tap("send-set", { citizen: ida.id, flow: "parathed" }),
      await desk.tap("guided", { citizen: ida.id, by: "citizen" }),
    ]) {
      expect(said(answered)).toContain("Her er ikke noget");
      expect(problemsIn(answered.card)).toEqual([]);
    }
    expect((await looksAt(installation.product.database, ida.id, 20)).length).toBe(before);
  });
});

describe("a card that nobody made", () => {
  it("does nothing, and says so kindly", async () => {
    const huge = "x".repeat(100_000);
    for (const [verb, data] of [
      ["drop-tables", {}],
      ["constructor", {}],
      ["citizen", {}],
      ["citizen", { citizen: ["a"] }],
      ["citizen", { citizen: "'; drop table citizen" }],
      ["citizen", { citizen: "a\u0000b" }],
      ["citizens", { page: -1 }],
      ["outcome", { outcome: huge }],
      ["reply-send", { outcome }],
      ["send-do", { citizen: bo.id, flow: "parathed", form: { topic: huge }, nonce: "x" }],
      ["guided-tap", { citizen: bo.id, by: "nobody", token: "x", nonce: "x" }],
    ] as const) {
      const answered = await desk.tap(verb, data, { words: huge });
      expect(said(answered), verb).toContain("Det forstod jeg ikke");
    }
    expect(await offers(bo)).toEqual([]);
  });

  it("or that has lain too long, is told to be old", async () => {
    const set = await desk.tap("send-set", { citizen: bo.id, flow: "opfoelgning" });
    const confirm = await desk.press(set.card, "Send nu");
    installation.clock.pass({ hours: 13 });
    expect(said(await desk.press(confirm.card, "Ja, send"))).toContain("Kortet er gammelt");
    const forged = { citizen: bo.id, flow: "opfoelgning", form: {}, nonce: "zzzzzzzz-AAAAAAAAAAAA" };
    expect(said(await desk.tap("send-do", forged))).toContain("Kortet er gammelt");
    expect(await offers(bo)).toEqual([]);
    installation.clock.pass({ hours: 11 });
  });
});

describe("sending", () => {
  it("asks for a yes, and two taps on it send once", async () => {
    const set = await desk.tap("send-set", { citizen: bo.id, flow: "parathed" });
    const lacking = await desk.press(set.card, "Send nu", {
      "param-topic": "$own",
      "own-topic": "",
      "param-points": "5",
    });
    expect(said(lacking)).toContain("Skriv, hvad øvelsen handler om.");
    const confirm = await desk.press(set.card, "Send nu", { "param-topic": "home", "param-points": "5" });
    expect(said(confirm)).toContain("Bo får øvelsen på sin telefon med det samme.");
    expect(said(confirm)).toContain("at flytte i egen bolig");
    expect(await offers(bo)).toEqual([]);
    const sent = await desk.press(confirm.card, "Ja, send");
    await desk.press(confirm.card, "Ja, send");
    expect(said(sent)).toContain("»Parathed 1-5« er sendt til Bo.");
    expect(await offers(bo)).toEqual(["parathed"]);
  });

  it("plans what is asked each week, and shows it among what is sent this week", async () => {
    const flows = await desk.tap("follow-up", { citizen: bo.id });
    const set = await desk.press(flows.card, "Hvordan går det");
    const when = await desk.press(set.card, "Hver uge");
    expect(said(await desk.press(when.card, "Videre", { weekday: "", time: "10:00" }))).toContain(
      "Sæt kryds ved mindst 1 dag.",
    );
    const confirm = await desk.press(when.card, "Videre", { weekday: "FR", time: "10:00" });
    expect(said(confirm)).toContain("Bo får den hver fredag kl. 10.00.");
    await desk.press(confirm.card, "Ja, sæt i planen");
    await desk.press(confirm.card, "Ja, sæt i planen");
    const planned = await schedulesOf(installation.product.database, bo.id);
    expect(planned.map(({ flow, rule }) => [flow, rule])).toEqual([
      ["opfoelgning", "FREQ=WEEKLY;BYDAY=FR;BYHOUR=10;BYMINUTE=0"],
    ]);
    expect(said(await desk.say("menu"))).toContain("Bo: Hvordan går det");
  });

  it("makes an appointment once, and says what is wrong with a time that has gone", async () => {
    const card = await desk.tap("appointments", { citizen: bo.id });
    const typed = {
      day: "2026-12-01",
      time: "10:00",
      minutes: "45",
      place: "Rådhuset",
      picture: "behandler",
      staff: installation.staff.id,
    };
    expect(said(await desk.press(card.card, "Lav aftalen", { ...typed, day: "2020-01-01" }))).toContain(
      "Aftalen er ikke lavet.",
    );
    await desk.press(card.card, "Lav aftalen", typed);
    const made = await desk.press(card.card, "Lav aftalen", typed);
    expect(said(made)).toContain("Rådhuset");
    expect(await appointmentsOf(installation.product.database, bo.id, new Date(0))).toHaveLength(1);
  });

  it("asks the citizen for consent once; the citizen decides (R22)", async () => {
    const card = await desk.tap("consent", { citizen: bo.id });
    expect(said(await desk.press(card.card, "Spørg Bo"))).toContain("Vælg, hvem det handler om.");
    const receiver = installation.staff.id;
    await desk.press(card.card, "Spørg Bo", { receiver, exercise: "*" });
    await desk.press(card.card, "Spørg Bo", { receiver, exercise: "*" });
    expect((await offers(bo)).filter((it) => it === "samtykke")).toHaveLength(1);
  });

  it("shows a way in that works once", async () => {
    const card = await desk.tap("invite", { citizen: bo.id });
    const made = await desk.press(card.card, "Lav et nyt link");
    expect(said(made)).toMatch(/https:\/\/skridt\.test\/c\/i\/[\w-]+/);
    expect(JSON.stringify(made.card)).toContain("data:image/png;base64,");
    expect(problemsIn(made.card)).toEqual([]);
  });
});

describe("a reply", () => {
  it("keeps the rules of words, and praises nobody for staying away (R2, R5, R28)", async () => {
    const card = await desk.tap("reply", { outcome });
    const words = "Flot, at du har holdt dig fra øl i så mange dage nu, og bliv endelig ved.";
    const refused = await desk.press(card.card, "Send svaret", { pick: "own", words });
    expect(said(refused)).toContain("En sætning må højst have 10 ord.");
    expect(said(refused)).toContain("»holdt dig fra«");
    expect(JSON.stringify(refused.card)).toContain(words);
    expect(await screenOf(ida)).not.toContain("skriver til dig");
  });

  it("comes to the citizen with the name of who wrote it, once (R21)", async () => {
    const anna = await installation.newCitizen("Anna");
    await complete(installation, anna, "parathed", { release: true });
    await anna.tap("close");
    const shown = await desk.tap("reply", { outcome: await sessionOf(anna, "parathed") });
    const sent = await desk.press(shown.card, "Send svaret", { pick: "own", words: "Tak for din tid." });
    await desk.press(shown.card, "Send svaret", { pick: "own", words: "Tak for din tid." });
    expect(said(sent)).toContain("Sendt til Anna: »Tak for din tid.«");
    const screen = await screenOf(anna);
    expect(screen.split("Mette skriver til dig.")).toHaveLength(2);
    expect(screen).toContain("»Tak for din tid.«");
    expect((await anna.state()).news).toHaveLength(1);
  });
});

describe("side by side", () => {
  it("runs an exercise with the same controls, counts a double tap once, and lets the citizen decide (R30)", async () => {
    const erik = await installation.newCitizen("Erik");
    const flows = await desk.tap("guide", { citizen: erik.id });
    expect(problemsIn(flows.card)).toEqual([]);
    const instructions = await desk.tap("guide-card", { citizen: erik.id, flow: "opfoelgning" });
    expect(said(instructions)).toContain("Sæt jer, så I begge kan se telefonen.");
    let shown = await desk.press(instructions.card, "Begynd sammen");
    expect(problemsIn(shown.card)).toEqual([]);
    for (let i = 0; i < 20 && !said(shown)?.includes("Må Mette se"); i++) {
      const taps = actionsIn(shown.card).filter((it) => it.verb === "guided-tap");
      const main = taps[0]!.data as object;
      const again = await desk.tap("guided-tap", main);
      expect(said(await desk.tap("guided-tap", main))).toBe(said(again));
      shown = again;
    }
    expect(said(shown)).toContain("Nu bestemmer Erik. Giv telefonen til Erik.");
    const yes = actionsIn(shown.card).find((it) => it.verb === "guided-tap")!.data as object;
    const refused = await desk.tap("guided-tap", { ...yes, by: "staff" });
    expect(said(refused)).toContain("Her kan kun Erik bestemme.");
    expect((await erik.state()).frames).toHaveLength(1);
    await desk.tap("guided-tap", { ...yes, by: "together" });
    expect((await erik.state()).frames).toHaveLength(0);
  });
});
