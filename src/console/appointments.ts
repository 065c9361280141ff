import { keepSession, knownFrom } from "../engine/kept.ts";
import { sheetPicture } from "../engine/sheet.ts";
import type { Appointment } from "../model/appointment.ts";
import type { Conversation } from "../model/conversation.ts";
import { AppError } from "../model/errors.ts";
import type { MessagePicture } from "../model/message.ts";
import type { Hours } from "../model/schedule.ts";
import type { Words } from "../model/words.ts";
import { renderPicture } from "../render/render.ts";
import { toReader } from "../reports/note.ts";
import { AGENDA, COUNTERPART } from "../schedule/appointment.ts";
import { localDate } from "../schedule/local.ts";
import { appointmentBefore, appointmentsOf, getAppointment, namesWith } from "../store/appointments.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { learnVersions } from "../store/flow-versions.ts";
import { outcomesOf, type StoredOutcome } from "../store/outcomes.ts";
import { getCitizen } from "../store/people.ts";
import type { StaffActor, StaffParts } from "./parts.ts";
import { sendable } from "./sending.ts";

/** An appointment as staff reads it. */
export interface AppointmentView extends Appointment {
  /** who comes, staff first */
  readonly names: readonly string[];
}

/** What stands on the citizen's page. */
export interface AppointmentList {
  readonly coming: readonly AppointmentView[];
  /** the last one, as long as nobody has said what became of it */
  readonly unsaid: AppointmentView | undefined;
}

export async function readAppointments({ database, now }: StaffParts, citizen: string): Promise<AppointmentList> {
  const at = now();
  const named = async (it: Appointment) => ({ ...it, names: await namesWith(database, it) });
  const [coming, last] = await Promise.all([
    appointmentsOf(database, citizen, at),
    appointmentBefore(database, citizen, at),
  ]);
  return {
    coming: await Promise.all(coming.map(named)),
    unsaid: last && last.became === undefined ? await named(last) : undefined,
  };
}

/** One appointment of a citizen. @throws AppError "not-found": none of theirs */
export async function readAppointment(
  { database }: StaffParts,
  citizen: OwnCitizen,
  id: string,
): Promise<AppointmentView> {
  const found = await getAppointment(database, id);
  if (found.citizen !== citizen.id) throw new AppError("not-found", "appointment: expected one of the citizen's");
  return { ...found, names: await namesWith(database, found) };
}

/** What was prepared for a talk. */
export interface Agenda {
  /** the sheet, always in the same order; undefined: nothing was prepared that the reader may see */
  readonly sheet: MessagePicture | undefined;
  /** when each preparation was made */
  readonly prepared: readonly { readonly by: "citizen" | "counterpart"; readonly at: Date }[];
  /** the reader may send the kontaktperson's part */
  readonly counterpart: string | undefined;
}

/** The newest preparations that the actor may read, as the agenda of a talk. */
export async function readAgenda(
  parts: StaffParts,
  actor: StaffActor,
  citizen: OwnCitizen,
  at: Date,
  words: Words,
): Promise<Agenda> {
  const counterpart = sendable(parts.library, actor).find(({ flow }) => flow.id === COUNTERPART)?.flow.id;
  const compiled = parts.library.latest(AGENDA);
  if (!compiled) return { sheet: undefined, prepared: [], counterpart };
  const outcomes = await outcomesOf(parts.database, citizen.id, actor.id);
  const newest = (compiled.flow.uses ?? []).flatMap((id) => outcomes.find((it) => it.flow.id === id) ?? []);
  await learnVersions(
    parts,
    newest.map((it) => it.flow),
  );
  const known = knownFrom(
    compiled,
    newest.reduce((kept, it) => keptWith(parts, kept, it), {}),
  );
  const given = { persona: citizen.persona, date: localDate(at) };
  const sheet = known.length > 0 ? sheetPicture(compiled, { answers: [], params: {}, known }, given) : undefined;
  return {
    sheet: sheet && renderPicture(sheet, toReader(words)),
    prepared: newest.map((it) => ({ by: it.flow.id === COUNTERPART ? "counterpart" : "citizen", at: it.completedAt })),
    counterpart,
  };
}

function keptWith({ library }: StaffParts, kept: Conversation["kept"], outcome: StoredOutcome): Conversation["kept"] {
  const { id: session, flow, persona, params, answers, known, completedAt } = outcome;
  const at = completedAt.toISOString();
  return keepSession(library.get(flow), kept, { flow, session, at, persona, params, audience: [], answers, known });
}

/** What decides when something may be sent to a citizen: their next appointment, and their hours. */
export async function readSending(
  parts: StaffParts,
  citizen: string,
): Promise<{ readonly next: Appointment | undefined; readonly hours: Hours }> {
  const [[next], hours] = await Promise.all([
    appointmentsOf(parts.database, citizen, parts.now()),
    hoursOf(parts, citizen),
  ]);
  return { next, hours };
}

/** The hours of the day in which a citizen may be written to. */
export async function hoursOf({ database }: StaffParts, citizen: string): Promise<Hours> {
  const { hours_from: from, hours_to: to } = await getCitizen(database, citizen);
  return { from, to };
}
