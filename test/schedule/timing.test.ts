import { describe, expect, test } from "vitest";
import { timingFrom } from "../../src/schedule/timing.ts";

const now = new Date("2026-11-20T09:32:10Z");

describe("a time", () => {
  test.each([
    ["2026-11-27T10:00", "2026-11-27T10:00:00"],
    ["2026-11-27T10:00:00Z", "2026-11-27T11:00:00"],
    ["2026-07-01T10:00:00+00:00", "2026-07-01T12:00:00"],
    ["2026-11-27", "2026-11-27T00:00:00"],
  ])("%s is read as %s in Denmark", (at, start) => {
    expect(timingFrom({ at, now })).toEqual({ start });
  });

  test("is from now on when none is given; an hour of the rule is a full hour", () => {
    expect(timingFrom({ every: "RRULE:freq=weekly;byday=fr", now })).toEqual({
      start: "2026-11-20T10:32:00",
      rule: "FREQ=WEEKLY;BYDAY=FR",
    });
    expect(timingFrom({ every: "FREQ=DAILY;BYHOUR=15", now }).start).toBe("2026-11-20T10:00:00");
  });

  test.each(["tomorrow", "2026-02-30T10:00", "10:00"])("%s is refused, and what is expected is said", (at) => {
    expect(() => timingFrom({ at, now })).toThrow(/^at: expected a time such as/);
  });
});

test.each([
  ["every friday", /expected parts of FREQ/],
  ["FREQ=MINUTELY", /FREQ: expected/],
  ["BYDAY=FR", /expected FREQ/],
  ["FREQ=WEEKLY;BYDAY=XX", /BYDAY: expected/],
  ["FREQ=DAILY;COUNT=0", /COUNT: expected/],
  ["FREQ=DAILY;UNTIL=20260230", /UNTIL: expected/],
  ["FREQ=DAILY;UNTIL=20261224T250000", /UNTIL: expected/],
  ["FREQ=DAILY;FREQ=DAILY", /each part once/],
  ["FREQ=DAILY;COUNT=2;UNTIL=20270101", /not both/],
])("the rule %s is refused, and what is expected is said", (every, problem) => {
  expect(() => timingFrom({ every, now })).toThrow(problem);
});
