import { html } from "hono/html";
import type { Html, Look } from "./page.ts";

/** What cannot wait and that the reader may see. */
export interface Alarm {
  /** alerts that nobody has taken */
  readonly waiting: number;
  /** grows with everything that happens with an alert */
  readonly stamp: number;
}

/** Listens for alerts on every page of the console. */
export function alertsLive({ stamp }: Alarm): Html {
  return html`<div id="alerts-live" hidden hx-sse:connect="/staff/alerts/events?seen=${stamp}" hx-swap="none"></div>
`;
}

/** The mark on every page while nobody has taken an alert; it is brought up to date by itself. */
export function alertMark(look: Look, { waiting }: Alarm): Html {
  const key = waiting === 1 ? "alerts.one-waits" : "alerts.some-wait";
  const said =
    waiting === 0 ? html`` : html`<a class="alarm" href="/staff/alerts">${look.say(key, { count: waiting })}</a>`;
  return html`<div id="alert-mark" role="alert" hx-get="/staff/alerts/mark" hx-trigger="changed from:#alerts-live" hx-swap="outerMorph">${said}</div>
`;
}
