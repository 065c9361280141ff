import { beforeAll, describe, expect, it } from "vitest";
import { alertCard, alertsCard, escalationCard, takenCard } from "../../../src/channels/teams/cards/alert.ts";
import { appointmentsCard, cancelCard } from "../../../src/channels/teams/cards/appointments.ts";
import { citizenCard } from "../../../src/channels/teams/cards/citizen.ts";
import { citizensCard } from "../../../src/channels/teams/cards/citizens.ts";
import { consentCard } from "../../../src/channels/teams/cards/consent.ts";
import {
  courseCard,
  courseFormCard,
  dilemmaCard,
  groupCard,
  membersCard,
} from "../../../src/channels/teams/cards/group.ts";
import { apartCard, beginCard, guidedCard } from "../../../src/channels/teams/cards/guided.ts";
import { inviteCard } from "../../../src/channels/teams/cards/invite.ts";
import { execute } from "../../../src/channels/teams/cards/kit.ts";
import type { CardLook } from "../../../src/channels/teams/cards/look.ts";
import { journalCard, outcomeCard } from "../../../src/channels/teams/cards/outcome.ts";
import { releasedCard } from "../../../src/channels/teams/cards/released.ts";
import { replyCard } from "../../../src/channels/teams/cards/reply.ts";
import {
  chooseCard,
  confirmCard,
  settingFields,
  settingsCard,
  whenCard,
} from "../../../src/channels/teams/cards/send.ts";
import { newsCard, startCard } from "../../../src/channels/teams/cards/start.ts";
import { oldCard, wrongCard } from "../../../src/channels/teams/cards/wrong.ts";
import type { Card } from "../../../src/channels/teams/parts.ts";
import { sizeOf } from "../../../src/channels/teams/shorten.ts";
import type { Message } from "../../../src/model/message.ts";
import type { Words } from "../../../src/model/words.ts";
import { textsIn } from "../../desk/desk.ts";
import { openTestProduct, type TestProduct } from "../../support/product.ts";
import { startTalk } from "../../support/talk.ts";
import { problemsIn } from "./card-schema.ts";

/** What Teams takes, and what we hold ourselves to. */
const MOST = 28 * 1024;
/** Letters that take two bytes, and signs of Markdown. */
const long = (letters: number): string => "[Æ](x)*ø*_å_ ".repeat(Math.ceil(letters / 13)).slice(0, letters);
const NAME = long(100);
const ID = "12345678-1234-1234-1234-123456789012";
const SESSION = `${ID}-s1234`;
const NONCE = "mdhkq2w9-AAAAAAAAAAAA";
const AT = new Date("2025-09-24T21:58:00Z");
const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const options = (count: number) => many(count, (i) => ({ title: NAME, value: `socialpaedagog@${ID}${i}` }));
const lists = (count: number) => many(4, () => ({ title: long(30), lines: many(count, () => long(100)) }));

let product: TestProduct;
beforeAll(async () => {
  product = await openTestProduct();
});

function lookIn(language: string): CardLook {
  const words: Words = product.translator.words(language);
  const from = (file: string, prefix: string): CardLook["say"] => {
    return (key, values) => words.say({ from: file, key: `${prefix}${key}`, ...(values ? { values } : {}) });
  };
  return {
    language,
    say: from("teams", "cards."),
    staff: from("staff", ""),
    picture: (picture, width) =>
      `https://skridt.example.dk/media/lent/${"a".repeat(88)}.png?${width}${"sheet" in picture}`,
    when: () => "onsdag 24. september 2025 kl. 23.58",
    day: () => "onsdag 24. september",
    console: (path) => `https://skridt.example.dk/staff${path}`,
  };
}

/** The longest that each card can get. */
function cardsIn(language: string): Record<string, Card> {
  const look = lookIn(language);
  const line = { id: ID, name: NAME, persona: "mature-woman" as const, lines: many(4, () => ({ said: long(180) })) };
  const news = { outcome: SESSION, name: NAME, title: long(90), picture: "parathed", at: AT };
  const week = { citizen: ID, name: NAME, title: long(60), at: AT };
  const start = {
    name: NAME,
    news: many(5, () => news),
    newCount: 999,
    week: many(6, () => week),
    weekCount: 99,
    citizens: many(5, () => line),
    citizenCount: 999,
    alerts: 99,
  };
  const alert = {
    ...{ alert: ID, name: NAME, unit: long(60), category: "overdose", urgency: "now", at: AT, state: long(120) },
    ...{ lowered: true, phone: "20 30 40 50", noteMost: 1000 },
  };
  const told = { done: long(200) };
  const outcome = {
    id: SESSION,
    citizen: ID,
    name: NAME,
    title: long(90),
    picture: "parathed",
    at: AT,
    note: many(400, () => long(4000)),
    edited: long(160),
    sheet: { url: look.picture({ name: "water" }, 1024), alt: long(2000) },
    unsigned: true,
    signable: true,
    isNew: true,
    attachments: many(12, () => long(60)),
    tied: true,
  };
  const exercise = {
    citizen: ID,
    name: NAME,
    flow: "foelelser-samtale",
    title: long(40),
    aim: long(200),
    picture: "parathed",
  };
  const setting = {
    name: "topic",
    label: long(40),
    choices: options(6),
    value: "use",
    own: { value: long(60), hint: long(60), label: long(30), most: 60 },
  };
  const form = Object.fromEntries(many(12, (i) => [`param-${i}`, long(60)]));
  const flow = { id: "foelelser-samtale", title: long(40), picture: "parathed", about: long(60) };
  const next = (id: string) => execute(id, "send-set", { citizen: ID, flow: id });
  const choosing = { citizen: ID, name: NAME, flows: many(8, () => flow), page: 2, pages: 4, title: long(160), next };
  const times = { today: "2026-11-20", hours: long(120), weekdays: options(7), talkDays: options(6) };
  const whening = (when: "once" | "weekly" | "talk") =>
    whenCard(look, { ...exercise, when, form, ...times }, { problem: long(120) });
  const screen: Message = {
    language,
    bubbles: many(3, (i) => ({
      text: long(300),
      lines: i === 0 ? many(60, () => ({ label: long(40), answer: long(4000) })) : [],
      picture: { picture: { name: "water" }, alt: long(200) },
    })),
    choices: many(7, (i) => ({
      token: "t".repeat(64),
      label: long(60),
      role: "answer",
      picture: { picture: { name: "water" }, alt: "" },
      ...(i === 0 ? { chosen: true, number: 1 } : {}),
    })),
    links: [
      { label: long(40), url: "https://example.dk", picture: { picture: { name: "link" }, alt: "" } },
      { label: "112", url: "tel:112", picture: { picture: { name: "phone" }, alt: "" } },
    ],
    layout: "grid",
    input: "own",
    progress: "Trin 12 af 48",
    controls: startTalk(product).message().controls,
    readAloud: "",
  };
  const guided = {
    citizen: ID,
    name: NAME,
    message: screen,
    by: "together" as const,
    nonce: NONCE,
    decides: long(160),
    guidance: lists(3),
    wordsMost: 4000,
  };
  const coming = { id: ID, at: AT, place: long(60), picture: "behandler", names: many(6, () => NAME) };
  const dilemma = {
    ...{ id: "neighbour", title: long(60), text: long(400), ask: many(3, () => long(120)), most: 300 },
    ...{ agreed: long(300), by: long(200) },
  };
  const course = {
    ...{ flow: "foelelser-samtale", start: "2026-12-02T13:00", times: 6 },
    ...{ title: long(60), picture: "parathed", when: long(120) },
  };
  return {
    start: startCard(look, start, told),
    news: newsCard(look, { news: many(15, () => news), newCount: 999 }),
    citizens: citizensCard(look, { citizens: many(8, () => line), count: 999, page: 2, pages: 99, q: long(100) }, told),
    empty: citizensCard(look, { citizens: [], count: 0, page: 1, pages: 1, q: "" }),
    citizen: citizenCard(
      look,
      {
        id: ID,
        name: NAME,
        persona: "mature-man",
        now: many(6, () => long(160)),
        since: long(80),
        changed: many(8, () => ({ title: long(90), said: long(400) })),
        charts: many(2, () => ({ url: look.picture({ name: "water" }, 800), alt: long(160) })),
        outcomes: many(5, () => ({ id: SESSION, title: long(90), picture: "parathed", at: AT, isNew: true })),
        next: long(140),
        tied: true,
      },
      told,
    ),
    outcome: outcomeCard(look, outcome, told),
    journal: journalCard(look, outcome),
    lines: journalCard(look, { ...outcome, note: many(4000, () => "å") }),
    reply: replyCard(
      look,
      {
        outcome: SESSION,
        name: NAME,
        title: long(90),
        ready: many(5, (i) => ({ id: `r${i}`, text: long(80) })),
        nonce: NONCE,
        pick: "own",
        words: long(250),
        problems: many(8, () => long(300)),
      },
      told,
    ),
    choose: chooseCard(look, { ...choosing, verb: "send" }),
    settings: settingsCard(
      look,
      {
        ...exercise,
        settings: many(3, (i) => ({ ...setting, name: `s${i}` })),
        whens: (["now", "once", "weekly", "talk"] as const).map((when) => ({ when, label: long(60) })),
      },
      told,
    ),
    once: whening("once"),
    weekly: whening("weekly"),
    talk: whening("talk"),
    confirm: confirmCard(look, { ...exercise, what: many(4, () => long(200)), form, nonce: NONCE, now: true }),
    appointments: appointmentsCard(
      look,
      {
        citizen: ID,
        name: NAME,
        coming: many(4, () => coming),
        today: "2026-11-20",
        staff: options(12),
        places: options(6),
        lengths: options(5),
        hours: long(120),
        nonce: NONCE,
        placeMost: 60,
        othersMost: 80,
        form: { day: "2026-11-20", time: "10:00", place: long(60), others: long(80) },
      },
      told,
    ),
    cancel: cancelCard(look, { citizen: ID, name: NAME, appointment: ID, at: AT, nonce: NONCE }),
    invite: inviteCard(look, {
      citizen: ID,
      name: NAME,
      nonce: NONCE,
      telegram: true,
      inside: many(8, () => long(120)),
    }),
    invited: inviteCard(look, {
      citizen: ID,
      name: NAME,
      nonce: NONCE,
      telegram: true,
      inside: [],
      link: {
        url: `https://skridt.example.dk/c/i/${"a".repeat(43)}`,
        qr: `data:image/png;base64,${"A".repeat(3000)}`,
        expiresAt: AT,
      },
    }),
    consent: consentCard(
      look,
      {
        citizen: ID,
        name: NAME,
        rows: many(12, () => ({ name: NAME, as: "som kontaktperson", said: many(9, () => long(50)) })),
        more: 9,
        receivers: options(40),
        exercises: many(30, (i) => ({ title: long(40), value: `f${i}` })),
        nonce: NONCE,
      },
      told,
    ),
    guided: guidedCard(look, guided, { problem: long(160) }),
    scale: guidedCard(look, {
      ...guided,
      message: { ...screen, layout: "scale", input: "none" },
      decides: undefined,
      guidance: [],
    }),
    begin: beginCard(
      look,
      {
        ...exercise,
        guidance: lists(8),
        before: [long(160), long(160)],
        fields: settingFields(look, setting),
        nonce: NONCE,
      },
      told,
    ),
    apart: apartCard(look, { citizen: ID, name: NAME }),
    alert: alertCard(look, { ...alert, claim: "open" }, told),
    taken: alertCard(look, { ...alert, claim: "mine", words: long(4000) }, told),
    escalation: escalationCard(look, ID),
    others: takenCard(look, { alert: ID, by: NAME }),
    alerts: alertsCard(
      look,
      many(12, () => alert),
      99,
    ),
    released: releasedCard(look, { citizen: ID, name: NAME, outcomes: many(12, () => news), more: 99 }),
    group: groupCard(look, told),
    dilemma: dilemmaCard(look, { ...dilemma, leads: true, typed: long(300) }, { problem: long(160) }),
    agreed: dilemmaCard(look, { ...dilemma, leads: false }),
    form: courseFormCard(look, { exercises: options(30), times: options(4), today: "2026-11-20", form: {} }, told),
    course: courseCard(look, { ...course, leads: true }),
    members: membersCard(look, { ...course, citizens: options(60), more: 99, nonce: NONCE }, told),
    missing: wrongCard(look, "missing"),
    refused: wrongCard(look, "refused"),
    puzzled: wrongCard(look, "not-understood"),
    old: oldCard(look, ID),
  };
}

/** What a client reads as Markdown: text in blocks, choices and ticks. */
function readAsMarkdown(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(readAsMarkdown);
  if (part === null || typeof part !== "object") return [];
  const {
    type,
    text,
    title,
    choices = [],
  } = part as { type?: string; text?: string; title?: string; choices?: Titled[] };
  const own = type === "TextBlock" ? [text] : type === "Input.Toggle" ? [title] : choices.map((it) => it.title);
  return [...own.filter((it) => it !== undefined), ...Object.values(part).flatMap(readAsMarkdown)];
}
interface Titled {
  readonly title: string;
}

describe.each(["da", "en"])("with the longest texts, in %s", (language) => {
  it("every card keeps the schema and the size that Teams takes", () => {
    const cards = cardsIn(language);
    for (const [name, card] of Object.entries(cards)) {
      expect(problemsIn(card), name).toEqual([]);
      expect(sizeOf(card), name).toBeLessThanOrEqual(MOST);
    }
  });

  it("somebody's words make no link, no mention and no bold type, on any card", () => {
    for (const [name, card] of Object.entries(cardsIn(language))) {
      expect([name, readAsMarkdown(card).filter((it) => /[[\]*_`<>]/.test(it))]).toEqual([name, []]);
      // Teams makes mentions of these alone
      expect([name, JSON.stringify(card).includes('"msteams"')]).toEqual([name, false]);
    }
  });
});

describe("a card", () => {
  it("is refused by the schema when a part of it is wrong", () => {
    const { start } = cardsIn("da");
    expect(problemsIn({ ...start, version: "1.6" })).not.toEqual([]);
    expect(problemsIn({ ...start, body: [{ type: "TextBlock", text: "Hej", wrap: true, bold: true }] })).not.toEqual(
      [],
    );
    expect(problemsIn({ ...start, actions: [{ type: "Action.Execute", verb: "start", data: "text" }] })).not.toEqual(
      [],
    );
  });

  it("reads nobody's words as Markdown", () => {
    const blocks = (part: unknown): string[] => {
      if (Array.isArray(part)) return part.flatMap(blocks);
      if (part === null || typeof part !== "object") return [];
      const own = "type" in part && part.type === "TextBlock" && "text" in part ? [String(part.text)] : [];
      return [...own, ...Object.values(part).flatMap(blocks)];
    };
    for (const card of Object.values(cardsIn("da"))) {
      for (const said of blocks(card)) expect(said).not.toMatch(/[[\]*_`]/);
    }
  });

  it("says that a note goes on, and where it can be read, instead of growing too large", () => {
    const { journal } = cardsIn("da");
    expect(textsIn(journal).join("\n")).toContain("Notatet er længere, end der er plads til her.");
    expect(JSON.stringify(journal)).toContain(`/staff/outcomes/${SESSION}`);
  });
});
