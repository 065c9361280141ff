import { RRuleTemporal } from "rrule-temporal";
import { AppError } from "../model/errors.ts";
import { isDay, localTime } from "./local.ts";

const DAY = "(MO|TU|WE|TH|FR|SA|SU)";
const list = (item: string) => new RegExp(`^${item}(,${item})*$`);

/** The parts of RFC 5545 that say days and times of day. An exercise every minute is asked of nobody. */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^[1-9]\d{0,3}$/,
  UNTIL: /^\d{8}(T([01]\d|2[0-3])([0-5]\d){2}Z?)?$/,
  BYDAY: list(`([+-]?[1-5])?${DAY}`),
  BYMONTHDAY: list("-?([1-9]|[12]\\d|3[01])"),
  BYMONTH: list("([1-9]|1[0-2])"),
  BYSETPOS: list("-?[1-5]"),
  BYHOUR: list("(1?\\d|2[0-3])"),
  BYMINUTE: /^[1-5]?\d$/,
  WKST: new RegExp(`^${DAY}$`),
};

/**
 * A recurrence rule as `Timing` keeps it: upper case, without "RRULE:".
 * @throws AppError "input": says which part is wrong
 */
export function ruleFrom(text: string): string {
  const rule = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, "");
  const parts = rule.split(";").map((part) => part.split("="));
  for (const [name = "", value = "", ...more] of parts) {
    const expected = PARTS[name];
    if (!expected)
      throw new AppError("input", `every: expected parts of ${Object.keys(PARTS).join(", ")}, got "${name}"`);
    if (more.length > 0 || !expected.test(value)) {
      throw new AppError("input", `every: ${name}: expected what fits ${expected.source}, got "${value}"`);
    }
  }
  const names = parts.map(([name]) => name);
  if (
    !names.includes("FREQ") ||
    new Set(names).size < names.length ||
    (names.includes("COUNT") && names.includes("UNTIL"))
  ) {
    throw new AppError("input", "every: expected FREQ, each part once, and not both COUNT and UNTIL");
  }
  const [, ...until] = /UNTIL=(\d{4})(\d\d)(\d\d)/.exec(rule) ?? [];
  if (names.includes("UNTIL") && !isDay(until.join("-"))) {
    throw new AppError("input", "every: UNTIL: expected a day of the calendar, such as 20261224");
  }
  return rule;
}

/**
 * The local times of a rule, in order, from one up to and with the other. Counted on a clock without daylight saving:
 * a night that leaves an hour out or has one twice neither loses nor doubles a time.
 */
export function timesOf(
  { start, rule }: { readonly start: string; readonly rule?: string },
  from: Temporal.PlainDateTime,
  to: Temporal.PlainDateTime,
): Temporal.PlainDateTime[] {
  const first = Temporal.PlainDateTime.from(start);
  if (rule === undefined) return isWithin(first, from, to) ? [first] : [];
  const recurrence = new RRuleTemporal({ rruleString: untilLocal(rule), dtstart: first.toZonedDateTime("UTC") });
  const [after, before] = [from, to].map((it) => new Date(it.toZonedDateTime("UTC").epochMilliseconds)) as [Date, Date];
  const found = recurrence.between(after, before, true);
  return found.map((it) => Temporal.PlainDateTime.from(it.toPlainDateTime().toString()));
}

function isWithin(it: Temporal.PlainDateTime, from: Temporal.PlainDateTime, to: Temporal.PlainDateTime): boolean {
  return Temporal.PlainDateTime.compare(from, it) <= 0 && Temporal.PlainDateTime.compare(it, to) <= 0;
}

/** UNTIL on the clock that the rule is counted on: a day is meant with its evening, a moment as Denmark's clocks show it. */
function untilLocal(rule: string): string {
  return rule.replace(/UNTIL=(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?/, (_, year, month, day, h, m, s, utc) => {
    const text = `${year}-${month}-${day}T${h ?? "23"}:${m ?? "59"}:${s ?? "59"}`;
    const local = utc ? localTime(new Date(`${text}Z`)) : Temporal.PlainDateTime.from(text);
    return `UNTIL=${local.toString({ smallestUnit: "second" }).replaceAll(/[-:]/g, "")}Z`;
  });
}
