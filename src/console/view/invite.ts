import { html, raw } from "hono/html";
import type { OwnCitizen } from "../../store/console-queries.ts";
import type { Device } from "../../store/invitations.ts";
import type { ListedChat } from "../../store/telegram.ts";
import { copyButton } from "./outcome.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";
import { backTo } from "./send.ts";
import { whenSaid } from "./when.ts";

/** A link that was just made. `qr` is the same as an SVG drawing. */
export interface MadeLink {
  readonly url: string;
  readonly qr: string;
  readonly expiresAt: Date;
  readonly channel: "web" | "telegram";
}

/** A way in for the citizen's phone, and the phones that are in. */
export function invitePage(
  look: Look,
  citizen: OwnCitizen,
  inside: { readonly devices: readonly Device[]; readonly chats: readonly ListedChat[] },
  more: { readonly link?: MadeLink; readonly done?: string | undefined; readonly telegram: boolean },
): Html {
  const at = `/staff/citizens/${citizen.id}/invite`;
  const open = inside.chats.filter(({ closedAt }) => closedAt === null);
  const ended = inside.chats.filter(({ closedAt }) => closedAt !== null);
  return html`${backTo(look, citizen)}
<h1>${look.say("invite.title", { name: citizen.name })}</h1>
${notice(more.done)}
<p>${look.say("invite.what")}</p>
<div id="link" aria-live="polite">${more.link ? linkCard(look, more.link) : NOTHING}</div>
<form class="make-link" method="post" action="${at}" hx-post="${at}" hx-select="#link" hx-target="#link" hx-swap="outerHTML">
<button class="button main">${look.image({ name: "key" }, "", "icon")}${look.say("invite.make")}</button>
${more.telegram ? html` <button class="button" name="channel" value="telegram">${look.say("invite.make-telegram")}</button>` : NOTHING}
</form>
<section aria-labelledby="devices">
<h2 id="devices">${look.say("invite.devices")}</h2>
${
  inside.devices.length + open.length > 0
    ? html`<ul class="devices">${inside.devices.map((device) => deviceItem(look, citizen, device))}
${open.map((chat) => openChat(look, citizen, chat))}</ul>`
    : html`<p class="quiet">${look.say("invite.no-devices")}</p>`
}
</section>
${ended.length > 0 ? html`<section aria-labelledby="ended"><h2 id="ended">${look.say("invite.ended")}</h2><ul class="devices">${ended.map((chat) => endedChat(look, chat))}</ul></section>` : NOTHING}`;
}

function linkCard(look: Look, { url, qr, expiresAt, channel }: MadeLink): Html {
  return html`<div class="link-card">
<div class="qr" role="img" aria-label="${look.say("invite.qr")}">${raw(qr)}</div>
<div>
<p>${look.say("invite.scan")}</p>
${channel === "telegram" ? html`<p>${look.say("invite.telegram-how")}</p>` : NOTHING}
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
${removing(look, `/staff/citizens/${citizen.id}/devices/${id}/remove`)}
</li>`;
}

function openChat(look: Look, citizen: OwnCitizen, { chat, pairedAt }: ListedChat): Html {
  return html`<li class="device">
${look.image({ name: "mobile" }, "", "icon")}
<span>${look.say("invite.telegram", { when: whenSaid(look, pairedAt) })}</span>
${removing(look, `/staff/citizens/${citizen.id}/chats/${chat}/remove`, "-chat")}
</li>`;
}

/** It says why, so that nobody waits for answers from there. */
function endedChat(look: Look, { closedAt, reason }: ListedChat): Html {
  const said = closedAt ? look.say(`invite.telegram-${reason}`, { when: whenSaid(look, closedAt) }) : "";
  return html`<li class="device">
${look.image({ name: "mobile" }, "", "icon")}
<span>${said}</span>
</li>`;
}

function removing(look: Look, action: string, what: "" | "-chat" = ""): Html {
  return html`<details><summary class="button">${look.say("invite.remove")}</summary>
<form method="post" action="${action}">
<p>${look.say(`invite.remove-ask${what}`)}</p>
<button class="button danger">${look.say(`invite.remove-yes${what}`)}</button>
</form>
</details>`;
}
