import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(async () => {
  await app?.stop();
});

const post = (path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(app.url + path, { method: "POST", body, headers: { origin: app.url, ...headers }, redirect: "manual" });

/** A device that is in: its cookie. */
async function deviceOf(link: string): Promise<string> {
  const response = await post(link, "");
  return response.headers.get("set-cookie")!.split(";")[0]!;
}

async function newDevice(): Promise<string> {
  return deviceOf((await app.newCitizen()).link);
}

const get = (path: string, cookie: string): Promise<Response> => fetch(app.url + path, { headers: { cookie } });

/** A rendered page: its nonce, and the token of the button with these words. */
async function pageOf(cookie: string): Promise<{ nonce: string; token(words: string): string }> {
  const page = await (await get("/c", cookie)).text();
  const buttons = page.match(/<button[^>]*name="token"[\s\S]*?<\/button>/g) ?? [];
  return {
    nonce: /name="nonce" value="([^"]+)"/.exec(page)![1]!,
    token(words) {
      const button = buttons.find((it) => it.includes(`>${words}</span>`));
      if (!button) throw new Error(`expected a button "${words}" on the page`);
      return /value="([^"]+)"/.exec(button)![1]!;
    },
  };
}

/** The form that a tap on the button with these words sends. */
async function formOf(cookie: string, words: string): Promise<URLSearchParams> {
  const { nonce, token } = await pageOf(cookie);
  return new URLSearchParams({ nonce, token: token(words) });
}

async function tapAll(cookie: string, ...buttons: string[]): Promise<void> {
  for (const words of buttons) await post("/c/answer", await formOf(cookie, words), { cookie });
}

const questionOf = async (cookie: string): Promise<string> =>
  /<h1[^>]*>(.*?)<\/h1>/s.exec(await (await get("/c", cookie)).text())![1]!.replace(/<[^>]+>/g, "");

describe("coming in", () => {
  it("is one button; looking at the link, as a preview does, does not use it up", async () => {
    const { link } = await app.newCitizen();
    for (let look = 0; look < 2; look++) {
      const page = await fetch(app.url + link);
      expect(page.status).toBe(200);
      expect((await page.text()).match(/<button/g)).toHaveLength(1);
    }
    const response = await post(link, "");
    expect([response.status, response.headers.get("location")]).toEqual([303, "/c#card"]);
    expect(response.headers.get("set-cookie")).toMatch(
      /^skridt=[\w-]+\.[\w-]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it("works once; then, and for a code that never was, a kind page says whom to ask", async () => {
    const { link } = await app.newCitizen();
    const cookie = await deviceOf(link);
    for (const path of [link, "/c/i/never-was"]) {
      const response = await post(path, "");
      expect([response.status, response.headers.get("set-cookie")]).toEqual([404, null]);
      expect(await response.text()).toContain("Du skal have et nyt link");
    }
    const again = await post(link, "", { cookie });
    expect([again.status, again.headers.get("location")]).toEqual([303, "/c#card"]);
  });

  it.each(["", "skridt=", "skridt=a.b.c", "skridt=no-id.secret", "skridt=00000000-0000-4000-8000-000000000000.wrong"])(
    "shows the kind page to an unknown device (%s)",
    async (cookie) => {
      const response = await get("/c", cookie);
      expect(response.status).toBe(401);
      expect(await response.text()).toContain("Vi kender ikke telefonen endnu");
      expect((await get("/c/events", cookie)).status).toBe(401);
    },
  );
});

describe("answers", () => {
  it("lead by a redirect to the page, so that a reload sends nothing twice", async () => {
    const cookie = await newDevice();
    await tapAll(cookie, "Øvelser");
    const form = await formOf(cookie, "Parathed 1-5");
    const response = await post("/c/answer", form, { cookie });
    expect([response.status, response.headers.get("location")]).toEqual([303, "/c#card"]);
  });

  it("count once when the same form comes twice, also at the same moment (R17)", async () => {
    const cookie = await newDevice();
    await tapAll(cookie, "Øvelser", "Parathed 1-5", "Start", "lidt klar");
    const { nonce } = await pageOf(cookie);
    const form = new URLSearchParams({ nonce, words: "Mine børn" });
    const responses = await Promise.all([1, 2, 3].map(() => post("/c/answer", form, { cookie })));
    expect(responses.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await questionOf(cookie)).toContain("Det er højere end 1.");
  });

  it("of an old page ask whether the answer is to be changed, never an error (R17)", async () => {
    const cookie = await newDevice();
    await tapAll(cookie, "Øvelser", "Parathed 1-5", "Start");
    const old = await formOf(cookie, "lidt klar");
    await tapAll(cookie, "meget klar");
    await post("/c/answer", old, { cookie });
    expect(await questionOf(cookie)).toContain("Vil du ændre dit svar?");
  });

  it("that are too long are refused kindly and not lost", async () => {
    const cookie = await newDevice();
    await tapAll(cookie, "Øvelser", "Parathed 1-5", "Start", "lidt klar");
    const { nonce } = await pageOf(cookie);
    const words = "ord ".repeat(1001);
    const response = await post("/c/answer", new URLSearchParams({ nonce, words }), { cookie });
    const page = await response.text();
    expect(response.status).toBe(413);
    expect(page).toContain('<p data-notice="too-long"><span>Teksten er for lang.');
    expect(page).toContain(`required>${words}</textarea>`);
  });

  it("that are neither photo nor voice, or too big, are refused kindly", async () => {
    const cookie = await newDevice();
    const { nonce } = await pageOf(cookie);
    const fileForm = (bytes: Uint8Array<ArrayBuffer>): FormData => {
      const form = new FormData();
      form.set("nonce", nonce);
      form.set("photo", new Blob([bytes], { type: "image/png" }), "billede.png");
      return form;
    };
    const wrong = await post("/c/answer", fileForm(new Uint8Array(100)), { cookie });
    expect([wrong.status, (await wrong.text()).includes('<p data-notice="wrong-file"><span>')]).toEqual([422, true]);
    const big = await post("/c/answer", fileForm(new Uint8Array(21 * 1024 * 1024)), { cookie });
    expect([big.status, (await big.text()).includes('<p data-notice="too-big"><span>')]).toEqual([413, true]);
  });

  it("from another site are refused", async () => {
    const cookie = await newDevice();
    await tapAll(cookie, "Øvelser");
    const form = await formOf(cookie, "Parathed 1-5");
    const asked = await questionOf(cookie);
    for (const origin of ["https://example.org", "null"]) {
      expect((await post("/c/answer", form, { cookie, origin, "sec-fetch-site": "cross-site" })).status).toBe(403);
    }
    expect(await questionOf(cookie)).toBe(asked);
  });
});

describe("the page", () => {
  it("forbids scripts, styles and frames from elsewhere, and is not kept", async () => {
    const { headers } = await get("/c", await newDevice());
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'; script-src 'self'; style-src 'self'/);
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("has files that may be kept for good, the letters among them; of another version not", async () => {
    const page = await (await get("/c", await newDevice())).text();
    const files = [...page.matchAll(/(?:href|src)="(\/c\/assets\/[^"]+)"/g)].map(([, path]) => path!);
    expect(files.filter((path) => path.endsWith(".woff2"))).toHaveLength(2);
    for (const path of new Set(files)) {
      const response = await fetch(app.url + path);
      expect([path, response.status, response.headers.get("cache-control")]).toEqual([
        path,
        200,
        "public, max-age=31536000, immutable",
      ]);
    }
    const old = await fetch(`${app.url}/c/assets/old/base.css`);
    expect([old.status, old.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect((await fetch(`${app.url}/c/assets/old/..%2Findex.ts`)).status).toBe(404);
  });

  it("speaks the citizen's language", async () => {
    const cookie = await deviceOf((await app.newCitizen({ language: "en" })).link);
    const page = await (await get("/c", cookie)).text();
    expect(page).toContain('<html lang="en"');
    expect(page).toContain("Read aloud");
  });

  it("shows a citizen's name as text, whatever it is", async () => {
    const cookie = await deviceOf((await app.newCitizen({ name: "<script>alert(1)</script>" })).link);
    const page = await (await get("/c", cookie)).text();
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).not.toContain("<script>alert");
  });

  it("leads back from an address that is none", async () => {
    const response = await get("/c/nowhere", "");
    expect([response.status, (await response.text()).includes('href="/c"')]).toEqual([404, true]);
  });
});

describe("live", () => {
  /** Reads events until one holds what is waited for. */
  async function eventWith(reader: ReadableStreamDefaultReader<Uint8Array>, text: string): Promise<void> {
    for (let seen = ""; !seen.includes(text); ) {
      const { done, value } = await reader.read();
      if (done) throw new Error(`expected "${text}" in the stream, got its end after: ${seen}`);
      seen += new TextDecoder().decode(value);
    }
  }

  it("tells the revision at once and after every change", async () => {
    const cookie = await newDevice();
    const revision = Number(/data-revision="(\d+)"/.exec(await (await get("/c", cookie)).text())![1]);
    const events = await get("/c/events", cookie);
    expect(events.headers.get("content-type")).toBe("text/event-stream");
    const reader = events.body!.getReader();
    await eventWith(reader, `data: ${revision}\n`);
    await tapAll(cookie, "Øvelser");
    await eventWith(reader, `data: ${revision + 1}\n`);
    await reader.cancel();
  });
});

describe("when the store is in trouble", () => {
  /** Without this table nothing can be saved, but everything can be read. */
  const broken = async (during: () => Promise<void>): Promise<void> => {
    await app.asOwner("alter table turn rename to turn_away");
    try {
      await during();
    } finally {
      await app.asOwner("alter table turn_away rename to turn");
    }
  };

  it("says so kindly, keeps the words for one more press, and logs nothing private", async () => {
    const { link } = await app.newCitizen({ name: "Hemmelige Ole" });
    const cookie = await deviceOf(link);
    const { nonce } = await pageOf(cookie);
    const form = new URLSearchParams({ nonce, words: "noget meget privat" });
    const before = app.logged.length;
    await broken(async () => {
      const response = await post("/c/answer", form, { cookie });
      const page = await response.text();
      expect(response.status).toBe(503);
      expect(page).toContain("Dit svar er ikke sendt endnu.");
      expect(page).toContain(`<input type="hidden" name="nonce" value="${nonce}">`);
      expect(page).toContain('<input type="hidden" name="words" value="noget meget privat">');
      const scripted = await post("/c/answer", form, { cookie, "x-skridt-fragment": "1" });
      expect(scripted.status).toBeGreaterThanOrEqual(500);
    });
    expect((await post("/c/answer", form, { cookie })).status).toBe(303);
    expect(app.logged.length).toBeGreaterThan(before);
    const [device, secret] = cookie.replace("skridt=", "").split(".");
    const log = app.logged.join("");
    for (const hidden of [link.split("/").at(-1)!, device!, secret!, "Hemmelige", "noget meget privat"]) {
      expect(log).not.toContain(hidden);
    }
  });
});
