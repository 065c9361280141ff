import { html, raw } from "hono/html";
import type { OwnCitizen } from "../../store/console-queries.ts";
import type { Device } from "../../store/invitations.ts";
import { copyButton } from "./outcome.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";
import { backTo } from "./send.ts";
import { whenSaid } from "./when.ts";

/** A link that was just made. `qr` is the same as an SVG drawing. */
export interface MadeLink {
  readonly url: string;
  readonly qr: string;
  readonly expiresAt: Date;
}

/** A way in for the citizen's phone, and the phones that are in. */
export function invitePage(
  look: Look,
  citizen: OwnCitizen,
  devices: readonly Device[],
  more: { readonly link?: MadeLink; readonly done?: string | undefined },
): Html {
  const at = `/staff/citizens/${citizen.id}/invite`;
  return html`${backTo(look, citizen)}
<h1>${look.say("invite.title", { name: citizen.name })}</h1>
${notice(more.done)}
<p>${look.say("invite.what")}</p>
<div id="link" aria-live="polite">${more.link ? linkCard(look, more.link) : NOTHING}</div>
<form class="make-link" method="post" action="${at}" hx-post="${at}" hx-select="#link" hx-target="#link" hx-swap="outerHTML">
<button class="button main">${look.image({ name: "key" }, "", "icon")}${look.say("invite.make")}</button>
</form>
<section aria-labelledby="devices">
<h2 id="devices">${look.say("invite.devices")}</h2>
${
  devices.length > 0
    ? html`<ul class="devices">${devices.map((device) => deviceItem(look, citizen, device))}</ul>`
    : html`<p class="quiet">${look.say("invite.no-devices")}</p>`
}
</section>`;
}

function linkCard(look: Look, { url, qr, expiresAt }: MadeLink): Html {
  return html`<div class="link-card">
<div class="qr" role="img" aria-label="${look.say("invite.qr")}">${raw(qr)}</div>
<div>
<p>${look.say("invite.scan")}</p>
<p class="quiet">${look.say("invite.link")}</p>
<p class="url" id="invite-url">${url}</p>
${copyButton(look, "invite-url", "invite.copy", "invite.copy")}
<p><strong>${look.say("invite.once", { when: whenSaid(look, expiresAt) })}</strong></p>
<p class="quiet">${look.say("invite.shown-once")}</p>
</div>
</div>`;
}

function deviceItem(look: Look, citizen: OwnCitizen, { id, createdAt }: Device): Html {
  return html`<li class="device">
${look.image({ name: "mobile" }, "", "icon")}
<span>${look.say("invite.device", { when: whenSaid(look, createdAt) })}</span>
<details><summary class="button">${look.say("invite.remove")}</summary>
<form method="post" action="/staff/citizens/${citizen.id}/devices/${id}/remove">
<p>${look.say("invite.remove-ask")}</p>
<button class="button danger">${look.say("invite.remove-yes")}</button>
</form>
</details>
</li>`;
}
