import { AppError } from "../../model/errors.ts";
import type { Answered, Card } from "./parts.ts";
import type { OutgoingMessage, Sdk } from "./sdk.ts";
import { MAX_CARD_BYTES, shorten, sizeOf } from "./shorten.ts";
import type { Address, TeamsParts } from "./wiring.ts";

const CARD = "application/vnd.microsoft.card.adaptive";

/** Says something in a chat. */
export interface Say {
  /** As a new message, or in the place of message `instead`. What went wrong is told the operator. */
  below(
    chat: { readonly conversation: { readonly id: string }; readonly serviceUrl: string },
    answered: Answered,
    language: string,
    instead?: string,
  ): Promise<void>;
  /** A card as it can be sent. @throws AppError "internal" when it is too big and that is to be found out */
  fitting(card: Card, language: string): Card;
  message(answered: Answered, language: string, preview?: string): OutgoingMessage;
}

export function createSay(parts: TeamsParts, sdk: () => Promise<Sdk>): Say {
  const fitting = (card: Card, language: string): Card => {
    const size = sizeOf(card);
    if (size <= MAX_CARD_BYTES) return card;
    const text = `a card for Teams: expected at most ${MAX_CARD_BYTES} bytes, got ${size}`;
    if (parts.strict) throw new AppError("internal", text);
    parts.log.warn(text);
    return shorten(card, parts.words(language, "more"));
  };

  const message = ({ card, text }: Answered, language: string, preview = "preview"): OutgoingMessage => ({
    type: "message",
    ...(text === undefined ? {} : { text }),
    // what a lock screen shows (R24)
    summary: parts.words(language, preview),
    ...(card ? { attachments: [{ contentType: CARD, content: fitting(card, language) }] } : {}),
  });

  return {
    fitting,
    message,
    async below({ conversation, serviceUrl }, answered, language, instead) {
      if (!answered.card && answered.text === undefined) return;
      const to: Address = { conversation: conversation.id, serviceUrl };
      try {
        const wire = await sdk();
        const said = message(answered, language);
        if (instead === undefined) await wire.send(to, said);
        else await wire.update(to, instead, said);
      } catch (error) {
        parts.failed(error);
      }
    },
  };
}
