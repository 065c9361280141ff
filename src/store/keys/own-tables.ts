import type { SealedColumn } from "./citizen-keys.ts";

/** How a column holds what is sealed: text, JSON, a list of texts, or bytes. `state` and `events` keep a part in the clear. */
type Kind = "text" | "json" | "texts" | "bytes" | "state" | "events";

/** A table of what is the citizens'. */
export interface OwnTable {
  readonly table: string;
  /** which rows are a citizen's; `$1` is the citizen's id */
  readonly where: string;
  /** what tells a row, in SQL, as `Place` has it */
  readonly row: readonly string[];
  readonly sealed: Readonly<Record<string, Kind>>;
}

const OF_CITIZEN = "citizen_id = $1";
const OF_CONVERSATION = "conversation_id in (select id from conversation where citizen_id = $1)";
const OF_SESSION = "session_id in (select id from session where citizen_id = $1)";

/** A moment as JavaScript writes it. */
const moment = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const table = (
  name: string,
  where: string,
  row: readonly string[] = [],
  sealed: OwnTable["sealed"] = {},
): OwnTable => ({ table: name, where, row, sealed });

/**
 * Every table with rows of citizens, in an order in which they can be deleted; `citizen` and `citizen_key` come last. The
 * audit is not among them: it stays, without content.
 */
export const OWN_TABLES: readonly OwnTable[] = [
  table(
    "notice",
    `exists (select from (select $1 union all select id from alert where citizen_id = $1
      union all select id from session where citizen_id = $1) of(id)
      where ref = of.id or kind = 'reply' and strpos(ref, of.id) > 0)`,
  ),
  table("alert_event", "alert_id in (select id from alert where citizen_id = $1)"),
  table("alert", OF_CITIZEN, ["id"], { note: "text" }),
  table("looked", OF_SESSION),
  table("journal_note", OF_SESSION, ["session_id", "staff_id", moment("at")], { text: "text" }),
  table("release", OF_SESSION),
  table("answer", OF_SESSION, ["session_id", "revision", "n"], { path: "text", value: "json" }),
  table("session", OF_CITIZEN, ["id"], {
    params: "json",
    answers: "json",
    known: "json",
    drawn: "json",
    signature: "json",
  }),
  table("outbox", OF_CONVERSATION, ["conversation_id", "revision"], { message: "json" }),
  table("turn", OF_CONVERSATION, ["conversation_id", "revision"], { said: "json", events: "events" }),
  table("conversation", OF_CITIZEN, ["id"], { state: "state" }),
  table("occurrence", "schedule_id in (select id from schedule where citizen_id = $1)"),
  table("schedule", OF_CITIZEN, ["id"], { params: "json" }),
  table("assignment", OF_CITIZEN, ["id"], { params: "json" }),
  table("appointment", OF_CITIZEN, ["id"], { place: "text", with_others: "texts" }),
  table("media", OF_CITIZEN, ["id"], { bytes: "bytes" }),
  table("consent", OF_CITIZEN),
  table("consent_record", OF_CITIZEN, ["receiver", moment("at")], { wording: "text" }),
  table("relation", OF_CITIZEN),
  table("invitation", OF_CITIZEN),
  table("device", OF_CITIZEN),
  table("doorbell", "chat_id in (select chat_id from telegram_chat where citizen_id = $1)"),
  table("telegram_chat", OF_CITIZEN),
  table("data_request", OF_CITIZEN),
  table("citizen_key", OF_CITIZEN),
  table("citizen", "id = $1", ["id"], { name: "text", word_for_use: "text" }),
];

export const sealedColumn = (name: string, column: string): SealedColumn => `${name}.${column}` as SealedColumn;
