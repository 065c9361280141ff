import type { OwnDay, OwnEntry, Visitor } from "./channels/web/parts.ts";
import { titleOf } from "./engine/answer-text.ts";
import type { Appointment } from "./model/appointment.ts";
import type { Words } from "./model/words.ts";
import { clockSaid, daySaid } from "./own-days.ts";
import type { Product } from "./product.ts";
import { AROUND } from "./schedule/appointment.ts";
import { localDate, localTime, momentOf } from "./schedule/local.ts";
import { sendTimes } from "./schedule/occurrences.ts";
import { appointmentsOf, namesWith } from "./store/appointments.ts";
import { schedulesOf } from "./store/schedules.ts";

const DAYS = 7;

type Parts = Pick<Product, "database" | "library" | "translator" | "now">;
type Timed = OwnEntry & { readonly at: Date };

/** The seven days of a citizen from today: their talks, and what will be sent to them. What has gone is left in peace. */
export async function ownWeek(parts: Parts, { citizen, language }: Visitor): Promise<readonly OwnDay[]> {
  const { database, library, now } = parts;
  const at = now();
  const words = parts.translator.words(language);
  const today = localTime(at).toPlainDate();
  const [midnight, end] = [today, today.add({ days: DAYS })].map((day) => momentOf(day.toPlainDateTime())) as [
    Date,
    Date,
  ];
  const [schedules, appointments] = await Promise.all([
    schedulesOf(database, citizen),
    appointmentsOf(database, citizen, midnight),
  ]);
  // the second offer of a preparation comes only if the first was not taken
  const shown = schedules.filter((it) => it.around !== "preparation" || it.relative?.days === AROUND[0]?.days);
  const sent = shown.flatMap((schedule) => {
    const compiled = library.latest(schedule.flow);
    if (!compiled) return [];
    const named = {
      title: words.say(titleOf(compiled)),
      picture: { name: compiled.flow.picture },
      lines: [words.say({ from: "web", key: "week-exercise" })],
    };
    return sendTimes(schedule, schedule.hours, at, end).map(
      (it): Timed => ({ ...named, at: it, time: clockSaid(it, words) }),
    );
  });
  const talks = await Promise.all(
    appointments.filter((it) => it.at < end).map(async (it) => talkOf(it, await namesWith(database, it), words)),
  );
  const all = [...sent, ...talks].sort((a, b) => a.at.getTime() - b.at.getTime());
  const near = { today: today.toString(), tomorrow: today.add({ days: 1 }).toString() };
  return Array.from({ length: DAYS }, (_, i) => {
    const day = today.add({ days: i }).toString();
    return { name: daySaid(day, near, words), today: i === 0, entries: all.filter((it) => localDate(it.at) === day) };
  });
}

function talkOf(appointment: Appointment, names: readonly string[], words: Words): Timed {
  const { id, at, place, look } = appointment;
  const say = (key: string, values: Readonly<Record<string, string | readonly string[]>> = {}) =>
    words.say({ from: "web", key, values });
  return {
    at,
    time: clockSaid(at, words),
    title: say("week-talk"),
    picture: "picture" in look ? { name: look.picture } : { photo: id, alt: say("week-photo", { place }) },
    lines: [say("week-place", { place }), ...(names.length > 0 ? [say("week-with", { list: names })] : [])],
  };
}
