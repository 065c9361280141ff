import type { Words } from "./model/words.ts";
import { localeOf } from "./render/words.ts";

/** R11: a day comes with what is known: "I dag, fredag 27. november". `near`: days that have a word of their own, "YYYY-MM-DD". */
export function daySaid(day: string, near: Readonly<Record<string, string>>, words: Words): string {
  const known = Object.entries(near).find(([, it]) => it === day)?.[0] ?? "day";
  return words.say({ from: "web", key: `week-${known}`, values: { day: { date: day } } });
}

/** "Klokken 10.00" */
export function clockSaid(at: Date, words: Words): string {
  const options: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Copenhagen" };
  const time = new Intl.DateTimeFormat(localeOf(words.language), options).format(at);
  return words.say({ from: "web", key: "week-time", values: { time } });
}
