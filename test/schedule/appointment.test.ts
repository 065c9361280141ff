import { expect, test } from "vitest";
import { AROUND, preparedSince, relativeFrom, relativeOf, startOf } from "../../src/schedule/appointment.ts";
import { nextSendTime, occurrences } from "../../src/schedule/occurrences.ts";

/** By hand: Danish clocks go forward on 28 March and back on 31 October 2027; 2028 has a 29 February. */
test.each([
  ["2027-03-29T08:00:00Z", -1, "02:30", "2027-03-28T02:30:00", "2027-03-28T06:00:00.000Z"],
  ["2027-10-31T09:00:00Z", -1, "10:00", "2027-10-30T10:00:00", "2027-10-30T08:00:00.000Z"],
  ["2027-10-30T08:00:00Z", 1, "10:00", "2027-10-31T10:00:00", "2027-10-31T09:00:00.000Z"],
  ["2028-03-01T09:00:00Z", -1, "10:00", "2028-02-29T10:00:00", "2028-02-29T09:00:00.000Z"],
  ["2027-01-01T09:00:00Z", -2, "10:00", "2026-12-30T10:00:00", "2026-12-30T09:00:00.000Z"],
])("the appointment %s and %i days at %s make %s", (at, days, time, start, sent) => {
  const timing = {
    start: startOf(relativeFrom("a", days, time), { at: new Date(at), minutes: 45 }),
    holidays: "keep" as const,
  };
  expect(timing.start).toBe(start);
  expect(nextSendTime(timing, { from: 8, to: 20 }, new Date("2026-11-20T09:00:00Z"))?.toISOString()).toBe(sent);
});

test("the preparation keeps to the citizen's hours of its own day", () => {
  const times = [
    { from: 8, to: 20 },
    { from: 12, to: 18 },
    { from: 6, to: 9 },
  ].map((hours) => relativeOf(AROUND[0]!, "a", hours).time);
  expect(times).toEqual(["10:00", "12:00", "09:00"]);
});

test("what comes afterwards follows the end, also over midnight of a night of daylight saving", () => {
  const late = { at: new Date("2027-03-27T22:30:00Z"), minutes: 150 };
  const after = relativeOf(AROUND[2]!, "a", { from: 8, to: 20 });
  expect(startOf(after, late)).toBe("2027-03-28T03:15:00");
});

test("a preparation counts for the talk that comes next, and for seven days", () => {
  const at = new Date("2026-11-27T12:00:00Z");
  expect(preparedSince(at, undefined)).toEqual(new Date("2026-11-20T12:00:00Z"));
  expect(preparedSince(at, new Date("2026-11-25T12:00:00Z"))).toEqual(new Date("2026-11-25T12:00:00Z"));
  expect(preparedSince(at, new Date("2026-10-25T12:00:00Z"))).toEqual(new Date("2026-11-20T12:00:00Z"));
});

test.each([
  [Number.NaN, "10:00", "days: expected a whole number"],
  [-31, "10:00", "days: expected a whole number"],
  [-1, "25:00", "time: expected a time of day"],
  [-1, "1000", "time: expected a time of day"],
])("%s days at %s are refused", (days, time, text) => {
  expect(() => relativeFrom("a", days, time)).toThrow(text);
});

/** 2027: the clocks go forward on 28 March and back on 31 October. 2028 has a leap day. */
test("daily times of 2027 and 2028 come once a day over both nights and the leap day", () => {
  const daily = { start: "2027-03-01T02:30:00", rule: "FREQ=DAILY", holidays: "keep" as const };
  const iso = (from: string, to: string) =>
    occurrences(daily, new Date(from), new Date(to)).map((it) => it.toISOString());
  expect(iso("2027-03-27T12:00Z", "2027-03-29T12:00Z")).toEqual([
    "2027-03-28T01:30:00.000Z",
    "2027-03-29T00:30:00.000Z",
  ]);
  expect(iso("2027-10-30T12:00Z", "2027-11-01T12:00Z")).toEqual([
    "2027-10-31T00:30:00.000Z",
    "2027-11-01T01:30:00.000Z",
  ]);
  expect(iso("2028-02-28T12:00Z", "2028-03-01T12:00Z")).toEqual([
    "2028-02-29T01:30:00.000Z",
    "2028-03-01T01:30:00.000Z",
  ]);
});
