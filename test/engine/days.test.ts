import { describe, expect, it } from "vitest";
import { dayOf, localDay } from "../../src/engine/days.ts";

describe("a day said with something known (R11)", () => {
  it.each([
    ["today", "2026-11-20T09:00:00Z", "2026-11-20"],
    ["tomorrow", "2026-12-31T09:00:00Z", "2027-01-01"],
    ["in-a-week", "2026-02-25T09:00:00Z", "2026-03-04"],
    ["in-a-month", "2027-01-31T09:00:00Z", "2027-02-28"],
    ["in-a-month", "2026-12-15T09:00:00Z", "2027-01-15"],
    ["easter", "2027-01-01T09:00:00Z", "2027-03-28"],
    ["easter", "2027-03-28T09:00:00Z", "2027-03-28"],
    ["easter", "2027-03-29T09:00:00Z", "2028-04-16"],
    ["summer", "2026-07-02T09:00:00Z", "2027-07-01"],
    ["christmas", "2026-12-24T09:00:00Z", "2026-12-24"],
    ["christmas", "2026-12-25T09:00:00Z", "2027-12-24"],
    ["new-year", "2026-11-20T09:00:00Z", "2026-12-31"],
  ] as const)("%s at %s is %s", (marker, now, expected) => {
    expect(dayOf(marker, now)).toBe(expected);
  });
  it("is the day in Denmark, also late in the evening and when the clock changes", () => {
    expect(localDay("2026-11-20T23:30:00Z")).toBe("2026-11-21");
    expect(localDay("2026-06-20T22:30:00Z")).toBe("2026-06-21");
    expect(dayOf("tomorrow", "2027-03-27T23:30:00Z")).toBe("2027-03-29");
  });
});
