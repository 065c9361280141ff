import type { Card } from "../parts.ts";
import { box, card, execute, heading, image, openUrl, text } from "./kit.ts";
import type { CardLook } from "./look.ts";
import { backActions } from "./send.ts";

export interface InviteView {
  readonly citizen: string;
  readonly name: string;
  readonly nonce: string;
  /** Telegram is set up */
  readonly telegram: boolean;
  /** the phones that are in, said */
  readonly inside: readonly string[];
  /** a link that was just made; its QR code as the address of a picture */
  readonly link?: { readonly url: string; readonly qr: string; readonly expiresAt: Date } | undefined;
}

const QR = 240;

/** A way in for the citizen's phone. */
export function inviteCard(look: CardLook, view: InviteView): Card {
  const { citizen, name, nonce, link, inside } = view;
  const make = (channel: "web" | "telegram", key: string) =>
    execute(
      look.staff(key),
      "invite-make",
      { citizen, nonce, channel },
      channel === "web" ? { style: "positive" } : {},
    );
  const [again] = link ? [look.staff("invite.make")] : [undefined];
  return card(
    look.language,
    [
      heading(look.staff("invite.title", { name }), 1),
      text(look.staff("invite.what"), { quiet: true }),
      link &&
        box([
          text(look.staff("invite.scan")),
          image(link.qr, look.staff("invite.qr"), QR),
          text(link.url, { size: "small" }),
          text(look.staff("invite.once", { when: look.when(link.expiresAt) }), { bold: true }),
          text(look.staff("invite.shown-once"), { size: "small", quiet: true }),
        ]),
      heading(look.staff("invite.devices"), 2, { separate: true }),
      ...(inside.length > 0 ? inside.map((it) => text(it)) : [text(look.staff("invite.no-devices"), { quiet: true })]),
    ],
    {
      actions: [
        ...(again === undefined
          ? [make("web", "invite.make"), ...(view.telegram ? [make("telegram", "invite.make-telegram")] : [])]
          : []),
        openUrl(look.say("invite.remove"), look.console(`/citizens/${citizen}/invite`)),
        ...backActions(look, view),
      ],
    },
  );
}
