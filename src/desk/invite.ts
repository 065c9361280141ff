import { type InviteView, inviteCard } from "../channels/teams/cards/invite.ts";
import { AppError } from "../model/errors.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { invite, listDevices } from "../store/invitations.ts";
import { listChats } from "../store/telegram.ts";
import { newMark } from "./once.ts";
import { citizenOf } from "./own.ts";
import type { Act, Answered, Doing } from "./parts.ts";

/** Phones on a card. */
const INSIDE = 8;

interface Named {
  readonly citizen: string;
}

export const showInvite: Act<Named> = async (doing, { data }) => show(doing, await citizenOf(doing, data.citizen));

/** A new link; only its hash is kept, so it can be shown only now. */
export const makeInvite: Act<Named & { readonly nonce: string; readonly channel: "web" | "telegram" }> = async (
  doing,
  { data },
) => {
  const { parts } = doing;
  const citizen = await citizenOf(doing, data.citizen);
  const channel = data.channel === "telegram" && parts.telegramUrl ? "telegram" : "web";
  const { code, expiresAt } = await invite(parts.database, { citizen: citizen.id, channel, now: parts.now() });
  const url = channel === "telegram" ? await parts.telegramUrl?.(code) : parts.inviteUrl(code);
  if (url === undefined) throw new AppError("unavailable", "telegram: expected a link, got none");
  // in the card itself: a picture that is fetched would have to be kept, and it opens the citizen's chat
  const { toDataURL } = await import("qrcode");
  const qr = await toDataURL(url, { margin: 2, errorCorrectionLevel: "L", scale: 4 });
  return show(doing, citizen, { url, qr, expiresAt });
};

async function show({ look, parts }: Doing, citizen: OwnCitizen, link?: InviteView["link"]): Promise<Answered> {
  const [devices, chats] = await Promise.all([
    listDevices(parts.database, citizen.id, parts.now()),
    listChats(parts.database, citizen.id),
  ]);
  const phones = devices.map(({ createdAt }) => look.staff("invite.device", { when: look.when(createdAt) }));
  const telegram = chats.map(({ pairedAt, closedAt, reason }) => {
    return closedAt && reason
      ? look.staff(`invite.telegram-${reason}`, { when: look.when(closedAt) })
      : look.staff("invite.telegram", { when: look.when(pairedAt) });
  });
  const view: InviteView = {
    citizen: citizen.id,
    name: citizen.name,
    nonce: newMark(parts.now()),
    telegram: parts.telegramUrl !== undefined,
    inside: [...phones, ...telegram].slice(0, INSIDE),
    link,
  };
  return { card: inviteCard(look, view), replaces: true };
}
