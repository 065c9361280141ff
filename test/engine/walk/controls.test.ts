import { beforeAll, describe, expect, it } from "vitest";
import { answersOf } from "../../../src/engine/frame.ts";
import type { Frame } from "../../../src/model/conversation.ts";
import type { Message } from "../../../src/model/message.ts";
import type { Control } from "../../../src/model/screen.ts";
import { isBlank, type Value } from "../../../src/model/value.ts";
import { openTestProduct } from "../../support/product.ts";
import { idOf, startTalk, type Talk } from "../../support/talk.ts";
import { openAudit } from "./audit.ts";
import { give, placeIn, placeNow, profileOf, type Reached, reach, variantsOf, withoutControls } from "./walker.ts";

const product = await openTestProduct();
const audit = openAudit(product.pictures, 5);
const variants = variantsOf(product).filter((it) => it.seen || it.compiled.flow.report === false);

describe.each(variants)("at every step of $name", (variant) => {
  let all: readonly Reached[];
  /** each place once, however it was reached */
  let places: readonly Reached[];
  beforeAll(() => {
    all = reach(product, variant);
    places = [...new Map(all.map((it) => [placeIn(it.key), it])).values()];
  });
  const reports = variant.compiled.flow.report !== false;
  /** what a check finds at each stand, with a talk that goes on from there */
  const expectNothing = (stands: readonly Reached[], check: (talk: Talk, reached: Reached) => readonly string[]) => {
    const found = stands.flatMap((reached) => {
      const talk = startTalk(product, { from: reached.conversation, profile: profileOf(variant.seen) });
      return check(talk, reached).map((problem) => `${placeIn(reached.key)}: ${problem}`);
    });
    expect([...new Set(found)]).toEqual([]);
  };
  const audited = (talk: Talk): readonly string[] => audit(talk.screen(), talk.message());

  it("Tilbage goes one answer back and keeps it and the others (R12)", () => {
    expectNothing(all, (talk) => {
      const [before, answers] = [talk.message(), answersOf(top(talk))];
      const last = answers.at(-1);
      talk.press("back");
      const first = placeIn(all[0]?.key as string) as string;
      if (!last) return reports ? [...isAt(talk, first), ...audited(talk)] : audited(talk);
      const wentBack = [...isAt(talk, last[0]), ...sameAnswers(talk, answers.slice(0, -1)), ...audited(talk)];
      keep(talk, last[1]);
      return [...wentBack, ...sameAnswers(talk, answers), ...same(talk, before)];
    });
  });

  it("Tilbage leads to the very start, and what was kept leads forth again (R12)", () => {
    const ends = all.filter((it) => it.steps.some(({ leadsTo }) => leadsTo === "done"));
    for (const { conversation } of ends.slice(0, 10)) {
      const talk = startTalk(product, { from: conversation, profile: profileOf(variant.seen) });
      const [before, answers] = [talk.message(), answersOf(top(talk))];
      for (const _ of answers) talk.press("back");
      expect(answersOf(top(talk))).toEqual([]);
      for (const [, value] of answers) keep(talk, value);
      expect([...sameAnswers(talk, answers), ...same(talk, before)]).toEqual([]);
    }
  });

  it("Gentag shows the same; Det forstår jeg ikke says it plainer, and then offers a person (R13)", () => {
    expectNothing(places, (talk) => {
      const before = talk.message();
      talk.press("repeat");
      const repeated = same(talk, before);
      talk.press("plainer");
      const plainer = talk.message();
      const problems = [...repeated, ...audited(talk)];
      if (textsOf(plainer) === textsOf(before)) problems.push("R13 expected other words");
      talk.press("plainer");
      const offered = talk.message().choices.some((it) => idOf(it.token) === "human");
      const full = plainer.choices.length === 7;
      return [...problems, ...audited(talk), ...(offered || full ? [] : ["R13 expected a person to be offered"])];
    });
  });

  it("Spring over and Ved ikke are answers, except where something must be answered (R14)", () => {
    expectNothing(places, (talk, { conversation }) => {
      const frame = top(talk);
      const place = placeNow(product, conversation)!;
      const { step } = variant.compiled.asks.get(place.replaceAll(/\[[^\]]*\]/g, ""))!;
      const required = step.type === "release" || ("required" in step && step.required === true);
      const asks = !["intro", "say", "sheet", "review", "summary", "release"].includes(step.type);
      const offered = talk.message().choices.some((it) => idOf(it.token) === "unknown");
      const problems = offered === (asks && !required) ? [] : ["R14 expected Ved ikke where it can be said"];
      const { effects } = talk.press("skip");
      if (required) return [...problems, ...isAt(talk, place), ...audited(talk)];
      const kind = ["intro", "say", "sheet"].includes(step.type) ? "seen" : "skipped";
      const recorded = effects.some((it) => it.type === "record-answer" && it.path === place && it.value.kind === kind);
      const still = top(talk)?.session === frame.session && placeNow(product, talk.conversation()) === place;
      return [...problems, ...(recorded && !still ? [] : [`R14 expected ${kind} as the answer`])];
    });
  });

  it("Pause and Stop keep the place, also for days (R15)", () => {
    expectNothing(places, (talk) => {
      const before = talk.message();
      const { step, of } = talk.screen().progress!;
      talk.press("pause");
      talk.clock.pass({ days: 3 });
      talk.take({ kind: "opened" });
      const where = `trin ${step} af ${of}.`;
      const paused = [...audited(talk), ...says(talk, where)];
      talk.tap("go-on");
      const kept = stillThere(talk, before);
      talk.clock.pass({ days: 3 });
      talk.take({ kind: "opened" });
      const away = [...audited(talk), ...says(talk, where)];
      talk.tap("go-on");
      const back = stillThere(talk, before);
      const stopped = talk.press("stop").effects.map((it) => it.type);
      if (!reports)
        return [...paused, ...kept, ...away, ...back, ...(stopped.includes("session-stopped") ? [] : ["stop"])];
      const stop = audited(talk);
      const resumed = talk.tap("go-on").effects.map((it) => it.type);
      const told = stopped.includes("session-stopped") && resumed.includes("session-resumed");
      return [
        ...paused,
        ...kept,
        ...away,
        ...back,
        ...stop,
        ...stillThere(talk, before),
        ...(told ? [] : ["R15 not told"]),
      ];
    });
  });

  it.each(["craving", "human"] as const)(
    "%s is one tap away and returns to the same screen (R16)",
    (control: Control) => {
      expectNothing(places, (talk) => {
        const before = talk.message();
        const { frames } = talk.conversation();
        talk.press(control);
        if (frames.at(-1)!.flow.id === (control === "craving" ? "trang" : "menneske")) return same(talk, before);
        if (talk.conversation().frames.length === frames.length) return ["R16 expected help"];
        const shown = audited(talk);
        for (let turns = 0; talk.conversation().frames.length > frames.length; turns++) {
          if (turns > 20) return ["R16 expected help to end"];
          give(talk, talk.message().choices.some((it) => idOf(it.token) === "go-on") ? SEEN : { kind: "unknown" });
        }
        const over = same(talk, before);
        talk.press(control);
        talk.press("stop");
        return [...shown, ...over, ...same(talk, before)];
      });
    },
  );

  it("an old button is recognised, and a double tap counts once (R17)", () => {
    expectNothing(places, (talk, { steps }) => {
      const before = talk.message();
      const answers = before.choices.filter((it) => it.role === "answer");
      return steps.flatMap(({ value, turn }) => {
        if (turn.conversation.frames.at(-1)?.session !== top(talk).session) return [];
        const after = startTalk(product, { from: turn.conversation, profile: profileOf(variant.seen) });
        const tapped = tokenOf(before, value);
        const shown = after.message();
        const double = tapped === undefined ? [] : after.take({ kind: "tap", token: tapped }).events;
        const problems = double.length > 0 ? [`R17 expected a double tap of ${tapped} to count once`] : [];
        const given = value.kind === "choices" ? value.ids.map((id) => `on+${id}`) : [idOf(tapped ?? "")];
        const other = answers.find((it) => !given.includes(idOf(it.token)));
        const confirms = before.choices.some((it) => idOf(it.token) === "change");
        if (!other || confirms || !CHANGES.has(value.kind)) return problems;
        after.take({ kind: "tap", token: other.token });
        const aside = after.conversation().aside;
        const recognised = aside?.kind === "change" || (aside?.kind === "note" && aside.note === "old-button");
        problems.push(...audited(after), ...(recognised ? [] : [`R17 expected a question about ${other.token}`]));
        if (aside?.kind !== "change") return problems;
        after.tap("no");
        return [...problems, ...same(after, shown)];
      });
    });
  });

  it.each(["da", "en"])("what a button says can be written, in %s (R18)", (language) => {
    expectNothing(places, (_, { conversation }) => {
      const speak = () => startTalk(product, { from: conversation, language, profile: profileOf(variant.seen) });
      const named = speak().message();
      const once = (label: string) => {
        return [...named.choices, ...named.controls].filter((it) => it.label === label).length === 1;
      };
      return named.choices.flatMap(({ label, token }) => {
        if (!once(label) || idOf(token).startsWith("page+")) return [];
        const [tapped, said] = [speak(), speak()];
        tapped.take({ kind: "tap", token });
        said.say(`${label.toUpperCase()}.`);
        const alike = JSON.stringify(tapped.conversation()) === JSON.stringify(said.conversation());
        return alike ? [] : [`R18 expected "${label}" to be understood`];
      });
    });
  });
});

/** Answers that another button of the same place would change. */
const CHANGES: ReadonlySet<Value["kind"]> = new Set(["choice", "choices", "number", "date", "unknown", "skipped"]);
const SEEN: Value = { kind: "seen" };

const top = (talk: Talk): Frame => talk.conversation().frames.at(-1) as Frame;
const textsOf = (message: Message): string => JSON.stringify(message.bubbles.map((it) => it.text));

function isAt(talk: Talk, path: string): string[] {
  const place = placeNow(product, talk.conversation());
  return place === path ? [] : [`expected to be at ${path}, got ${place}`];
}

function same(talk: Talk, before: Message): string[] {
  const [is, was] = [talk.message(), before].map((it) => JSON.stringify(withoutControls(it)));
  return is === was ? [] : [`expected the same screen, got ${textsOf(talk.message())}`];
}

/** After days "I morgen" is another day. */
function stillThere(talk: Talk, before: Message): string[] {
  const [is, was] = [talk.message(), before].map((it) => textsOf(it) + it.choices.map(({ token }) => token));
  return is === was ? [] : [`expected the same place, got ${is}`];
}

function sameAnswers(talk: Talk, answers: readonly unknown[]): string[] {
  const now = JSON.stringify(answersOf(top(talk)));
  return now === JSON.stringify(answers) ? [] : [`expected the same answers, got ${now}`];
}

function says(talk: Talk, words: string): string[] {
  return textsOf(talk.message()).includes(words) ? [] : [`expected ${words}, got ${textsOf(talk.message())}`];
}

/** Goes on with the answer that was taken back, which is offered; one that said nothing is given again. */
function keep(talk: Talk, value: Value): void {
  if (isBlank(value)) give(talk, value);
  else talk.tap(talk.message().choices.some((it) => idOf(it.token) === "kept") ? "kept" : "done");
}

/** The button that gave the answer; undefined where it was no single tap. */
function tokenOf(message: Message, value: Value): string | undefined {
  const id = { choice: "id", number: "number", date: "said" }[value.kind as string];
  const wanted = value.kind === "unknown" ? "unknown" : id && String(value[id as keyof Value]);
  return message.choices.find((it) => idOf(it.token) === (value.kind === "seen" ? "go-on" : wanted))?.token;
}
