import { describe, expect, it } from "vitest";
import { flowText } from "../../src/engine/answer-text.ts";
import type { CompiledFlow } from "../../src/flow/library.ts";
import { openTestProduct } from "../support/product.ts";
import { idOf, startTalk, type Talk } from "../support/talk.ts";

const product = await openTestProduct();
// interruptions report nothing, and what asks for consent says so in words of its own
const flows = product.library.all().filter(({ flow }) => flow.report !== false && !("consents" in flow));
const cases = ["da", "en"].flatMap((language) => flows.map((it) => [language, it.flow.id, it] as const));

type Said = Readonly<Record<string, readonly [da: RegExp, en: RegExp]>>;
const SAID = {
  mayStop: [/Du kan stoppe, når du vil/, /You can stop when you want/],
  minutes: [/tager.* minutter/, /takes.* minutes/],
  youChoose: [/Du vælger, om Mette må se/, /You choose if Mette may see/],
  noOneElse: [/Ingen andre kan se/, /Nobody else can see/],
  onlyYou: [/Kun du kan se/, /Only you can see/],
  nobodyWho: [/Ingen kan se, (hvem der svarer|at de er dine)/, /Nobody can see (who answers|they are yours)/],
  summary: [/Det her har du sagt|Du har ikke svaret/, /This is what you said|You have given no answers/],
  kept: [/gemt/, /saved/],
  told: [/Mette kan se dem nu/, /Mette can see them now/],
  thanks: [/^Tak/, /^Thank/],
} as const satisfies Said;

const said = (language: string, key: keyof typeof SAID) => SAID[key][language === "da" ? 0 : 1];
const text = (talk: Talk) =>
  talk
    .message()
    .bubbles.map((it) => it.text)
    .join("\n");

function begun(language: string, flow: string, audience?: readonly []): Talk {
  const talk = startTalk(product, { language, ...(audience ? { profile: { audience } } : {}) });
  talk.begin(flow);
  return talk;
}

/** Answers everything with the first that can be tapped, or a word; gives the texts it passed. */
function finish(talk: Talk): string[] {
  const passed: string[] = [];
  while (talk.conversation().frames.length > 0) {
    if (passed.length > 500) throw new Error(`no end, at ${text(talk)}`);
    passed.push(text(talk));
    const ids = talk.message().choices.map((it) => idOf(it.token));
    const wanted = ids.find((id) => id === "done") ?? ids.find((id) => id !== "unknown");
    if (wanted === undefined) talk.say("noget");
    else talk.tap(wanted);
  }
  return passed;
}

/** Who sees the answers, as the beginning says it. */
function seenBy({ flow }: CompiledFlow): keyof typeof SAID {
  if (flow.anonymous) return "nobodyWho";
  return flow.brief === "reading" ? "noOneElse" : "youChoose";
}

describe("R9 the beginning", () => {
  it.each(cases)("in %s of %s says what it is for, the minutes, who sees it and that one may stop", (...given) => {
    const [language, id, compiled] = given;
    const talk = begun(language, id);
    expect(text(talk)).toMatch(said(language, seenBy(compiled)));
    // one question is over as soon as it is answered
    if (compiled.flow.brief === "tap") return;
    const [first] = talk.message().bubbles;
    expect(first?.text).toBe(product.translator.words(language).say(flowText(compiled, "aim")));
    expect(text(talk)).toMatch(said(language, "minutes"));
    for (const minutes of compiled.flow.guide.minutes) expect(text(talk)).toContain(` ${minutes} `);
    expect(text(talk)).toMatch(said(language, "mayStop"));
  });
});

describe("R9 the end", () => {
  it.each(cases)("in %s of %s shows the summary, says what was kept and who was told", (language, id, { flow }) => {
    const talk = begun(language, id);
    const passed = finish(talk).join("\n");
    if (flow.brief === undefined) expect(passed).toMatch(said(language, "summary"));
    if (flow.brief === "reading") expect(text(talk)).toMatch(said(language, flow.keep ? "kept" : "thanks"));
    else if (flow.anonymous) expect(text(talk)).toMatch(said(language, "nobodyWho"));
    else {
      expect(text(talk)).toMatch(said(language, "kept"));
      expect(text(talk)).toMatch(said(language, "told"));
    }
  });
});

const reporting = cases.filter(([, , { flow }]) => !flow.anonymous && flow.brief !== "reading");

it.each(reporting)(
  "R9 in %s %s says at both ends that only oneself sees it when nobody is to be told",
  (language, id) => {
    const talk = begun(language, id, []);
    expect(text(talk)).toMatch(said(language, "onlyYou"));
    finish(talk);
    expect(text(talk)).toMatch(said(language, "onlyYou"));
  },
);
