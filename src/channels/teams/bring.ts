import { type Failure, failureOf } from "./failure.ts";
import type { News, TeamsStaff } from "./parts.ts";
import type { Say } from "./say.ts";
import type { Sdk } from "./sdk.ts";
import type { Address, TeamsParts } from "./wiring.ts";

/** Something a member of staff is to be told, and where. */
export interface Errand {
  readonly staff: TeamsStaff;
  readonly address: Address;
  readonly news: News;
  /** the messages that told of the same alert before */
  readonly shown: readonly string[];
}

/** What became of it. `none`: there was nothing to tell any more. */
export type Brought = { readonly kind: "sent"; readonly id?: string } | { readonly kind: "none" } | Failure;

/** Brings news as a card. That somebody took an alert changes the cards that asked, and sends none. */
export function createBring(
  parts: TeamsParts,
  say: Say,
  sdk: () => Promise<Sdk>,
): (errand: Errand) => Promise<Brought> {
  return async ({ staff, address, news, shown }) => {
    // it was Microsoft's when it was kept, and may be from a database that was copied
    if (!parts.mayCall(address.serviceUrl)) return { kind: "closed", reason: "removed" };
    const told = await parts.tell(news, staff);
    if (!told) return { kind: "none" };
    const preview = news.kind === "outcome" ? "preview-outcome" : news.kind === "reply" ? "preview" : "preview-alert";
    const message = say.message(told, staff.language, preview);
    try {
      const wire = await sdk();
      if (news.kind === "reply" && news.instead !== undefined) {
        await wire.update(address, news.instead, message);
        return { kind: "sent" };
      }
      if (news.kind !== "alert-claimed") return { kind: "sent", id: await wire.send(address, message) };
      for (const id of shown) await wire.update(address, id, message);
      return shown.length > 0 ? { kind: "sent" } : { kind: "none" };
    } catch (error) {
      const failure = failureOf(error);
      // the message is gone, which says nothing of the chat
      if (failure.kind === "closed" && news.kind === "reply" && news.instead !== undefined) return { kind: "none" };
      return failure;
    }
  };
}
