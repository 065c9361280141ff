import { describe, expect, test } from "vitest";
import { afterMoves } from "../../src/engine/moves.ts";
import type { Answered } from "../../src/model/conversation.ts";
import type { Sheet } from "../../src/model/picture.ts";
import { layoutSheet } from "../../src/pictures/sheets/sheet.ts";
import { EMPTY, faultsOf } from "../pictures/sheets-faults.ts";
import { openTestProduct } from "../support/product.ts";
import { ANSWERS, day, many, one, own, sheetOf, skipped, words } from "./sheet-answers.ts";

const product = await openTestProduct();
const withSheet = product.library.all().filter(({ flow }) => flow.sheet !== undefined);
const ids = withSheet.map(({ flow }) => flow.id);

type Of<K extends Sheet["sheet"]> = Extract<Sheet, { sheet: K }>;
const typical = <K extends Sheet["sheet"]>(_: K, flow: string, ...more: [Parameters<typeof sheetOf>[2]?]) =>
  sheetOf(product, flow, ...more) as { sheet: Of<K>; alt: string };
const withAnswers = <K extends Sheet["sheet"]>(_: K, flow: string, answers: Answered[], known: Answered[] = []) =>
  sheetOf(product, flow, {}, { answers, known }) as { sheet: Of<K>; alt: string };
const texts = (items: readonly { text: string }[]) => items.map((it) => it.text);

test("there is a typical course for every kind of sheet that an exercise has", () => {
  const kinds = new Set(withSheet.map(({ flow }) => flow.sheet?.kind));
  expect(new Set(Object.keys(ANSWERS).map((id) => product.library.latest(id)?.flow.sheet?.kind))).toEqual(kinds);
});

describe.each(["da", "en"])("in %s", (language) => {
  // a plan with nothing on it is not shown
  const begun = ids.filter((id) => product.library.latest(id)?.flow.sheet?.kind !== "plan");
  test.each(begun)("the sheet of %s is drawn whole, and described, before anything is answered", (flow) => {
    const { sheet, alt } = sheetOf(product, flow, {}, { answers: [] }, language);
    expect(faultsOf(layoutSheet(sheet, EMPTY))).toEqual([]);
    expect(alt).toMatch(/\S[.!?"]$/);
    expect(product.pictures.link(sheet).height).toBeGreaterThan(0);
  });

  test.each(Object.keys(ANSWERS))("the sheet of %s is drawn whole with a typical course, with its day", (flow) => {
    const { sheet, alt } = sheetOf(product, flow, { date: "2026-11-23", citizen: "Bo" }, ANSWERS[flow], language);
    expect(faultsOf(layoutSheet(sheet, EMPTY))).toEqual([]);
    expect(product.pictures.link(sheet).height).toBeGreaterThan(0);
    const said = language === "da" ? "mandag 23. november 2026" : "Monday, 23 November 2026";
    expect(sheet.date).toBe(said);
    expect(alt).toContain(said);
  });
});

describe("the circle", () => {
  test("has people where they were moved to last, without those taken away", () => {
    const { sheet } = typical("circle", "netvaerkscirkel");
    expect(sheet.people).toEqual([
      { name: "Åse", ring: 1, relation: "Familie", helps: "helps" },
      { name: "Bo", ring: 1, relation: "når han er glad" },
      { name: "Nabo", ring: 3, helps: "both" },
    ]);
    expect(sheet.rings).toEqual(["Meget tæt", "Lidt tæt", "Langt væk"]);
  });

  test("is described ring by ring, with what people are and whether they help", () => {
    expect(typical("circle", "netvaerkscirkel").alt).toBe(
      "En cirkel med 3 ringe om en person. Meget tæt: Åse, Familie, Hjælper mig; Bo, når han er glad. " +
        "Langt væk: Nabo, Både og.",
    );
    expect(withAnswers("circle", "netvaerkscirkel", []).alt).toContain("Der er ingen navne endnu.");
  });

  test("begun again has the people numbered anew, in their new rings, and no moves left", () => {
    const { answers } = ANSWERS.netvaerkscirkel!;
    const people: Answered[] = answers.map(([path, value]) => [path, path === "closest" ? one("people-2") : value]);
    const gone: Answered[] = people.map(([path, value]) => [path, path === "edits[1]/who" ? one("people-0") : value]);
    const after = afterMoves({ people: "people", edits: "edits" }, gone);
    expect(after.filter(([path]) => path.endsWith("/name")).map(([path]) => path)).toEqual([
      "people[0]/name",
      "people[1]/name",
      "people[2]/name",
    ]);
    expect(new Map(after).get("people[0]/ring")).toEqual(one("ring-1"));
    expect(new Map(after).get("closest")).toEqual(one("people-1"));
    expect(after.some(([path]) => path.startsWith("edits"))).toBe(false);
    const nobody = afterMoves({ people: "people", edits: "edits" }, answers);
    expect(new Map(nobody).get("closest")).toEqual(one("people-0"));
  });
});

describe("the plan", () => {
  test("has what was picked with its picture, and own words without", () => {
    const { sheet } = typical("plan", "noedplan");
    expect(sheet.parts.map((part) => part.label)).toEqual([
      "Blive rolig",
      "Tænke mig om",
      "Få hjælp",
      "Bruge kroppen",
      "Noget kreativt",
      "Musik og film",
      "Det gør jeg i stedet",
    ]);
    expect(sheet.parts[1]!.items).toEqual([
      { text: "Huske mit mål", picture: "goal" },
      { text: "Tænke på min søns 18 års fødselsdag" },
    ]);
    expect(texts(sheet.parts[6]!.items)).toEqual(["Mine venner: Være med andre", "min stamplads: Sidde i parken"]);
  });

  test("has a place to write for what was skipped, and no part for what was never asked", () => {
    const { sheet } = withAnswers("plan", "noedplan", [
      ["cool-down", many("water")],
      ["think", skipped],
    ]);
    expect(sheet.parts.map((part) => part.items.length)).toEqual([1, 0]);
  });

  test("has whom to call, by what they are when no name was given", () => {
    expect(typical("plan", "noedplan").sheet.people).toEqual([
      { name: "Pia", relation: "Kontaktperson", phone: "12 34 56 78", support: "Tale med mig" },
      { name: "Familie", support: "Hente mig" },
    ]);
  });
});

describe("the decision", () => {
  const { sheet, alt } = typical("decision", "beslutningsskema");

  test("has a row for every area, now and at the day that was chosen", () => {
    expect(sheet.columns).toEqual(["Nu", "Til jul, torsdag 24. december 2026"]);
    expect(sheet.halves.map((half) => half.rows.length)).toEqual([5, 5]);
    const [together, health, law, money] = sheet.halves[0]!.rows;
    expect(together!.cells.map(texts)).toEqual([["Jeg har venner", "Skænderi"], ["Jeg er alene"]]);
    expect(together!.picture).toBe("together");
    expect(money!.cells[0]).toEqual([
      { text: "Jeg skylder penge", picture: "debt" },
      { text: "jeg skylder min bror penge" },
    ]);
    expect(law!.cells.map(texts)).toEqual([[], ["Jeg får bøder"]]);
    expect(health!.cells.map(texts)[1]).toEqual(["Ved ikke"]);
  });

  test("R14 says that it is not known, where that was the answer, and nothing where it was skipped", () => {
    expect(alt).toContain("Dit helbred, Senere: Ved ikke.");
    expect(alt.split("Hvis jeg stopper eller tager mindre:")[0]).not.toContain("Lov og politi, Nu");
  });

  test("heads what is later by its own word until a day is chosen", () => {
    expect(withAnswers("decision", "beslutningsskema", []).sheet.columns).toEqual(["Nu", "Senere"]);
    const otherDay = withAnswers("decision", "beslutningsskema", [["future", day("2027-04-03")]]);
    expect(otherDay.sheet.columns[1]).toBe("lørdag 3. april 2027");
  });
});

describe("the list", () => {
  test("ticks what was taken now and before, also own words; what cannot be taken has no box", () => {
    const { sheet, alt } = typical("list", "beloenning-naaet");
    expect(sheet.parts).toEqual([
      { label: "Mit mål", picture: "goal", items: [{ text: "Ringe til min søster" }] },
      {
        label: "Så får jeg",
        picture: "gift",
        items: [
          { text: "Kaffe og kage", picture: "cake", done: false },
          { text: "Gå i biografen", picture: "cinema", done: true },
          { text: "En ny trøje", done: true },
        ],
      },
    ]);
    expect(alt).toContain("Kaffe og kage; Gå i biografen, med flueben; En ny trøje, med flueben.");
  });

  test("reads what was kept of the exercises it uses, and keeps a place for what is not there yet", () => {
    const { sheet } = withAnswers("list", "dagsorden", [], [["samtale-forbered/matters", own(["mood"], "min kat")]]);
    const matters = sheet.parts.find((part) => part.items.length > 0)!;
    expect(texts(matters.items)).toEqual(["Mit humør", "min kat"]);
    expect(sheet.parts.some((part) => part.label === "Svært at sige" && part.items.length === 0)).toBe(true);
  });

  test("has no part for a way that was not taken", () => {
    expect(typical("list", "trivsel").sheet.parts.map((part) => part.label)).toEqual([
      "Det vil jeg",
      "Hvornår",
      "Sammen med",
    ]);
  });

  test("has the person that was just chosen", () => {
    expect(typical("list", "persona").sheet.persona).toBe("mature-woman");
    expect(withAnswers("list", "persona", []).sheet.persona).toBe("young-man");
  });
});

describe("the contract", () => {
  test("has part-goals with their actions, and days with what they are known by", () => {
    const { parts } = typical("contract", "aftalekontrakt").sheet;
    expect(parts.map((part) => texts(part.items))).toEqual([
      ["Jeg vil have min egen lejlighed"],
      ["Komme til samtaler: Bruge min kalender og Stå op kl. 8", "Spare 200 kr. op"],
      ["Mit personale", "Min familie"],
      ["mandag 23. november 2026"],
      ["Til påske, søndag 28. marts 2027"],
    ]);
  });

  test("says who has signed and who is missing", () => {
    const signatures = (given: Parameters<typeof sheetOf>[2]) => {
      const { sheet, alt } = typical("contract", "aftalekontrakt", given);
      return [sheet.signatures, alt] as const;
    };
    const signed = { label: "Min underskrift", name: "Bo Hansen", date: "mandag 23. november 2026" };
    const [missing, alt] = signatures({ date: "2026-11-23" });
    expect(missing).toEqual([signed, { label: "Behandler", missing: "Har ikke skrevet under endnu" }]);
    expect(alt).toContain("Min underskrift: Bo Hansen har skrevet under. Behandler: har ikke skrevet under endnu.");
    const [both, said] = signatures({ date: "2026-11-23", countersigned: { name: "Mette", date: "2026-11-25" } });
    expect(both).toEqual([signed, { label: "Behandler", name: "Mette", date: "onsdag 25. november 2026" }]);
    expect(said).toContain("Behandler: Mette har skrevet under.");
    const before = withAnswers("contract", "aftalekontrakt", [["goal", words("x")]]).sheet.signatures;
    expect(before.map((it) => it.name)).toEqual([undefined, undefined]);
  });
});

test("the diploma has the citizen's name, what staff wrote, and who gives it", () => {
  const { sheet, alt } = typical("diploma", "diplom", { citizen: "Bo Hansen", sender: "Mette Holm" });
  expect(sheet).toMatchObject({
    title: "Diplom",
    name: "Bo Hansen",
    text: "Du er kommet til 10 samtaler.",
    signature: { label: "Givet af", name: "Mette Holm" },
  });
  expect(alt).toBe('Et diplom til Bo Hansen. Der står: "Du er kommet til 10 samtaler." Givet af: Mette Holm.');
  expect(typical("diploma", "diplom", { citizen: "Bo" }).sheet.signature).toBeUndefined();
});

test("the bell has what is inside, outside and on the way out, and says where something was spoken", () => {
  const { sheet } = typical("bell", "osteklokken");
  expect([sheet.inside, sheet.outside, sheet.out].map((part) => texts(part.items))).toEqual([
    ["Roligt", "Rart", "der er stille"],
    ["Familie", "Naturen"],
    ["At tale sammen", "din lydbesked"],
  ]);
});
