import type { Context } from "hono";
import type { Received } from "../channels/channel.ts";
import type { Library } from "../flow/library.ts";
import type { Appointment } from "../model/appointment.ts";
import type { Conversation } from "../model/conversation.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Picture } from "../model/picture.ts";
import type { CrisisNumbers } from "../model/safety.ts";
import type { Pause, Timing } from "../model/schedule.ts";
import type { StaffRole } from "../model/staff.ts";
import type { Turn } from "../model/turn.ts";
import type { Pictures } from "../pictures/index.ts";
import type { Translator } from "../render/words.ts";
import type { SignIn } from "../sign-in/index.ts";
import type { StaffSessions } from "../sign-in/sessions.ts";
import type { TeamsSignIn } from "../sign-in/teams.ts";
import type { StoredAlert, StoredAlertEvent } from "../store/alert-queries.ts";
import type { Claim } from "../store/alerts.ts";
import type { NewAppointment } from "../store/appointments.ts";
import type { Changes } from "../store/changes.ts";
import type { Loaded } from "../store/load-conversation.ts";
import type { Database } from "../store/open.ts";

/** The member of staff who is signed in. */
export interface StaffActor {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
  /** the language of the console for them: "da" or "en" */
  readonly language: string;
  /** the session they are signed in by; absent: the demo */
  readonly session?: string;
}

/** An exercise asked of a citizen now. `by` is the id of a member of staff. */
export interface Assigning {
  readonly citizen: string;
  /** the id of a flow: its newest version is sent */
  readonly flow: string;
  readonly params: Readonly<Record<string, string>>;
  readonly by: string;
  /** asked twice with the same id it is asked once; absent: it is new */
  readonly id?: string;
}

/** An exercise asked of a citizen at times. */
export type Planning = Assigning & Timing;

/** What staff does with a citizen's appointments. Wrong times are an AppError "input". */
export interface AppointmentWork {
  make(made: NewAppointment): Promise<Appointment>;
  move(id: string, at: Date, minutes?: number): Promise<Appointment>;
  cancel(id: string): Promise<void>;
  note(id: string, became: NonNullable<Appointment["became"]>): Promise<void>;
}

/** An alert that the reader may see, with all that happened. */
export interface OpenedAlert {
  readonly alert: StoredAlert;
  readonly history: readonly StoredAlertEvent[];
}

/** What staff does with alerts, in the console and in Teams. One that the member of staff may not see is "not-found". */
export interface AlertWork {
  /** How many they may see that nobody has taken. */
  waiting(staff: string): Promise<number>;
  /** Those they may see: open ones and those closed this week, the newest first. */
  list(staff: string): Promise<StoredAlert[]>;
  /** Opens one: that is reading it, and the citizen is told. @throws AppError "not-found" */
  open(id: string, staff: string): Promise<OpenedAlert>;
  /** The same for a page that brings itself up to date: nobody has read it. @throws AppError "not-found" */
  again(id: string, staff: string): Promise<OpenedAlert>;
  /** @param from takes it over from this one @throws AppError "not-found" */
  claim(id: string, staff: string, from?: string): Promise<Claim>;
  /** @throws AppError "not-found"; "refused": not theirs; "conflict": closed already; "input": no note, or a CPR number */
  close(id: string, staff: string, note: string): Promise<void>;
  /** What the citizen wrote, for who has taken it alone. @throws AppError "not-found"; "refused": they have not */
  words(id: string, staff: string): Promise<string | undefined>;
}

/** Who is to be let see something: a member of staff, or everyone of a role in a unit. */
export type AskedReceiver = { readonly staff: string } | { readonly role: string; readonly unit: string };

/** The citizen is asked whether somebody may see something; `exercise` absent: all exercises. */
export interface AskConsent {
  readonly citizen: string;
  readonly receiver: AskedReceiver;
  readonly exercise?: string;
  /** also about what was sent to others before */
  readonly earlier?: boolean;
  /** the id of the member of staff who asks; absent: nobody in particular */
  readonly by?: string;
  /** asked twice with the same id it is asked once */
  readonly id?: string;
}

/** A citizen's conversation, on the phone of staff (R30). */
export interface Talking {
  /** What the citizen sees now; changes nothing. */
  view(loaded: Loaded): Promise<Received>;
  /** Takes one inbound; `check` looks at its turn before it is saved, and may throw. */
  take(
    conversation: string,
    inbound: Inbound,
    asking: {
      readonly first?: Loaded | undefined;
      readonly shown: true;
      readonly check?: (turn: Turn, before: Conversation) => void;
    },
  ): Promise<Received>;
}

/** What staff's work needs from the rest of the product, wherever it is done; wired in app.ts. */
export interface StaffParts {
  readonly database: Database;
  readonly library: Library;
  readonly translator: Translator;
  readonly pictures: Pictures;
  readonly changes: Changes;
  /** Sends an exercise to the citizen at once. */
  assign(assigning: Assigning): Promise<{ id: string }>;
  /** Sends an exercise at a time, or again and again. @throws AppError "input": no time of it is to come */
  plan(planning: Planning): Promise<{ id: string }>;
  /** Leaves days out of what is sent at times; undefined: none any more. @throws AppError "input" */
  pause(schedule: string, days: Pause | undefined): Promise<void>;
  readonly appointments: AppointmentWork;
  readonly alerts: AlertWork;
  readonly talk: Talking;
  /** Asks for consent in the citizen's chat. @throws AppError "refused", "not-found" */
  askConsent(asked: AskConsent): Promise<{ id: string }>;
  /** Asks each citizen who got a new behandler whether they may see what the one before could. */
  askForTakers(
    moves: readonly { readonly citizen: string; readonly role: string; readonly to: string }[],
  ): Promise<void>;
  /** Signs what the citizen signed and showed. `by` is the id of a member of staff. */
  sign(signing: { readonly outcome: string; readonly by: string }): Promise<void>;
  /** The whole address that a citizen's one-time code opens. */
  inviteUrl(code: string): string;
  /** The same for Telegram; absent: it is not set up. @throws AppError "unavailable": Telegram cannot be reached */
  readonly telegramUrl?: (code: string) => Promise<string>;
  /** Something went wrong that only an operator can mend; holds nothing personal. */
  failed?(error: unknown): void;
  now(): Date;
}

/** What the console needs besides: who is there. */
export interface ConsoleParts extends StaffParts {
  /** a copy of everything of a citizen, also of what the reader may not read: for the citizen. @throws AppError "not-found" */
  copy(citizen: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
  /** erases a citizen for good. @throws AppError "not-found" */
  erase(citizen: string, by: string): Promise<unknown>;
  /** the fixed numbers to call (R26) */
  readonly numbers: CrisisNumbers;
  /** `/media/…` address of a picture */
  pictureUrl(picture: Picture): { readonly url: string; readonly width: number; readonly height: number };
  /** Who is signed in; undefined: nobody. */
  actor(c: Context): Promise<StaffActor | undefined>;
  /** How one signs in; absent: sign-in is not set up, and the console says that it is closed. */
  readonly signIn?: SignIn;
  /** How one signs in to the tab in Teams; absent: there is none. */
  readonly tab?: TeamsSignIn;
  /** Who is signed in where; absent: nobody can be. */
  readonly sessions?: StaffSessions;
  /** The browser of staff speaks https to us. */
  readonly secure?: boolean;
  /** The pages that may show the console inside themselves; absent: none. */
  readonly framedBy?: readonly string[];
}

/** The invented people that the demo page shows. */
export interface DemoPeople {
  /** id of the citizen */
  readonly citizen: string;
  readonly citizenName: string;
  readonly staffName: string;
}

/** What the demo page needs; wired in app.ts. */
export interface DemoParts {
  readonly translator: Translator;
  /** Lets this browser into the chat as the demo citizen: sets the cookie of a remembered device on the response. */
  enterDemo(c: Context): Promise<DemoPeople>;
  readonly secure?: boolean;
}
