import { describe, expect, it } from "vitest";
import { answersOf } from "../../src/engine/frame.ts";
import type { Message } from "../../src/model/message.ts";
import { openTestProduct } from "../support/product.ts";
import { AUDIENCE, idOf, startTalk, type Talk } from "../support/talk.ts";

const product = await openTestProduct();

/** A talk in an exercise; each word or label is said or tapped. */
function talkIn(flow: string, ...said: readonly string[]): Talk {
  const talk = startTalk(product);
  talk.begin(flow);
  for (const it of said) go(talk, it);
  return talk;
}

function go(talk: Talk, what: string) {
  const { choices, controls } = talk.message();
  const shown = [...choices, ...controls].some((it) => it.label === what || idOf(it.token) === what);
  return shown ? talk.tap(what) : talk.say(what);
}

const offer = (talk: Talk, flow: string, assignment = "a1") => {
  const { ref } = product.library.latest(flow)!;
  return talk.take({
    kind: "offer",
    offer: { flow: ref, params: {}, audience: AUDIENCE, assignment, from: "Mette" },
  });
};
const texts = ({ bubbles }: Message) => bubbles.map((it) => it.text);
const answers = (talk: Talk) => Object.fromEntries(answersOf(talk.conversation().frames.at(-1)!));
const MISSED = "Det forstod jeg ikke helt. Du kan trykke på en knap.";

describe("what was not understood (R18)", () => {
  it.each(["Glad", "Vis flere", "Gentag", "Det forstår jeg ikke"])("is forgotten at %s", (next) => {
    const talk = talkIn("foelelser", "Start", "Videre", "blub");
    expect(texts(talk.message())).toContain(MISSED);
    go(talk, next);
    expect(texts(talk.message())).not.toContain(MISSED);
  });
  it.each(["Pause", "Stop", "Jeg har trang"])("is forgotten after %s", (next) => {
    const talk = talkIn("foelelser", "Start", "Videre", "blub", next);
    expect(texts(talk.message())).not.toContain(MISSED);
    go(talk, next === "Jeg har trang" ? "Stop" : "Fortsæt");
    expect(texts(talk.message())).toEqual(["Hvilke følelser har du lige nu?"]);
  });
  it("offers a person after a wrong guess and a miss", () => {
    const talk = talkIn("foelelser", "Start", "Videre", "jeg er vist bange", "Nej", "blub");
    expect(talk.message().choices.map((it) => it.label)).toContain("Snak med et menneske");
  });
  it("offers a person no longer, when an answer was ticked after plainer words", () => {
    const talk = talkIn("foelelser", "Start", "Videre", "?", "?");
    expect(texts(talk.message())).toContain("Du kan også snakke med et menneske.");
    go(talk, "Glad");
    expect(texts(talk.message())).toEqual(["Se på ansigterne. Vælg gerne flere. Hvordan har du det nu?"]);
  });
  it("keeps what else is asked on screen, and its words do not answer the question behind it", () => {
    const talk = talkIn("sig-nej", "Start", "Pause", "Alkohol");
    expect(texts(talk.message())).toEqual([
      MISSED,
      "Vi holder pause. Dine svar er gemt.",
      "Vi var ved trin 2 af 16. Øvelsen hedder Sig nej. Vil du fortsætte?",
    ]);
    expect(answers(talk).offer).toBeUndefined();
  });
});

describe("numbers and days", () => {
  it("are counted as they stand on the screen (R18)", () => {
    const talk = talkIn("foelelser", "Start", "Videre", "Vis flere", "2");
    expect(talk.conversation().frames[0]!.draft).toEqual(["surprise"]);
  });
  it("count what else is asked, not the question behind it", () => {
    const talk = talkIn("foelelser", "Start", "Videre", "Ved ikke", "Videre", "Ret et svar", "1");
    expect(texts(talk.message())).toEqual(["Hvilke følelser har du lige nu?"]);
  });
  it("a button means the day it named, words the day they are said (R11)", () => {
    const reach = () => {
      const talk = talkIn(
        "aftalekontrakt",
        "Start",
        "Videre",
        "Mit mål",
        "Spring over",
        "Nej",
        "Ja, det passer",
        "Ved ikke",
      );
      expect(texts(talk.message())).toEqual(["Hvornår begynder aftalen?"]);
      return talk;
    };
    const [tapped, said] = [reach(), reach()];
    const { token } = tapped.message().choices.find((it) => idOf(it.token) === "tomorrow")!;
    for (const talk of [tapped, said]) talk.clock.pass({ days: 2 });
    tapped.take({ kind: "tap", token });
    said.say("i morgen");
    expect(answers(tapped).from).toEqual({ kind: "date", date: "2026-11-21", said: "tomorrow" });
    expect(answers(said).from).toEqual({ kind: "date", date: "2026-11-23", said: "tomorrow" });
  });
});

describe("what else is on screen", () => {
  it.each(["Pause", "Stop"])("%s: a tap on the question itself answers it (R15)", (control) => {
    const talk = talkIn("parathed", "Start");
    const { token } = talk.message().choices.find((it) => it.label === "klar")!;
    go(talk, control);
    talk.take({ kind: "tap", token });
    expect(answers(talk).level).toEqual({ kind: "number", number: 4 });
  });
  it("Mener du …?: the question can be answered at once, by a button or in words", () => {
    const [tapped, said] = [talkIn("parathed", "Start"), talkIn("parathed", "Start")];
    const { token } = tapped.message().choices.find((it) => it.label === "klar")!;
    for (const talk of [tapped, said]) talk.say("ikke klar");
    tapped.take({ kind: "tap", token });
    said.say("slet ikke klar");
    expect(answers(tapped).level).toEqual({ kind: "number", number: 4 });
    expect(answers(said).level).toEqual({ kind: "number", number: 1 });
  });
  it.each(["Tilbage", "Spring over"])("%s leads out of it to the question, which stays (R12)", (control) => {
    const talk = talkIn("parathed", "Start", "Stop");
    const { effects } = go(talk, control);
    expect(texts(talk.message())).toEqual(["Hvor klar er du til at ændre dit forbrug?"]);
    expect(effects[0]).toMatchObject({ type: "session-resumed" });
  });
  it("a voice message answers no question that it covers", () => {
    const talk = talkIn("parathed", "Start", "3", "Pause");
    const { verdict } = talk.take({ kind: "media", media: { id: "m1", type: "voice" } });
    expect([verdict, answers(talk)["why-not-top"]]).toEqual(["not-understood", undefined]);
  });
});

describe("what must be answered (R14)", () => {
  it.each(["Spring over", "ved ikke"])("%s says that the choice is important", (said) => {
    const talk = talkIn("aftalekontrakt", "Start", "Videre", said);
    expect(texts(talk.message())[0]).toBe("Her er dit valg vigtigt. Du vælger selv.");
    expect(answers(talk).goal).toBeUndefined();
  });
  it("a button that it never had gives no answer", () => {
    const talk = talkIn("aftalekontrakt", "Start", "Videre");
    const token = `c0nver.s.1.${talk.conversation().frames[0]!.asked.indexOf("goal")}.unknown`;
    talk.take({ kind: "tap", token });
    expect(answers(talk).goal).toBeUndefined();
  });
});

describe("an exercise that is sent", () => {
  it("changes nothing on screen while another runs, and its buttons stay good (R19)", () => {
    const talk = talkIn("parathed", "Start", "3");
    const before = talk.message();
    expect(offer(talk, "foelelser").effects).toEqual([]);
    expect(talk.message()).toEqual(before);
    const { token } = before.controls.find((it) => it.control === "back")!;
    talk.take({ kind: "tap", token });
    expect(texts(talk.message())[0]).toBe("Hvor klar er du til at ændre dit forbrug?");
  });
  it("stands once in the menu, however often it was sent", () => {
    const talk = startTalk(product);
    for (const assignment of ["a1", "a2"]) offer(talk, "foelelser", assignment);
    talk.tap("Ikke nu");
    expect(talk.message().choices.map((it) => it.label)).toEqual([
      "Følelser",
      "Sådan går det",
      "Øvelser",
      "Læs om det",
      "Hvem ser hvad",
    ]);
  });
  it("that is not for use alone begins only while it waits", () => {
    const talk = startTalk(product);
    offer(talk, "foelelser-samtale");
    const { token } = talk.message().choices[0]!;
    talk.tap("Ja");
    talk.tap("Start");
    talk.press("stop");
    talk.tap("Vælg en øvelse");
    talk.clock.pass({ hours: 1 });
    talk.take({ kind: "tap", token });
    expect(texts(talk.message())[0]).toBe("Den knap er fra før. Her er vi nu.");
  });
});

describe("the citizen's own words", () => {
  it.each(["{{names}}", "$t(common:menu.robot)", "<b>jeg</b> & du", "ja/nej (100 %)"])(
    "%s come back as they are (R20)",
    (said) => {
      const talk = talkIn("parathed", "Start", "5", said, "Ved ikke", "Ved ikke");
      expect(talk.message().bubbles[0]!.lines![1]!.answer).toBe(said);
    },
  );
  it("for their use stand in the questions (R5)", () => {
    const talk = startTalk(product, { profile: { wordForUse: "at ryge hash" } });
    talk.begin("parathed");
    talk.tap("Start");
    expect(texts(talk.message())).toEqual(["Hvor klar er du til at ændre at ryge hash?"]);
  });
});

describe("the robot (R21)", () => {
  it("says what it is when it is met, also when an exercise was sent", () => {
    const talk = startTalk(product);
    offer(talk, "foelelser");
    expect(texts(talk.message())).toEqual([
      "Hej Bo. Jeg hedder Skridt.",
      "Jeg er en robot. Lige nu læser ingen mennesker med.",
      "Mette har sendt en øvelse til dig. Den hedder Følelser. Vil du lave den?",
    ]);
  });
});
