import { describe, expect, it } from "vitest";
import type { CompiledFlow } from "../../src/flow/library.ts";
import { asksOf, nameOf } from "../../src/flow/place.ts";
import { type Conversation, newConversation } from "../../src/model/conversation.ts";
import type { Message } from "../../src/model/message.ts";
import { common } from "../../src/model/text.ts";
import { loadWords } from "../../src/words/catalog.ts";
import { sentencesIn } from "../../src/words/measure.ts";
import { chanceOf, readProduct, tapping, thorough, walk, wandering } from "./walk.ts";

const own = readProduct();
const shared = loadWords("locales").shared;
const languages = Object.keys(shared).filter((language) => shared[language]?.common);
const unknown = new Map(languages.map((it) => [it, own.translator.words(it).say(common("unknown"))]));
const LEAST_WALKS = 4;
/** So many at most, until every place was asked: some lie behind many answers of one kind. */
const MOST_WALKS = 400;

const flows = own.library.all().map((flow): [string, CompiledFlow] => [flow.ref.id, flow]);

describe.each(flows)("any way through %s", (_, flow) => {
  it("ends, and shows only small bubbles with one question at most, in every language (R1)", () => {
    const places = [...asksOf(flow.nodes).keys()].filter((name) => !(flow.flow.anonymous && name === "release"));
    const missing = new Set(places);
    for (let seed = 1; seed <= LEAST_WALKS || (missing.size > 0 && seed <= MOST_WALKS); seed++) {
      const given = { languages, params: someParams(flow, seed), ...before(flow, seed) };
      const went = walk(own, flow, wandering(seed), given);
      for (const path of went.asked) missing.delete(nameOf(path));
      for (const message of went.messages) expectSmall(message);
    }
    expect([...missing]).toEqual([]);
  });
});

/** Every other time, settings by chance, as staff gives them: one of the list, or own words where they may. */
function someParams({ flow }: CompiledFlow, seed: number): Record<string, string> {
  if (seed % 2 === 0) return {};
  const given = Object.entries(flow.params ?? {}).map(([name, { values, text }], i) => {
    const all = [...values, ...(text ? ["et liv med mere ro"] : [])];
    return [name, all[Math.floor(chanceOf(seed * 100 + i) * all.length)] as string];
  });
  return Object.fromEntries(given);
}

/** Two times of three, the exercises it uses and itself were done before, in one of a few ways. */
function before({ flow }: CompiledFlow, seed: number): { before?: Conversation } {
  if (seed % 3 === 0 || !(flow.uses || flow.renew)) return {};
  const way = (seed % 9) + 1;
  const key = `${flow.id} ${way}`;
  const conversation = done.get(key) ?? doneBefore([...new Set([...(flow.uses ?? []), flow.id])], way);
  done.set(key, conversation);
  return { before: conversation };
}

const done = new Map<string, Conversation>();

function doneBefore(ids: readonly string[], seed: number): Conversation {
  return ids.reduce(
    (conversation, id) =>
      walk(own, own.library.latest(id) as CompiledFlow, thorough(seed), { before: conversation }).conversation,
    newConversation("walker", "kim"),
  );
}

function expectSmall(message: Message): void {
  const texts = message.bubbles.map((bubble) => bubble.text.replaceAll('"', ""));
  for (const text of texts) {
    expect(sentencesIn(text).length, text).toBeLessThanOrEqual(3);
    expect(text.split(/\s+/).length, text).toBeLessThanOrEqual(30);
    expect(text).not.toMatch(/[{}]/);
    // an answer that is not known has no words to fill a gap with
    expect(text.toLowerCase()).not.toContain(unknown.get(message.language));
  }
  expect(texts.join(" ").split("?").length - 1, texts.join(" ")).toBeLessThanOrEqual(1);
}

describe("Parathed", () => {
  const flow = own.library.latest("parathed")!;
  const reasons = (level: string, params = {}) =>
    walk(own, flow, tapping({ level }), { params }).asked.filter((path) => /^(why|one)/.test(path));

  it("asks why not 5 and why not 1 between the ends of the scale", () => {
    expect(reasons("3")).toEqual(["why-not-top", "why-not-bottom", "one-up"]);
  });
  it("skips why not 5 and one number up at the top", () => {
    expect(reasons("5")).toEqual(["why-not-bottom"]);
    expect(reasons("3", { points: "3" })).toEqual(["why-not-bottom"]);
  });
  it("skips why not 1 at the bottom", () => {
    expect(reasons("1")).toEqual(["why-not-top", "one-up"]);
  });
  it("asks for no reasons when the number is not known (R14)", () => {
    expect(reasons("unknown")).toEqual([]);
  });
  it("says what the question is about, by topic, and in the citizen's own word for their use (R5)", () => {
    const text = (topic: string) => walk(own, flow, tapping({}), { params: { topic } }).messages[1]!.bubbles[0]!.text;
    expect(text("use")).toBe("Hvor klar er du til at ændre dit forbrug?");
    expect(text("home")).toBe("Hvor klar er du til at flytte i egen bolig?");
    expect(text("at køre bus alene")).toBe("Hvor klar er du til at køre bus alene?");
  });
});

describe("Sig nej", () => {
  const flow = own.library.latest("sig-nej")!;
  const cards = flow.flow.decks?.temptations ?? [];
  const levelOf = (card: string) => cards.find((it) => it.id === card)?.tags?.level;
  const everywhere = (wanted: Record<string, string>) => tapping({ "rounds/answer": "no", ...wanted });

  it.each(
    ["alcohol", "hash", "other"].flatMap((offer) =>
      ["friend", "group", "relative", "stranger"].map((who) => [offer, who]),
    ),
  )("tempts with %s by a %s in rising levels, and differently the next time", (offer, who) => {
    const first = walk(own, flow, everywhere({ offer, who }));
    const again = walk(own, flow, everywhere({ offer, who }), { before: first.conversation });
    for (const went of [first, again]) {
      const tempted = went.drawn.filter((card) => levelOf(card));
      expect(tempted.map(levelOf)).toEqual(["level-1", "level-2", "level-3", "level-4"]);
      for (const card of tempted) {
        const tags = cards.find((it) => it.id === card)?.tags;
        expect([undefined, offer]).toContain(tags?.offer);
        expect([undefined, who]).toContain(tags?.who);
      }
    }
    expect(first.drawn.filter((card, i) => levelOf(card) && again.drawn[i] === card)).toEqual([]);
  });

  it("meets a yes with another go, and another temptation of the same level", () => {
    const yes = walk(own, flow, everywhere({ "rounds[level-1]/answer": "yes", "rounds/again": "yes" }));
    expect(yes.asked.filter((path) => path.startsWith("rounds[level-1]"))).toEqual([
      "rounds[level-1]/answer",
      "rounds[level-1]/again",
      "rounds[level-1]/second",
      "rounds[level-1]/second-lesson",
    ]);
    const tempted = yes.drawn.filter((card) => levelOf(card) === "level-1");
    expect(new Set(tempted).size).toBe(2);
  });

  it.each(["næ", "Ellers tak!", "gider ik", "ikke i dag", "NEJ TAK", "nr. 1"])(
    "understands %s as a no (R18)",
    (said) => {
      const tap = everywhere({});
      const went = walk(own, flow, (message, path) =>
        nameOf(path) === "rounds/answer" ? { words: said } : tap(message, path),
      );
      const answers = went.answers.filter(([path]) => nameOf(path) === "rounds/answer").map(([, value]) => value);
      expect(answers).toEqual(Array(4).fill({ kind: "choice", id: "no" }));
    },
  );
});
