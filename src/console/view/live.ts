import { html } from "hono/html";
import type { Html } from "./page.ts";

/**
 * Listens for changes and tells the page with the event "changed"; it shows nothing itself.
 * @param stamp what the page was made of: a change while it was on its way is told at once
 */
export function live(stamp: number, citizen?: string): Html {
  const only = citizen === undefined ? "" : `&citizen=${encodeURIComponent(citizen)}`;
  return html`<div id="live" hidden hx-sse:connect="/staff/events?seen=${stamp}${only}" hx-swap="none"></div>`;
}
