import { AppError } from "../../model/errors.ts";
import { failureOf } from "./failure.ts";
import type { Answered, Card, ChatKind, Owed, TeamsStaff } from "./parts.ts";
import type { OutgoingMessage, Sdk } from "./sdk.ts";
import { MAX_CARD_BYTES, shorten, sizeOf } from "./shorten.ts";
import type { Address, TeamsParts } from "./wiring.ts";

const CARD = "application/vnd.microsoft.card.adaptive";

/** Where something is said, and to whom of ours; nobody: a stranger. */
export interface Listener {
  readonly address: Address;
  readonly chat: ChatKind;
  readonly language: string;
  readonly staff?: TeamsStaff;
}

/** Says something in a chat. */
export interface Say {
  /**
   * As a new message, or in the place of message `instead`. What Teams does not take now is owed to members of staff; what
   * else went wrong is told the operator.
   */
  below(to: Listener, answered: Answered, instead?: string): Promise<void>;
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

  const send = async ({ address, chat, language, staff }: Listener, answered: Answered, instead?: string) => {
    const said = message(answered, language);
    try {
      const wire = await sdk();
      if (instead === undefined) await wire.send(address, said);
      else await wire.update(address, instead, said);
    } catch (error) {
      const failure = failureOf(error);
      if (staff && failure.kind === "later") {
        await parts.owe(staff.id, { ...again(answered), chat, instead }, address, failure.waitMs);
      } else if (staff && chat === "personal" && failure.kind === "closed" && instead === undefined) {
        await parts.closeChat(staff.id, failure.reason);
      } else parts.failed(error);
    }
  };

  return {
    fitting,
    message,
    async below(to, answered, instead) {
      if (answered.card || answered.text !== undefined) await send(to, answered, instead).catch(parts.failed);
    },
  };
}

/** What a client would ask for to see a card as it is now; the first card, where it cannot. Never what somebody typed. */
function again({ card }: Answered): Pick<Owed, "verb" | "data"> {
  const { action } = (card?.refresh ?? {}) as { action?: Pick<Owed, "verb" | "data"> };
  const { q: _, agreed: __, by: ___, ...data } = action?.data ?? {};
  return { verb: action?.verb ?? "start", data };
}
