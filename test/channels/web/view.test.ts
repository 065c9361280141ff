import { describe, expect, it } from "vitest";
import { type ChatPage, chatFragment, chatPage } from "../../../src/channels/web/view/chat.ts";
import type { Look } from "../../../src/channels/web/view/look.ts";
import { startPage } from "../../../src/channels/web/view/plain-page.ts";
import type { Message } from "../../../src/model/message.ts";
import { CONTROLS } from "../../../src/model/screen.ts";

const HOSTILE = `"><script>alert('x')</script>&<img src=x onerror=alert(1)>`;

const look: Look = {
  language: "da",
  size: "1",
  say: (key) => key,
  pictureUrl: (picture) => ({
    url: "name" in picture ? `/media/${picture.name}.svg` : "/media/sheet.png",
    width: 256,
    height: 256,
  }),
  at: "/c",
  assets: { url: (name) => `/c/assets/v/${name}`, scripts: ["chat.js"], styles: ["base.css"] },
};

const message: Message = {
  language: "da",
  bubbles: [
    { text: "Du valgte 3.", picture: { picture: { name: "why" }, alt: "Et ansigt, der tænker." } },
    { text: "Det er lidt klar. Hvad er grunden til det?" },
  ],
  choices: [
    { token: "t-1", label: "Mit hjem", role: "answer", picture: { picture: { name: "home" }, alt: "Et hus." } },
    { token: "t-2", label: "Mine penge", role: "answer", chosen: true },
    { token: "t-3", label: "Færdig", role: "main" },
    { token: "t-4", label: "Ved ikke", role: "other" },
  ],
  layout: "grid",
  input: "own",
  progress: "Trin 4 af 9",
  controls: CONTROLS.map((control) => ({ control, token: `c-${control}`, label: `label-${control}` })),
  readAloud: "Du valgte 3.",
};

const pageOf = (changed: Partial<Message> = {}, more: Partial<ChatPage> = {}): ChatPage => ({
  received: { verdict: "accepted", message: { ...message, ...changed }, revision: 7 },
  nonce: "nonce-nonce-nonce",
  owner: "owner",
  readAloud: false,
  pace: "normal",
  history: [],
  ...more,
});

const html = async (changed?: Partial<Message>, more?: Partial<ChatPage>): Promise<string> =>
  String(await chatPage(look, pageOf(changed, more)));

const tokensOf = (page: string): string[] => [...page.matchAll(/name="token" value="([^"]*)"/g)].map(([, it]) => it!);

describe("chat page", () => {
  it("has a button for every choice and, always in the same order, every control (R10, R12-R16)", async () => {
    const controls = CONTROLS.map((control) => `c-${control}`);
    expect(tokensOf(await html())).toEqual(["t-1", "t-2", "t-3", "t-4", ...controls]);
    expect(tokensOf(await html({ choices: [], input: "words" }))).toEqual(controls);
  });

  it("orders what is met by a screen reader: progress, question, choices, own answer, controls", async () => {
    const page = await html();
    const marks = ["Trin 4 af 9", 'id="question"', 'value="t-1"', 'id="words"', 'value="c-back"'];
    const places = marks.map((mark) => page.indexOf(mark));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("makes the question the only heading, and lets it stand out from what leads up to it", async () => {
    const page = await html();
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page).toContain(
      '<h1 id="question">Det er lidt klar. <span class="question">Hvad er grunden til det?</span></h1>',
    );
  });

  it("keeps a quotation apart from the question after it", async () => {
    const page = await html({ bubbles: [{ text: 'En ven siger: "Kom nu." Hvad svarer du?' }] });
    expect(page).toContain('<span class="question">Hvad svarer du?</span>');
  });

  it("begins at its first bubble, also when the question comes after a summary", async () => {
    const lines = [{ label: "Hvor klar", answer: "3, lidt klar" }];
    const page = await html({ bubbles: [{ text: "Det her har du sagt:", lines }, { text: "Har jeg forstået dig?" }] });
    expect(page.match(/data-start/g)).toHaveLength(1);
    expect(page).toContain('<p class="bubble" data-start tabindex="-1">Det her har du sagt:</p>');
    expect(page).toContain('<h1 id="question"><span class="question">Har jeg forstået dig?</span></h1>');
  });

  it("takes the first bubble as heading when nothing is asked", async () => {
    const page = await html({ bubbles: [{ text: "Tak for dine svar." }, { text: "Kun du kan se dem." }] });
    expect(page).toContain('<h1 id="question" data-start tabindex="-1">Tak for dine svar.</h1>');
  });

  it("shows a chosen answer by a tick and tells it, not by colour alone", async () => {
    const page = await html();
    const buttons = page.match(/<button class="choice answer"[\s\S]*?<\/button>/g)!;
    expect(buttons.map((it) => [it.includes('aria-pressed="true"'), it.includes('class="tick"')])).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  it("shows the numbers of a scale with their words (R11)", async () => {
    const choices = [1, 2].map((number) => ({ token: `t-${number}`, label: "klar", number, role: "answer" as const }));
    const page = await html({ layout: "scale", choices });
    expect(page).toMatch(/<span class="number">2<\/span>\s*<span class="label">klar<\/span>/);
  });

  it("gives every picture an alternative text, empty only where its words stand beside it (R8)", async () => {
    const page = await html();
    const images = page.match(/<img [^>]*>/g)!;
    expect(images.length).toBeGreaterThan(9);
    expect(images.filter((it) => !/ alt=/.test(it))).toEqual([]);
    expect(page).toContain('alt="Et ansigt, der tænker."');
  });

  it("leads from a sheet to its full size", async () => {
    const sheet = { sheet: "stairs", persona: "young-man", title: "Klar", stairs: [] } as const;
    const page = await html({ bubbles: [{ text: "Hvor klar?", picture: { picture: sheet, alt: "En trappe." } }] });
    expect(page).toMatch(/<a class="larger" href="\/media\/sheet\.png">/);
  });

  it.each([
    ["none", false, false],
    ["words", true, false],
    ["own", true, true],
  ] as const)("with input %s has a field for own words: %s, folded away: %s", async (input, field, folded) => {
    const page = await html({ input });
    expect([page.includes("<textarea"), page.includes("<details")]).toEqual([field, folded]);
  });

  it("puts nothing of what a person wrote into the page as markup", async () => {
    const page = await html(
      {
        bubbles: [{ text: HOSTILE, lines: [{ label: HOSTILE, answer: HOSTILE }] }],
        choices: [{ token: HOSTILE, label: HOSTILE, role: "answer" }],
        progress: HOSTILE,
        readAloud: HOSTILE,
      },
      { history: [{ from: "citizen", text: HOSTILE, at: "2026-03-27T10:00:00Z" }], written: HOSTILE },
    );
    expect(page).toContain("&lt;script&gt;");
    expect(page).not.toContain("<script>");
    expect(page).not.toContain("<img src=x");
    expect(String(await startPage(look, HOSTILE))).not.toContain("<script>");
  });

  it("has no script or style of its own in the page, as its security policy asks", async () => {
    const page = await html();
    expect(page.match(/<script(?![^>]* src=)/g)).toBeNull();
    expect(page).not.toMatch(/<style| style=| on[a-z]+=/);
  });

  it("says nothing of treatment in the title, which others can see (R24)", async () => {
    expect(await html()).toContain("<title>product</title>");
  });
});

describe("chat fragment", () => {
  const idsOf = (page: string): string[] =>
    [...page.matchAll(/id="(\w+)"(?: tabindex="-1")? data-part/g)].map(([, id]) => id!);

  it("holds what changes with an answer; the thread only when it was looked up", async () => {
    const withoutHistory: ChatPage = {
      received: pageOf().received,
      nonce: "n",
      owner: "o",
      readAloud: false,
      pace: "calm",
    };
    expect(idsOf(String(await chatFragment(look, withoutHistory)))).toEqual(["progress", "card", "controls"]);
    expect(idsOf(String(await chatFragment(look, pageOf())))).toEqual(["progress", "thread", "card", "controls"]);
    expect(idsOf(await html()).toSorted()).toEqual(["card", "controls", "progress", "thread"]);
  });
});
