import type { StaffRole } from "../../model/staff.ts";

/** Who acts in Teams: a member of staff who is known by their Entra object id and has not left. */
export interface TeamsStaff {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
  /** of the words they read */
  readonly language: string;
  readonly unit: string;
}

/** Where it was said: to the bot alone, or where others read along. */
export type ChatKind = "personal" | "groupChat" | "channel";

/** What a member of staff wrote, or a button of a card they tapped. */
export type Asked = {
  /** the activity's: the same id is the same thing said twice, and reaches the desk once */
  readonly id: string;
  readonly chat: ChatKind;
  /** the Teams id of the chat, group or channel */
  readonly conversation: string;
} & (
  | { readonly kind: "words"; readonly text: string }
  | {
      readonly kind: "action";
      /** what the button asks for */
      readonly verb: string;
      /** what the card carried along */
      readonly data: Readonly<Record<string, unknown>>;
      /** what was typed or picked in the card, by the id of its input */
      readonly inputs: Readonly<Record<string, string>>;
    }
  /** the bot was put in: the first thing that is seen */
  | { readonly kind: "installed" }
);

/** An Adaptive Card 1.5 as JSON, at most 28 KB. */
export interface Card {
  readonly type: "AdaptiveCard";
  readonly version: "1.5";
  readonly body: readonly object[];
  readonly [more: string]: unknown;
}

/** What is seen: a card, words, or both. */
export interface Answered {
  readonly card?: Card;
  readonly text?: string;
  /** the card takes the place of the one that was tapped; otherwise it comes below */
  readonly replaces?: boolean;
  /** what takes that place for everyone else in the chat */
  readonly everyone?: Card;
}

/**
 * From a member of staff and what they asked to what they see. What somebody typed wrongly is said in the card; what is
 * thrown is logged, and answered with one plain sentence.
 */
export type Desk = (asked: Asked, staff: TeamsStaff) => Promise<Answered>;

/** What a member of staff is told unasked. `sessions`: what a citizen released, since the last card about that citizen. */
export type News =
  | { readonly kind: "outcome"; readonly citizen: string; readonly sessions: readonly string[] }
  | { readonly kind: "alert" | "escalation" | "alert-claimed"; readonly alert: string }
  | ({ readonly kind: "reply"; readonly conversation: string } & Owed);

/** An answer that Teams did not take: what shows the same as it is now. It holds no content. */
export interface Owed {
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly chat: ChatKind;
  /** the message whose place it takes */
  readonly instead?: string | undefined;
}

/**
 * The card that brings it, as it is now; undefined: there is nothing to tell any more (a yes was taken back, an alert is
 * closed). Of "alert-claimed" it is what takes the place of the cards that asked.
 */
export type Tell = (news: News, staff: TeamsStaff) => Promise<Answered | undefined>;
