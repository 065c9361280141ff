import type { AnsweredBy } from "../../../model/value.ts";

/** A mark of the moment a card was made: what is done with it is done once, and not long afterwards. */
export interface Once {
  readonly nonce: string;
}

interface OfCitizen {
  readonly citizen: string;
}

interface OfOutcome {
  readonly outcome: string;
}

interface OfAlert {
  readonly alert: string;
}

interface OfFlow extends OfCitizen {
  readonly flow: string;
}

/** A case that staff talk about; `agreed` and `by` once something was agreed. */
export interface Dilemma {
  readonly id: string;
  readonly agreed?: string | undefined;
  readonly by?: string | undefined;
}

/** A group that meets every week: the exercise of its homework, the first time ("2026-12-02T13:00"), and how often. */
export interface Course {
  readonly flow: string;
  readonly start: string;
  readonly times: number;
}

/** What can be asked for where others read along. */
export interface GroupVerbs {
  readonly dilemma: Dilemma;
  readonly "dilemma-draw": { readonly id?: string | undefined };
  readonly "dilemma-agree": Dilemma;
  readonly course: Course;
  readonly "course-form": { readonly [F in keyof Course]?: Course[F] | undefined };
  readonly "course-plan": object;
  readonly "course-hand": Course;
}

/** What the buttons of cards ask for, and what they carry. It comes back from outside: nothing of it is trusted. */
export interface Verbs {
  /** the first card */
  readonly start: object;
  readonly citizens: { readonly page: number; readonly q?: string | undefined };
  readonly news: object;
  readonly citizen: OfCitizen;

  readonly outcome: OfOutcome;
  readonly looked: OfOutcome;
  readonly journal: OfOutcome;
  readonly sign: OfOutcome;
  readonly reply: OfOutcome;
  readonly "reply-send": OfOutcome & Once;

  /** an exercise now or at a time: which one, its settings, when, and a yes */
  readonly send: OfCitizen & { readonly page?: number | undefined };
  readonly "follow-up": OfCitizen;
  readonly "send-set": OfFlow & { readonly weekly?: boolean | undefined };
  readonly "send-when": OfFlow & { readonly when: "now" | "once" | "weekly" | "talk" };
  readonly "send-check": OfFlow & { readonly form: Readonly<Record<string, string>> };
  readonly "send-do": OfFlow & Once & { readonly form: Readonly<Record<string, string>> };

  readonly appointments: OfCitizen;
  readonly "appointment-make": OfCitizen & Once;
  readonly "appointment-cancel": OfCitizen & { readonly appointment: string };
  readonly "appointment-cancelled": OfCitizen & Once & { readonly appointment: string };

  readonly invite: OfCitizen;
  readonly "invite-make": OfCitizen & Once & { readonly channel: "web" | "telegram" };

  readonly consent: OfCitizen;
  readonly "consent-ask": OfCitizen & Once;

  /** an exercise side by side, on the phone of staff (R30) */
  readonly guide: OfCitizen & { readonly page?: number | undefined };
  readonly "guide-card": OfFlow;
  readonly "guide-begin": OfFlow & Once;
  readonly guided: OfCitizen & { readonly by: AnsweredBy };
  readonly "guided-tap": OfCitizen & Once & { readonly by: AnsweredBy; readonly token: string };
  readonly "guided-words": OfCitizen & Once & { readonly by: AnsweredBy };
  readonly "guided-again": OfCitizen;

  /** who gets the homework of a group */
  readonly "course-members": Course;
  readonly "course-give": Course & Once;

  /** what cannot wait; "alert-again" is the client's own, and is no reading */
  readonly alerts: object;
  readonly alert: OfAlert;
  readonly "alert-again": OfAlert;
  readonly "alert-take": OfAlert;
  readonly "alert-words": OfAlert;
  readonly "alert-close": OfAlert;
}
