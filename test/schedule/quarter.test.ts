import { describe, expect, test } from "vitest";
import { daysWaited } from "../../src/schedule/first-talk.ts";
import { quarterOf, readyOn, readyQuarters } from "../../src/schedule/quarter.ts";

describe("a quarter", () => {
  test("begins and ends at midnight in Denmark", () => {
    expect(quarterOf("2026-Q4")).toEqual({
      ...{ id: "2026-Q4", from: "2026-10-01", after: "2027-01-01" },
      ...{ begin: new Date("2026-09-30T22:00:00Z"), end: new Date("2026-12-31T23:00:00Z") },
    });
  });

  test.each(["2026-Q0", "2026-Q5", "2026", "Q4", "26-Q4", "2026-q4"])("is not %s", (id) => {
    expect(() => quarterOf(id)).toThrow(`period: expected a quarter such as 2026-Q4, got "${id}"`);
  });

  test("has its numbers 14 days after it has ended", () => {
    expect(readyOn(quarterOf("2026-Q4"))).toBe("2027-01-15");
    const newest = (now: string) => readyQuarters(new Date(now), 3).map(({ id }) => id);
    expect(newest("2027-01-14T22:59:59Z")).toEqual(["2026-Q3", "2026-Q2", "2026-Q1"]);
    expect(newest("2027-01-14T23:00:00Z")).toEqual(["2026-Q4", "2026-Q3", "2026-Q2"]);
  });
});

test("the days of waiting run from the first contact until there was a talk", () => {
  const now = new Date("2026-11-20T23:30:00Z");
  const waited = (firstContactOn: string | null, firstTalkOn: string | null = null) =>
    daysWaited({ firstContactOn, firstTalkOn }, now);
  expect(waited("2026-11-12")).toBe(9);
  expect(waited("2026-11-21")).toBe(0);
  expect(waited("2026-10-01")).toBe(51);
  expect([waited("2026-11-22"), waited(null), waited("2026-11-12", "2026-11-20")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
