import { html } from "hono/html";
import { GUARANTEE_DAYS } from "../../model/indicators.ts";
import { type Html, type Look, NOTHING } from "./page.ts";

/** "Første samtale: dag 9 af 14"; nothing when the citizen does not wait. */
export function waitedLine(look: Look, days: number | undefined): Html {
  if (days === undefined) return NOTHING;
  const key = days > GUARANTEE_DAYS ? "first-talk.over" : "first-talk.day";
  return html`<span class="state">${look.say(key, { day: days, of: GUARANTEE_DAYS })}</span>`;
}
