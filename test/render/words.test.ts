import { describe, expect, it } from "vitest";
import { common } from "../../src/model/text.ts";
import { createTranslator } from "../../src/render/words.ts";
import { openTestProduct, withNewer } from "../support/product.ts";

const product = await openTestProduct();
const { library, translator } = product;
const da = translator.words("da");
const parathed = library.latest("parathed")!;
const keyed = (version: string, key: string, values = {}) => ({ from: `parathed@${version}`, key, values });

describe("words", () => {
  it("are filled with answers, numbers, lists and other words", () => {
    const label = common("number-said", { number: 3, label: "lidt klar" });
    expect(da.say(common("kept", { answer: label }))).toBe("Før svarede du: 3, lidt klar.");
    expect(da.say(common("ended.told", { names: ["Mette", "Bo", "Kim"] }))).toBe("Mette, Bo og Kim kan se dem nu.");
    const en = translator.words("en");
    expect(en.say(common("ended.told", { names: ["Mette", "Bo"] }))).toBe("Mette and Bo can see them now.");
  });
  it("say a day with its weekday (R11)", () => {
    expect(da.say(common("markers.tomorrow", { date: { date: "2026-11-21" } }))).toBe("I morgen, lørdag 21. november");
    const said = (language: string, year?: true) =>
      translator.words(language).say(common("date-said", { date: { date: "2026-11-21", ...(year ? { year } : {}) } }));
    expect([said("da"), said("en")]).toEqual(["lørdag 21. november", "Saturday 21 November"]);
    expect([said("da", true), said("en", true)]).toEqual(["lørdag 21. november 2026", "Saturday, 21 November 2026"]);
  });
  it("use the citizen's own word for their use, and a plain one otherwise (R5)", () => {
    const topic = keyed(parathed.ref.version, "parathed.params.topic.use");
    expect(da.say(topic)).toBe("at ændre dit forbrug");
    expect(translator.words("da", "hash").say(topic)).toBe("at ændre hash");
  });
  it("leave what a citizen wrote as it is", () => {
    for (const written of ["{{word}}", "$t(word)", "<i>"]) {
      expect(da.say(common("kept", { answer: written }))).toBe(`Før svarede du: ${written}.`);
    }
  });
  it("of an older version stay as they were", () => {
    const newer = withNewer(product, "parathed", (old) => ({
      ...old,
      words: { da: { parathed: { ...old.words.da!.parathed, title: "Klar?" } } },
    }));
    const say = (version: string) => newer.translator.words("da").say(keyed(version, "parathed.title"));
    expect(say(newer.library.latest("parathed")!.ref.version)).toBe("Klar?");
    expect(say(parathed.ref.version)).toBe("Parathed 1-5");
  });
  it("that are missing are told by language, file and key", () => {
    expect(() => da.say(common("nothing.here"))).toThrow("words da/common/nothing.here: expected a text, got none");
    expect(() => da.say(common("menu"))).toThrow("words da/common/menu: expected a text, got none");
    const none = createTranslator(library, { da: { common: {} } });
    expect(() => none.words("da").say(common("menu.ask"))).toThrow("da/common/menu.ask");
  });
  it("come in lists, which may be empty", () => {
    expect(da.list(common("also.send"))).toContain("ja tak");
    expect(da.list(common("also.nothing"))).toEqual([]);
    expect(da.list(common("menu.ask"))).toEqual([]);
  });
});
