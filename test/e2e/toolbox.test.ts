import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Inbound } from "../../src/model/inbound.ts";
import type { Message } from "../../src/model/message.ts";
import { loadConversation } from "../../src/store/load-conversation.ts";
import type { StoredOutcome } from "../../src/store/outcomes.ts";
import { outcomesOf } from "../../src/store/outcomes.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { launchBrowser } from "../support/browser.ts";
import { enter, expectAccessible, leadingOn, newPhone, question, tap } from "../support/chat-page.ts";

const TIMEOUT = 240_000;
/** More screens than any of the exercises has. */
const MOST_SCREENS = 120;
const DAY_MS = 24 * 60 * 60 * 1000;

let app: TestApp;
let browser: Browser;
let now = Date.parse("2026-11-20T10:00:00.000Z");

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ now: () => new Date(now) }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

interface Phone {
  readonly page: Page;
  readonly citizen: string;
  readonly conversation: string;
}

/** A citizen on their phone, to whom the behandler sent an exercise. */
async function sent(flow: string): Promise<Phone> {
  const { citizen, conversation, link } = await app.newCitizen();
  const context = await newPhone(browser, app.url);
  // how pictures look is seen elsewhere
  await context.route("**/media/**", (route) => route.abort());
  const page = await context.newPage();
  await enter(page, link);
  await send(page, citizen, flow);
  return { page, citizen, conversation };
}

async function send(page: Page, citizen: string, flow: string): Promise<void> {
  await leadingOn(page, () => app.product.assign({ citizen, flow, params: {}, by: app.staff }));
  await tap(page, "Ja");
  await tap(page, "Start");
}

const buttons = async (page: Page): Promise<readonly string[]> =>
  (await page.locator("#card .choices .label").allInnerTexts()).map((it) => it.trim());

async function write(page: Page, words: string): Promise<void> {
  const folded = page.locator("details.own:not([open]) summary");
  if ((await folded.count()) > 0) await folded.click();
  await page.getByLabel("Skriv her").fill(words);
  await leadingOn(page, () => page.getByRole("button", { name: "Send", exact: true }).click());
}

/** Goes on until the screen is one that is waited for. */
async function goOnTo(page: Page, end: () => Promise<boolean>, by: (shown: readonly string[]) => Promise<void>) {
  for (let screens = 0; !(await end()); screens++) {
    expect(screens, await question(page)).toBeLessThan(MOST_SCREENS);
    await by(await buttons(page));
  }
}

type Answer = { readonly kind: "tap"; readonly token: string } | { readonly kind: "words"; readonly words: string };

/** Answers a long way without the browser, which would paint each of its screens, up to one that is shown in it again. */
async function answerTo(phone: Phone, end: (message: Message) => boolean, by: (message: Message) => Answer) {
  const { receive, database } = app.product;
  const { page, conversation } = phone;
  await page.goto("about:blank");
  for (let screens = 0; ; screens++) {
    const { message } = await receive.view((await loadConversation(database, { conversation }))!);
    if (end(message)) break;
    expect(screens, message.readAloud).toBeLessThan(MOST_SCREENS);
    const arrival = { channel: "web", id: randomUUID(), at: new Date(now).toISOString() };
    await receive.receive(conversation, { ...arrival, ...by(message) } satisfies Inbound);
  }
  await page.goto("/c");
  await page.locator("#question").waitFor();
}

/** The button of the first of these words; otherwise one tick and then done; otherwise the first answer. */
function onward({ choices }: Message, ...words: readonly string[]): Answer {
  const named = words.flatMap((it) => choices.find(({ label }) => label.startsWith(it)) ?? []);
  const several = choices.some(({ token }) => token.includes(".on+"));
  const ticked = choices.some(({ chosen }) => chosen);
  const done = several && ticked ? choices.find(({ role }) => role === "main") : undefined;
  return { kind: "tap", token: (named[0] ?? done ?? choices[0])!.token };
}

const asksToSend = ({ choices }: Message): boolean => choices.some(({ label }) => label === "Ja, send det");

async function sendIt(page: Page): Promise<void> {
  await tap(page, "Ja, send det");
  expect(await page.locator("progress").count(), "the exercise is over").toBe(0);
}

const outcome = async (citizen: string, flow: string): Promise<StoredOutcome> => {
  const found = (await outcomesOf(app.product.database, citizen, app.staff)).find((it) => it.flow.id === flow);
  if (!found) throw new Error(`expected an outcome of ${flow}`);
  return found;
};

describe("Beslutningsskema over two days", () => {
  it("goes on the next day where it was, and ends as a sheet of 20 cells", { timeout: TIMEOUT }, async () => {
    const phone = await sent("beslutningsskema");
    const { page, citizen } = phone;
    const by = (message: Message) => onward(message, "Videre", "Ja, det passer", "Til jul");
    await answerTo(phone, ({ progress }) => progress?.startsWith("Trin 14 ") === true, by);
    expect(await page.locator("progress").getAttribute("value")).toBe("14");
    const before = await question(page);
    await tap(page, "Pause");
    now += DAY_MS;
    await page.reload();
    expect(await question(page)).toMatch(/Vil du fortsætte/);
    await tap(page, "Fortsæt");
    expect(await question(page)).toBe(before);
    await answerTo(phone, asksToSend, by);
    await sendIt(page);
    const { answers } = await outcome(citizen, "beslutningsskema");
    expect(answers.filter(([path, value]) => /now|later/.test(path) && value.kind === "choices")).toHaveLength(20);
    await page.context().close();
  });
});

describe("Netværkscirklen with 12 people", () => {
  it("shows all 12 by name, and the circle again when it is looked at later", { timeout: TIMEOUT }, async () => {
    const phone = await sent("netvaerkscirkel");
    const { page, citizen } = phone;
    await tap(page, "Videre");
    const names = ["Ole", "Eva", "Ali", "Mor", "Far", "Kim", "Bo", "Ida", "Lis", "Per", "Ulla", "Sanne"];
    await write(page, "Ole");
    for (const button of ["Familie", "Meget tæt", "Hjælper mig", "Ja"]) await tap(page, button);
    const left = names.slice(1);
    await answerTo(phone, asksToSend, (message) => {
      if (message.input === "words") return { kind: "words", words: left.shift() as string };
      const another = /person mere/.test(message.bubbles.at(-1)!.text);
      if (another) return onward(message, left.length > 0 ? "Ja" : "Nej");
      const at = left.length % 3;
      const where = [
        ["Familie", "Ven", "Kæreste"][at],
        ["Meget tæt", "Lidt tæt", "Langt væk"][at],
        ["Hjælper mig", "Både og", "Hjælper ikke"][at],
      ];
      return onward(message, ...(where as string[]), "Videre", "Ja, det passer");
    });
    await sendIt(page);
    const { answers } = await outcome(citizen, "netvaerkscirkel");
    const said = answers.flatMap(([path, value]) =>
      path.endsWith("/name") && value.kind === "words" ? [value.words] : [],
    );
    expect(said).toEqual(names);
    await tap(page, "Færdig");
    await tap(page, "Mine ting");
    await tap(page, "Se Mit netværk");
    const alt = await page.locator("#card .picture img").getAttribute("alt");
    for (const name of names) expect(alt).toContain(name);
    await expectAccessible(page, "the circle");
    await page.context().close();
  });
});

describe("Nødplan, then trang", () => {
  it("shows the plan at once when the trang comes, calls the helper, and returns to the same place", {
    timeout: TIMEOUT,
  }, async () => {
    const phone = await sent("noedplan");
    const { page, citizen } = phone;
    const asksAName = ({ input }: Message) => input === "words";
    await answerTo(phone, asksAName, (message) => onward(message, "Ja, det passer", "Videre"));
    await write(page, "Ole");
    await tap(page, "Ven");
    await write(page, "20 30 40 50");
    await tap(page, (await buttons(page))[0] as string);
    await tap(page, "Nej");
    await answerTo(phone, asksToSend, (message) => onward(message, "Videre", "Ja, det passer", "Ved ikke"));
    await sendIt(page);
    await outcome(citizen, "noedplan");
    await tap(page, "Færdig");
    await send(page, citizen, "parathed");
    const before = await question(page);
    await tap(page, "Jeg har trang");
    const alt = await page.locator("#card .picture img").getAttribute("alt");
    expect(alt).toContain("Ole");
    await expectAccessible(page, "the plan");
    const call = page.getByRole("link", { name: "Ring til Ole" });
    expect(await call.getAttribute("href"), "the helper can be called at once").toBe("tel:20304050");
    const atHelper = async () => (await call.count()) > 0 && (await buttons(page)).includes("Ja");
    await goOnTo(page, atHelper, async (shown) => await tap(page, shown.includes("Videre") ? "Videre" : "Nej"));
    expect(await call.getAttribute("href")).toBe("tel:20304050");
    await tap(page, "Ja");
    await goOnTo(
      page,
      async () => (await question(page)) === before,
      async (shown) => await tap(page, shown.includes("Videre") ? "Videre" : "Nej"),
    );
    await page.context().close();
  });
});
