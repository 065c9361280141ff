import { html } from "hono/html";
import type { ListedSession } from "../../store/staff-sessions.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";
import { whenSaid } from "./when.ts";

/** Where one is signed in. `here` is the session of this browser. */
export function sessionsPage(
  look: Look,
  sessions: readonly ListedSession[],
  here: string | undefined,
  done?: string,
): Html {
  return html`<h1>${look.say("sessions.title")}</h1>
${notice(done)}
<p>${look.say("sessions.what")}</p>
<ul class="devices">${sessions.map((it) => item(look, it, it.id === here))}</ul>
<div class="actions">
<form method="post" action="/staff/sign-out"><button class="button main">${look.say("sessions.out")}</button></form>
<form method="post" action="/staff/sessions/end-all"><button class="button danger">${look.say("sessions.out-everywhere")}</button></form>
</div>`;
}

function item(look: Look, { id, browser, method, begunAt, seenAt }: ListedSession, here: boolean): Html {
  const name = browser === "" ? look.say("sessions.unknown") : browser;
  return html`<li class="device">
${look.image({ name: "mobile" }, "", "icon")}
<span><strong>${name}</strong>${here ? html` (${look.say("sessions.here")})` : NOTHING}${method === "teams" ? html`, ${look.say("sessions.teams")}` : NOTHING}<br>
<span class="quiet">${look.say("sessions.when", { begun: whenSaid(look, begunAt), seen: whenSaid(look, seenAt) })}</span></span>
${here ? NOTHING : html`<form method="post" action="/staff/sessions/${id}/end"><button class="button">${look.say("sessions.end")}</button></form>`}
</li>`;
}
