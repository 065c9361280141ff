import { askConsent } from "../../src/consents.ts";
import { addDuty } from "../../src/store/duty.ts";
import { addNoteVersion } from "../../src/store/journal.ts";
import { saveMedia } from "../../src/store/media.ts";
import { outcomesOf } from "../../src/store/outcomes.ts";
import { setProfile } from "../../src/store/people/profile.ts";
import { addStaff } from "../../src/store/people.ts";
import { complete } from "../console/exercise.ts";
import { NOW } from "./frozen.ts";
import type { Installation, TestCitizen } from "./installation.ts";

/** A citizen of whom there is something in every column that is sealed; all of it holds the word. */
export async function wholeCitizen(house: Installation, word: string): Promise<TestCitizen> {
  const { product, staff, unit } = house;
  const { database } = product;
  const bo = await house.newCitizen(`${word} Hansen`);
  await setProfile(database, bo.id, { wordForUse: word }, ["da"]);
  const media = await saveMedia(database, {
    citizen: bo.id,
    type: "photo",
    mime: "image/png",
    bytes: Buffer.from(word),
  });
  const kim = await addStaff(database, { name: "Kim", role: "behandler", unit: unit.id });
  await askConsent(product, { citizen: bo.id, receiver: { staff: kim.id }, by: staff.id });
  for (const words of ["ja", "start", "ja", "ja", "ja", "ja, det passer", "færdig"]) await bo.say(words);
  const asked = { citizen: bo.id, flow: "parathed", params: { topic: word, points: "5" }, by: staff.id };
  await product.assign(asked);
  await product.plan({ ...asked, start: "2026-12-01T10:00:00", rule: "FREQ=WEEKLY", holidays: "skip" });
  const place = { place: word, look: { picture: "calendar" }, staff: [staff.id], others: [word] };
  await product.appointments.make({ citizen: bo.id, at: new Date("2026-12-02T10:00:00Z"), minutes: 60, ...place });
  await complete(house, bo, "parathed", { release: true, own: [word, word, word] });
  await complete(house, bo, "dagbog", { release: true, own: [word, media] });
  const [outcome] = await outcomesOf(database, bo.id);
  const note = { text: word, at: new Date(NOW), readAs: "x" };
  await addNoteVersion(database, { citizen: bo.id, session: outcome!.id, staff: staff.id }, note);
  await bo.say(`${word} jeg vil ikke leve mere`);
  await addDuty(database, unit.id, { day: "5", from: 0, to: 1440, staff: kim.id, rank: 1 });
  const [alert] = await product.alerts.list(staff.id);
  await product.alerts.claim(alert!.id, staff.id);
  await product.alerts.close(alert!.id, staff.id, word);
  return bo;
}
