import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getMedia } from "../../src/store/media.ts";
import { getStaff } from "../../src/store/people.ts";
import { openConsole } from "../console/console.ts";
import { notPhotos, photosWithMore } from "./bombs.ts";
import { type AttackedCitizen, type CitizenApp, nonce, startCitizenApp } from "./citizen-app.ts";

let site: CitizenApp;
let bad: Awaited<ReturnType<typeof notPhotos>>;
let good: Awaited<ReturnType<typeof photosWithMore>>;
beforeAll(async () => {
  [site, bad, good] = await Promise.all([startCitizenApp(() => new Date()), notPhotos(), photosWithMore()]);
});
afterAll(() => site?.stop());

/** A photo from the web chat. */
const fromWeb = (bo: AttackedCitizen, bytes: Uint8Array<ArrayBuffer>, name = "photo"): Promise<Response> => {
  const form = new FormData();
  form.set("nonce", nonce());
  form.set(name, new File([bytes], "billede.jpg", { type: "image/jpeg" }));
  return bo.send(form);
};
let updates = 9000;
/** A photo from Telegram. */
const fromTelegram = (bo: AttackedCitizen, bytes: Uint8Array): Promise<Response> => {
  const chat = { id: bo.chat, type: "private" };
  const photo = [{ file_id: site.telegram.upload(bytes) }];
  const message = { message_id: 1, date: 1, chat, from: { id: bo.chat }, photo };
  return site.bring(JSON.stringify({ update_id: ++updates, message }));
};
const stored = async (bo: AttackedCitizen): Promise<Buffer[]> => {
  const { database } = site.app.product;
  const { rows } = await database.pool.query<{ id: string }>("select id from media where citizen_id = $1", [
    bo.citizen,
  ]);
  const found = await Promise.all(rows.map(({ id }) => getMedia(database, bo.citizen, id)));
  return found.map((it) => it!.bytes);
};

describe("a file that is no photo", () => {
  it("is refused in plain words in the web chat; nothing is stored, and the question stays", async () => {
    const bo = await site.newCitizen();
    const before = await bo.stand();
    site.errors();
    for (const [what, bytes] of bad) {
      for (const name of ["photo", "voice"]) {
        const response = await fromWeb(bo, bytes, name);
        const said = (await response.text()).includes("Den fil kan vi ikke bruge.");
        expect([what, response.status, said, site.errors(), await bo.stand()]).toEqual([what, 422, true, [], before]);
      }
    }
    expect((await bo.send(new URLSearchParams({ nonce: nonce(), words: "Fordi jeg vil" }))).status).toBe(303);
    expect((await bo.stand()).asks).not.toBe(before.asks);
  });

  it("is refused in plain words in Telegram as well", async () => {
    const bo = await site.newCitizen();
    const before = await bo.stand();
    site.errors();
    const said = () =>
      site.telegram.chat(bo.chat).filter(({ text }) => text === "Den fil kan jeg ikke bruge. Prøv en anden.");
    for (const [n, [what, bytes]] of bad.entries()) {
      expect([what, (await fromTelegram(bo, bytes)).status]).toEqual([what, 200]);
      await site.telegram.until(() => said().length === n + 1, bo.chat);
      expect([what, site.errors(), await bo.stand()]).toEqual([what, [], before]);
    }
  });
});

it("is refused as the photo of a place as well, and no appointment is made", async () => {
  const { product, staff } = site.app;
  const mette = openConsole({ product }).as(await getStaff(product.database, staff));
  const { citizen } = await site.newCitizen();
  const kept = "select id from appointment where citizen_id = $1 union all select id from media where citizen_id = $1";
  for (const [what, bytes] of bad) {
    const body = new FormData();
    const fields = { day: "2040-01-02", time: "10:00", minutes: "45", place: "Havnegade 3" };
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set("photo", new File([bytes], "sted.jpg", { type: "image/jpeg" }));
    const path = `/staff/citizens/${citizen}/appointments/new`;
    const response = await mette.send(path, { method: "POST", body });
    const said = (await response.text()).includes("Billedet kan ikke bruges");
    const { rows } = await product.database.pool.query(kept, [citizen]);
    expect([what, response.status, said, rows]).toEqual([what, 422, true, []]);
  }
});

describe("a photo with something hidden in it", () => {
  it.each([
    ["web chat", fromWeb],
    ["Telegram", fromTelegram],
  ])("is written anew without it: %s", async (_, send) => {
    for (const [what, bytes] of good) {
      const bo = await site.newCitizen();
      const { asks } = await bo.stand();
      expect([what, (await send(bo, bytes)).status < 400]).toEqual([what, true]);
      const [kept, ...more] = await stored(bo);
      expect([what, more, (await bo.stand()).asks === asks]).toEqual([what, [], false]);
      expect([kept!.subarray(0, 3).toString("hex"), kept!.includes("script"), kept!.includes("PK\x03\x04")]).toEqual([
        "ffd8ff",
        false,
        false,
      ]);
    }
  });
});
