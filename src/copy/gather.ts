import type { Library } from "../flow/library.ts";
import type { Appointment } from "../model/appointment.ts";
import type { FlowRef } from "../model/conversation.ts";
import { appointmentsOf } from "../store/appointments.ts";
import { type Look, looksAt } from "../store/audit.ts";
import { type ConsentRecord, consentRecords } from "../store/consents.ts";
import { type ExportedOutcome, exportedOf } from "../store/exported.ts";
import { learnVersions } from "../store/flow-versions.ts";
import { type OpenedRow, openedRows } from "../store/keys/open-rows.ts";
import { getMedia } from "../store/media.ts";
import type { Database } from "../store/open.ts";
import type { Relation } from "../store/people/relations.ts";
import { relationsOf } from "../store/people/relations.ts";
import { type Citizen, getCitizen } from "../store/people.ts";
import { type Moment, threadOf } from "../store/thread.ts";

/** All that there is of a citizen, for a copy to the citizen. */
export interface Gathered {
  readonly citizen: Citizen;
  readonly outcomes: readonly ExportedOutcome[];
  readonly relations: readonly Relation[];
  readonly consents: readonly ConsentRecord[];
  readonly appointments: readonly Appointment[];
  readonly moments: readonly Moment[];
  readonly looks: readonly Look[];
  readonly media: readonly { readonly id: string; readonly mime: string; readonly bytes: Buffer }[];
  /** every row by its table */
  readonly rows: Readonly<Record<string, readonly OpenedRow[]>>;
}

/** More than anybody has. */
const ALL = 1_000_000;

/**
 * What was answered without a name stays so: nothing of such an exercise is in the copy, for it may pass through somebody's
 * hands.
 * @throws AppError "not-found"
 */
export async function gather(
  parts: { readonly database: Database; readonly library: Library },
  id: string,
): Promise<Gathered> {
  const { database, library } = parts;
  const citizen = await getCitizen(database, id);
  const rows = await openedRows(database, id);
  const sessions = (rows.session ?? []) as readonly SessionRow[];
  await learnVersions(parts, sessions.map(refOf));
  const hidden = sessions.filter((it) => library.get(refOf(it)).flow.anonymous);
  const isHidden = (at: Date) => hidden.some((it) => at >= it.started_at && at <= endOf(it, rows.answer ?? []));
  const moments = await threadOf(database, citizen.conversation, new Date(0), ALL);
  const media = (rows.media ?? []).map(async ({ id: file }) => {
    const found = await getMedia(database, id, String(file));
    return found ? [{ id: String(file), ...found }] : [];
  });
  return {
    citizen,
    outcomes: await exportedOf(parts, id, {}),
    relations: await relationsOf(database, id),
    consents: await consentRecords(database, id),
    appointments: await appointmentsOf(database, id, new Date(0)),
    moments: moments.filter(({ at }) => !isHidden(at)),
    looks: await looksAt(database, id, ALL),
    media: (await Promise.all(media)).flat(),
    rows: without(rows, new Set(hidden.map((it) => it.id)), isHidden),
  };
}

interface SessionRow extends OpenedRow {
  readonly id: string;
  readonly flow_id: string;
  readonly flow_version: string;
  readonly status: string;
  readonly started_at: Date;
  readonly completed_at: Date | null;
}

const refOf = ({ flow_id: id, flow_version: version }: SessionRow): FlowRef => ({ id, version });

/** When the last was said in a session. */
function endOf({ id, status, completed_at }: SessionRow, answers: readonly OpenedRow[]): Date {
  if (completed_at) return completed_at;
  if (status === "running") return new Date(8.64e15);
  const given = answers.flatMap(({ session_id, at }) => (session_id === id ? [Number(at)] : []));
  return new Date(Math.max(0, ...given));
}

function without(
  rows: Gathered["rows"],
  sessions: ReadonlySet<string>,
  isHidden: (at: Date) => boolean,
): Gathered["rows"] {
  const turns = rows.turn ?? [];
  const gone = new Set(turns.flatMap(({ at, revision }) => (isHidden(at as Date) ? [revision] : [])));
  const isShown = (table: string, row: OpenedRow): boolean => {
    if (table === "turn" || table === "outbox") return !gone.has(row.revision);
    return !sessions.has(String(table === "session" ? row.id : row.session_id));
  };
  const shown = Object.entries(rows).map(
    ([table, list]) => [table, list.filter((row) => isShown(table, row))] as const,
  );
  // a cache of what is in the turns, with what is hidden there
  const conversation = (rows.conversation ?? []).map(({ state: _, ...row }) => row);
  return { ...Object.fromEntries(shown), conversation };
}
