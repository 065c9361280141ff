import type { Person } from "./conversation.ts";
import type { CrisisCategory, CrisisUrgency } from "./safety.ts";

/** Whether somebody is told of what cannot wait: those on duty now, nobody before duty begins again, or nobody at all. */
export const WATCHES = ["staffed", "outside", "none"] as const;
export type Watch = (typeof WATCHES)[number];

/** A day, "2026-11-27", and a time of it, "08.00". */
export interface Opening {
  readonly day: string;
  readonly time: string;
}

/** Who watches a citizen's unit at one moment. Times are ISO. */
export interface WatchNow {
  readonly watch: Watch;
  /** ids of those who are told at once */
  readonly tell: readonly string[];
  /** outside the hours: when they begin again, by the Danish clock */
  readonly opens?: Opening;
  /** when others are told if nobody has taken it by then */
  readonly nextAt?: string;
}

/** What became of an alert; the citizen hears of the first three. */
export const ALERT_STATES = ["raised", "claimed", "closed"] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** What happened with an alert. */
export const ALERT_EVENTS = ["raised", "added", "told", "read", "claimed", "lowered", "escalated", "closed"] as const;
export type AlertEventKind = (typeof ALERT_EVENTS)[number];

/** What of it the citizen is told: somebody read it, took it, or it is over. */
export type AlertNews = Extract<AlertEventKind, "read" | "claimed" | "closed">;

/** What staff is told of outside the page they look at, without content. `ref` names what it is about. */
export const NOTICE_KINDS = ["alert", "escalation", "alert-claimed", "outcome", "reply"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What a conversation knows of what could not wait: what the citizen was told of it, and what became of it since. */
export interface OpenAlert extends Found, Pick<WatchNow, "watch" | "opens"> {
  /** what the citizen answered to "Er du i fare nu?" */
  readonly danger?: boolean;
  /** they said that it was a mistake */
  readonly mistake?: true;
  /** the first who read it, and who took it */
  readonly read?: Person;
  readonly taken?: Person;
}

/** A finding as an alert keeps it. */
export interface Found {
  readonly category: CrisisCategory;
  readonly urgency: CrisisUrgency;
}
