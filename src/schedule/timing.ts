import { AppError } from "../model/errors.ts";
import type { Timing } from "../model/schedule.ts";
import { localTime } from "./local.ts";
import { ruleFrom } from "./rule.ts";

/**
 * When an exercise is asked, from what was typed.
 * @param at ISO 8601: with an offset or "Z" that moment, without one the time in Denmark; absent: from now on
 * @param every a rule; absent: once
 * @throws AppError "input"
 */
export function timingFrom(given: {
  readonly at?: string | undefined;
  readonly every?: string | undefined;
  readonly now: Date;
}): Pick<Timing, "start" | "rule"> {
  const rule = given.every === undefined ? {} : { rule: ruleFrom(given.every) };
  const first = given.at === undefined ? fromNow(given.now, given.every ?? "") : timeIn(given.at);
  return { start: first.toString({ smallestUnit: "second" }), ...rule };
}

/** The hour of a rule is meant as the full hour. */
function fromNow(now: Date, rule: string): Temporal.PlainDateTime {
  const whole = { second: 0, millisecond: 0 };
  return localTime(now).with(/BYHOUR/i.test(rule) ? { ...whole, minute: 0 } : whole);
}

function timeIn(text: string): Temporal.PlainDateTime {
  try {
    const isMoment = /T.*(Z|[+-]\d\d(:?\d\d)?)$/i.test(text);
    return isMoment
      ? localTime(new Date(Temporal.Instant.from(text).epochMilliseconds))
      : Temporal.PlainDateTime.from(text);
  } catch {
    throw new AppError("input", `at: expected a time such as 2026-11-27T10:00, got "${text}"`);
  }
}
