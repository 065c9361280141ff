import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { FlowBundle } from "../flow/library.ts";
import type { AlertEventKind, AlertState, NoticeKind } from "../model/alert.ts";
import type { Consent } from "../model/consent.ts";
import type {
  Answered,
  Conversation,
  ConversationEvent,
  DataRequest,
  Frame,
  Signature,
} from "../model/conversation.ts";
import type { Message } from "../model/message.ts";
import type { Persona } from "../model/picture.ts";
import type { CrisisCategory, CrisisUrgency, Region } from "../model/safety.ts";
import type { Timing } from "../model/schedule.ts";
import type { StaffRole } from "../model/staff.ts";
import type { AnsweredBy, Value } from "../model/value.ts";
import type { Closing, Pace } from "../people/profile.ts";
import type { Said } from "./conversations.ts";
import type { Sealed, WrappedKey } from "./keys/citizen-keys.ts";

/** JSON that is sealed: a string of base64. */
type SealedJson<T> = ColumnType<Sealed<T>, string, string>;
type At = ColumnType<Date, Date | string, Date | string>;
type Made = Generated<Date>;

/** A conversation's state, sealed; beside it what is looked for in SQL. */
export interface StoredState {
  readonly frames: readonly { readonly session: string; readonly assignment?: string }[];
  readonly sealed: Sealed<Conversation>;
}

/** The events of a turn, sealed; beside them their types. */
export interface StoredEvents {
  readonly types: readonly ConversationEvent["type"][];
  readonly sealed: Sealed<readonly ConversationEvent[]>;
}

/** The tables, as the migrations make them. What is sealed is in `SEALED` of keys/citizen-keys.ts. */
export interface Tables {
  unit: { id: string; name: string; phone: string | null; created_at: Made };
  staff: {
    id: string;
    unit_id: string;
    name: string;
    role: StaffRole;
    aad: string | null;
    left_at: At | null;
    created_at: Made;
  };
  citizen: {
    id: string;
    unit_id: string;
    name: string;
    language: Generated<string>;
    persona: Generated<Persona>;
    word_for_use: string | null;
    choices_at_a_time: Generated<number>;
    read_aloud: Generated<boolean>;
    hours_from: Generated<number>;
    hours_to: Generated<number>;
    pace: Generated<Pace>;
    region: Region | null;
    first_contact_on: string | null;
    first_talk_on: string | null;
    closed_at: At | null;
    closed_reason: Closing | null;
    created_at: Made;
  };
  citizen_key: WrappedKey & { made_at: Made };
  relation: { citizen_id: string; staff_id: string; role: string; from_at: Made; to_at: At | null };
  invitation: {
    code_hash: string;
    citizen_id: string;
    channel: "web" | "telegram";
    created_at: Made;
    expires_at: At;
    used_at: At | null;
  };
  device: {
    id: string;
    citizen_id: string;
    secret_hash: string;
    previous_hash: string | null;
    rotated_at: Made;
    created_at: Made;
    revoked_at: At | null;
    /** the chat by whose bell it came in; such a device lasts until `expires_at` */
    chat_id: string | null;
    expires_at: At | null;
  };
  flow_version: { id: string; version: string; bundle: JSONColumnType<FlowBundle>; created_at: Made };
  assignment: {
    id: string;
    citizen_id: string;
    flow_id: string;
    flow_version: string;
    params: SealedJson<Record<string, string>>;
    by_staff: string | null;
    created_at: Made;
    completed_at: At | null;
  };
  schedule: {
    id: string;
    citizen_id: string;
    flow_id: string;
    params: SealedJson<Record<string, string>>;
    by_staff: string | null;
    start: string;
    rule: string | null;
    holidays: Timing["holidays"];
    paused_from: string | null;
    paused_to: string | null;
    created_at: At;
    looked_at: At;
    next_at: At | null;
    stopped_at: At | null;
    /** what `start` follows, and by how much */
    appointment_id: string | null;
    appointment_days: number | null;
    appointment_time: string | null;
    /** asked around every appointment; null: staff asked for it */
    around: "preparation" | "afterwards" | null;
  };
  appointment: {
    id: string;
    citizen_id: string;
    at: At;
    minutes: number;
    place: string;
    place_picture: string | null;
    place_photo: string | null;
    with_staff: string[];
    with_others: string[];
    by_staff: string | null;
    created_at: At;
    cancelled_at: At | null;
    moved_from: At | null;
    became: "held" | "not-come" | null;
    became_at: At | null;
  };
  occurrence: {
    schedule_id: string;
    at: At;
    assignment_id: string;
    state: OccurrenceState;
    reminders: Generated<number>;
  };
  conversation: {
    id: string;
    citizen_id: string;
    revision: Generated<number>;
    state: JSONColumnType<StoredState>;
    channel: Generated<string>;
    address: Generated<string>;
    updated_at: Made;
  };
  turn: {
    conversation_id: string;
    revision: number;
    channel: string;
    inbound_id: string;
    verdict: string;
    /** what the citizen wrote or tapped, for the thread; null when it was not the citizen */
    said: SealedJson<Said> | null;
    events: JSONColumnType<StoredEvents>;
    at: At;
  };
  session: {
    id: string;
    conversation_id: string;
    citizen_id: string;
    flow_id: string;
    flow_version: string;
    params: SealedJson<Record<string, string>>;
    persona: Persona;
    assignment_id: string | null;
    status: "running" | "stopped" | "completed";
    started_at: At;
    completed_at: At | null;
    /** the answers of a completed session, in order */
    answers: SealedJson<readonly Answered[]> | null;
    /** what was kept of earlier sessions when it began */
    known: SealedJson<readonly Answered[]>;
    /** `[path, card]`: the cards drawn in a completed session */
    drawn: SealedJson<Frame["drawn"]> | null;
    /** the other side's, where one is needed */
    signature: SealedJson<Signature> | null;
  };
  answer: {
    session_id: string;
    path: string;
    revision: number;
    n: number;
    value: SealedJson<Value> | null;
    by: AnsweredBy | null;
    at: At;
  };
  /** `receiver`: a staff id, or `role@unit` */
  release: { session_id: string; receiver: string; at: At };
  consent: { citizen_id: string; receiver: string; name: string; kinds: JSONColumnType<Consent["kinds"]>; at: At };
  consent_record: {
    id: Generated<string>;
    citizen_id: string;
    receiver: string;
    name: string;
    kinds: JSONColumnType<Readonly<Record<string, boolean | null>>>;
    wording: string;
    at: At;
  };
  audit: {
    id: Generated<string>;
    at: At;
    actor: string;
    action: AuditAction;
    citizen_id: string | null;
    session_id: string | null;
    rule: string;
    allowed: Generated<boolean>;
    what: string | null;
    ref: string | null;
    columns: string[] | null;
  };
  audit_seal: {
    n: number;
    at: At;
    first_id: string;
    last_id: string;
    count: number;
    ids: string[] | null;
    digests: Buffer | null;
    body: string;
    previous: string;
    hash: string;
    pruned_at: At | null;
  };
  /** what is left of a citizen who was erased */
  erasure: {
    citizen_id: string;
    unit_id: string;
    by_staff: string | null;
    at: At;
    counts: JSONColumnType<ErasedCounts>;
  };
  data_request: {
    id: Generated<string>;
    citizen_id: string;
    kind: DataRequest;
    asked_at: At;
    done_at: At | null;
    done_by: string | null;
  };
  looked: { staff_id: string; session_id: string; at: At };
  journal_note: {
    id: Generated<string>;
    session_id: string;
    staff_id: string;
    text: string;
    /** digest of the answers as they could be read when it was written */
    read_as: string;
    at: At;
  };
  outbox: {
    id: Generated<string>;
    conversation_id: string;
    revision: number;
    channel: string;
    address: string;
    message: SealedJson<Message>;
    attempts: Generated<number>;
    next_at: Made;
    claimed_by: string | null;
    sent_at: At | null;
    external_id: string | null;
    error: string | null;
    created_at: Made;
  };
  media: {
    id: string;
    citizen_id: string;
    type: "voice" | "photo";
    mime: string;
    bytes: Buffer;
    created_at: Made;
    /** photos that came together are one picture */
    album: string | null;
    album_parts: string[] | null;
  };
  /** numbers of people, five or more, as they were first shown */
  indicators: { unit_id: string; quarter: string; shown: JSONColumnType<object>; made_at: At };
  telegram_chat: {
    chat_id: string;
    citizen_id: string;
    paired_at: At;
    live: JSONColumnType<TelegramLive, string | null, string | null> | null;
    closed_at: At | null;
    closed_reason: "left" | "blocked" | "removed" | "replaced" | null;
    /** which commands the chat shows */
    menu: string | null;
  };
  duty: {
    id: string;
    unit_id: string;
    day: string;
    from_minute: number;
    to_minute: number;
    staff_id: string | null;
    rank: Generated<number>;
  };
  duty_setting: {
    unit_id: string;
    first_minutes: Generated<number>;
    then_minutes: Generated<number>;
    tovholder_id: string | null;
    leder_id: string | null;
    leder_phone: string | null;
  };
  alert: {
    id: string;
    citizen_id: string;
    conversation_id: string;
    unit_id: string;
    category: CrisisCategory;
    urgency: CrisisUrgency;
    state: Generated<AlertState>;
    revision: number;
    times: Generated<number>;
    raised_at: At;
    last_at: At;
    roused_at: At;
    roused_by: number;
    staffed: boolean;
    level: Generated<number>;
    next_at: At | null;
    lowered_at: At | null;
    claimed_by: string | null;
    claimed_at: At | null;
    closed_by: string | null;
    closed_at: At | null;
    note: string | null;
  };
  alert_event: {
    id: Generated<string>;
    alert_id: string;
    at: At;
    kind: AlertEventKind;
    staff_id: string | null;
    heard_at: At | null;
  };
  notice: {
    id: Generated<string>;
    staff_id: string;
    kind: NoticeKind;
    ref: string;
    conversation: string | null;
    service_url: string | null;
    created_at: At;
    next_at: At;
    attempts: Generated<number>;
    claimed_by: string | null;
    sent_at: At | null;
    external_id: string | null;
    error: string | null;
  };
  doorbell: {
    chat_id: string;
    message: string | null;
    rung_at: At | null;
    opened_at: At | null;
    link_hash: string | null;
    link_until: At | null;
    link_used_at: At | null;
    app_hash: string | null;
    app_at: At | null;
  };
  telegram_try: { chat_id: string; since: At; count: number };
  telegram_file: { bot_id: string; hash: string; file_id: string };
  teams_chat: {
    staff_id: string;
    conversation: string;
    service_url: string;
    tenant: string;
    seen_at: At;
    closed_at: At | null;
    closed_reason: "blocked" | "removed" | null;
  };
  teams_activity: { id: string; at: At };
  /** who of the staff is signed in; a row is gone when it has ended */
  staff_session: {
    id: string;
    staff_id: string;
    secret_hash: string;
    previous_hash: string | null;
    method: SignInMethod;
    roles: StaffRole[] | null;
    browser: string;
    begun_at: At;
    seen_at: At;
    rotated_at: At;
  };
  tries: { name: string; count: number; since: At };
  /** which process does what only one may do */
  lease: { name: string; holder: string };
  process: { id: string; missed: Generated<number>; looked_at: Made };
  setting: { name: string; value: ColumnType<unknown, string, string> };
}

/** The message of a chat that has buttons now. `text`, `labels`: digests of what it says, and of what stands on its buttons. */
export interface TelegramLive {
  readonly message: number;
  readonly text: string;
  /** of its picture */
  readonly hash?: string;
  readonly labels: string;
  /** the citizen has written below it since */
  readonly buried?: boolean;
}

/** How much there was of a citizen. */
export interface ErasedCounts {
  readonly sessions: number;
  readonly turns: number;
  readonly media: number;
}

/** How a member of staff signed in: by the sign-in of the municipality, or through the tab in Teams. */
export type SignInMethod = "oidc" | "teams";

/** What became of a time: to be sent, sent, missed as nothing of ours ran, or left out as one of the same waited or was done. */
export type OccurrenceState = "due" | "sent" | "missed" | "waiting" | "done";

/**
 * What somebody did with what is a citizen's: looked at their page, read an outcome, took a copy of it, ran it with them,
 * read an alert, read the words that raised it, opened their settings.
 */
export const LOOKS = ["looked", "read", "copied", "guided", "alert", "alert-words", "settings"] as const;
export type LookAction = (typeof LOOKS)[number];

/** Besides looks: what was done to a row, and a try that was denied. */
export type AuditAction = LookAction | "added" | "changed" | "removed" | "tried";
