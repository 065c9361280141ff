import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apply } from "../../src/engine/apply.ts";
import { answer, placeOf, startFrame } from "../../src/engine/frame.ts";
import { type Answered, type Conversation, newConversation } from "../../src/model/conversation.ts";

import { CONTROLS } from "../../src/model/screen.ts";
import type { Outcome, Turn } from "../../src/model/turn.ts";
import { openTestProduct } from "../support/product.ts";
import { AUDIENCE, type Came, startTalk, type Talk, type TalkOptions } from "../support/talk.ts";

/** dialogues for each property */
const RUNS = 60;
const product = await openTestProduct();
const flows = product.library.all();

/** What may happen: a button that was shown at any time, something said or sent, time. */
type Act =
  | { readonly act: "button"; readonly which: number; readonly recent: boolean }
  | { readonly act: "on" }
  | { readonly act: "control"; readonly which: number }
  | { readonly act: "label"; readonly which: number; readonly without: number }
  | { readonly act: "pass"; readonly hours: number }
  | { readonly act: "offer" | "begin"; readonly which: number }
  | { readonly act: "came"; readonly came: Came };

const SAID = [
  "3",
  "nr. 3",
  "tre",
  "den tredje",
  "ja",
  "nej",
  "👍",
  "😀",
  "?",
  "ved ikke",
  "glad og bange",
  "1, 2 og 8",
];
const ODD = ["", " ", "{{card}}", "$t(common:menu.hello)", "__proto__", "a".repeat(5000), "\u0000", "æøå ".repeat(40)];

const token = fc.oneof(fc.string(), fc.string({ unit: "binary", maxLength: 80 }), garbled());
const words = fc.oneof(
  fc.constantFrom(...SAID, ...ODD),
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
);
const media = fc.record({ id: fc.constant("m1"), type: fc.constantFrom("voice" as const, "photo" as const) });
const came: fc.Arbitrary<Came> = fc.oneof(
  fc.record({ kind: fc.constant("tap" as const), token }),
  fc.record({ kind: fc.constant("words" as const), words }),
  fc.record({ kind: fc.constant("media" as const), media }, { requiredKeys: ["kind", "media"] }),
  fc.record({ kind: fc.constant("media" as const), media, caption: words }),
  fc.constant({ kind: "opened" as const }),
);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ act: fc.constant("button" as const), which: fc.nat(99), recent: fc.boolean() }),
  },
  { weight: 12, arbitrary: fc.constant({ act: "on" as const }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant("control" as const), which: fc.nat(CONTROLS.length - 1) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant("label" as const), which: fc.nat(9), without: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant("came" as const), came }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("pass" as const), hours: fc.nat(100) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom("offer" as const, "begin" as const), which: fc.nat(99) }) },
);
const citizen: fc.Arbitrary<TalkOptions> = fc.record({
  language: fc.constantFrom("da", "en"),
  profile: fc.record({
    choicesAtATime: fc.integer({ min: 2, max: 7 }),
    pace: fc.constantFrom("calm", "normal"),
    audience: fc.constantFrom(AUDIENCE, []),
    wordForUse: fc.constantFrom("at ryge", "{{word}}", "$t(word)"),
  }),
});
const dialogue = fc.record({
  citizen,
  first: fc.nat(flows.length - 1),
  acts: fc.array(act, { maxLength: 60, size: "max" }),
});

/** A token of the right form that no button had. */
function garbled(): fc.Arbitrary<string> {
  const number = fc.constantFrom("0", "1", "2", "3", "9", "zz", "-1");
  const choice = fc.constantFrom(
    "yes",
    "unknown",
    "done",
    "kept",
    "later",
    "page+1",
    "page+99",
    "on+joy",
    "on+x",
    "change",
  );
  const flow = fc.constantFrom(...flows.map((it) => it.ref.id), "page+7", "nothing");
  return fc.oneof(
    fc.tuple(number, number, choice).map(([serial, asked, id]) => `c0nver.s.${serial}.${asked}.${id}`),
    fc.tuple(number, fc.oneof(choice, fc.constant("path-7"))).map(([revision, id]) => `c0nver.a.${revision}.${id}`),
    flow.map((id) => `c0nver.m.${id}`),
  );
}

/** What is done in a dialogue, turn by turn, and the tokens shown until then. */
function play(
  options: TalkOptions,
  first: number,
  acts: readonly Act[],
  after: (talk: Talk, turn: Turn) => void,
): void {
  const talk = startTalk(product, options);
  const shown: string[] = [];
  const look = () => shown.push(...talk.message().choices.map((it) => it.token));
  after(talk, talk.begin(flows[first]!.ref.id));
  for (const it of acts) {
    look();
    const turn = perform(talk, it, shown);
    if (turn) after(talk, turn);
  }
}

function perform(talk: Talk, it: Act, shown: readonly string[]): Turn | undefined {
  switch (it.act) {
    case "button": {
      const among = it.recent ? talk.message().choices.map((choice) => choice.token) : shown;
      const tapped = among[it.which % Math.max(among.length, 1)];
      return tapped === undefined ? undefined : talk.take({ kind: "tap", token: tapped });
    }
    case "on": {
      const { choices } = talk.message();
      const tapped = choices.find((choice) => choice.role === "main") ?? choices[0];
      return tapped ? talk.take({ kind: "tap", token: tapped.token }) : talk.say("noget");
    }
    case "control":
      return talk.press(CONTROLS[it.which]!);
    case "label": {
      const { choices } = talk.message();
      const label = choices[it.which % Math.max(choices.length, 1)]?.label ?? "noget";
      return talk.say(label.slice(0, it.without) + label.slice(it.without + 1));
    }
    case "pass":
      talk.clock.pass({ hours: it.hours });
      return undefined;
    case "begin":
      return talk.begin(flows[it.which % flows.length]!.ref.id);
    case "offer": {
      const flow = flows[it.which % flows.length]!.ref;
      const offer = { flow, params: {}, audience: AUDIENCE, assignment: `a${it.which}`, from: "Mette" };
      return talk.take({ kind: "offer", offer });
    }
    case "came":
      return talk.take(it.came);
  }
}

const check = (after: () => (talk: Talk, turn: Turn) => void): void => {
  fc.assert(
    fc.property(dialogue, (it) => play(it.citizen, it.first, it.acts, after())),
    { numRuns: RUNS },
  );
};

describe("whatever comes in", () => {
  it("always shows something that can be answered, with tokens of at most 64 bytes", () => {
    check(() => (talk) => {
      const { bubbles, choices, input, controls, readAloud } = talk.message();
      expect(bubbles.length).toBeGreaterThan(0);
      expect(choices.length > 0 || input !== "none").toBe(true);
      expect(readAloud).not.toContain("undefined");
      for (const it of [...choices, ...controls]) expect(Buffer.byteLength(it.token)).toBeLessThanOrEqual(64);
    });
  });

  it("is told by its events: replayed, they give the same conversation", () => {
    check(() => {
      let replayed: Conversation = newConversation("c0nversation", "citizen");
      return (talk, { events }) => {
        const { at } = talk.log().at(-1)!;
        const before = replayed.revision;
        for (const event of events) replayed = apply(replayed, event, product.library, at);
        if (events.length > 0) replayed = { ...replayed, revision: before + 1 };
        expect(JSON.stringify(talk.conversation())).toBe(JSON.stringify(replayed));
      };
    });
  });

  it("counts once: the same tap at once again records nothing more (R17)", () => {
    fc.assert(
      fc.property(dialogue, ({ citizen: options, first, acts }) => {
        const talk = startTalk(product, options);
        talk.begin(flows[first]!.ref.id);
        for (const it of acts) {
          const tapped = it.act === "button" ? talk.message().choices[it.which % 9]?.token : undefined;
          if (tapped === undefined) perform(talk, it, []);
          else {
            talk.take({ kind: "tap", token: tapped });
            const again = talk.take({ kind: "tap", token: tapped });
            expect(again.effects.filter((effect) => effect.type !== "say")).toEqual([]);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("is on record: recorded answers without those withdrawn are the outcome, and only places on its way are in it", () => {
    let outcomes = 0;
    check(() => {
      const recorded = new Map<string, Map<string, unknown>>();
      const begun = new Map<string, { flow: Conversation["frames"][number] }>();
      return (_, { effects }) => {
        for (const effect of effects) {
          if (effect.type === "session-began") {
            recorded.set(effect.frame.session, new Map());
            begun.set(effect.frame.session, { flow: effect.frame });
          }
          if (effect.type === "record-answer") recorded.get(effect.session)!.set(effect.path, effect.value);
          if (effect.type === "withdraw-answer") {
            expect(recorded.get(effect.session)!.delete(effect.path)).toBe(true);
          }
          if (effect.type === "record-outcome") {
            outcomes += 1;
            const { session, answers } = effect.outcome;
            expect(Object.fromEntries(recorded.get(session)!)).toEqual(Object.fromEntries(answers));
            expect(wayOf(begun.get(session)!.flow, answers)).toEqual(answers.map(([path]) => path));
          }
        }
      };
    });
    expect(outcomes).toBeGreaterThan(20);
  });

  it("tells the truth about sessions: each is running, stopped or completed as its effects say (R15)", () => {
    check(() => {
      const status = new Map<string, string>();
      return (talk, { effects }) => {
        for (const effect of effects) {
          if (effect.type === "session-began") status.set(effect.frame.session, "running");
          if (effect.type === "session-stopped") status.set(effect.session, "stopped");
          if (effect.type === "session-resumed") status.set(effect.session, "running");
          if (effect.type === "record-outcome") status.set((effect.outcome satisfies Outcome).session, "completed");
        }
        const { frames, aside } = talk.conversation();
        const stopped = aside?.kind === "stopped" ? frames.at(-1)?.session : undefined;
        for (const { session } of frames) expect(status.get(session)).toBe(session === stopped ? "stopped" : "running");
      };
    });
  });
});

/** The places a session passes with these answers, in order; ends with "more" when it is not over then. */
function wayOf(begun: Conversation["frames"][number], answers: readonly Answered[]): string[] {
  const compiled = product.library.get(begun.flow);
  const way: string[] = [];
  let frame = startFrame(compiled, begun, begun);
  for (const [, value] of answers) {
    const place = placeOf(compiled, frame);
    if (!place) return [...way, "less"];
    way.push(place.path);
    frame = answer(compiled, frame, value);
  }
  return placeOf(compiled, frame) === null ? way : [...way, "more"];
}
