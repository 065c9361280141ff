import type { Hours } from "../model/schedule.ts";
import { withinHours } from "../schedule/hours.ts";
import { localDate } from "../schedule/local.ts";

export const isSameDay = (a: Date, b: Date): boolean => localDate(a) === localDate(b);
export const isHour = (at: Date, hours: Hours): boolean => withinHours(at, hours).getTime() === at.getTime();
