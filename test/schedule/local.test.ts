import { expect, it } from "vitest";
import { localDate, plusDays } from "../../src/schedule/local.ts";

it("the day of a moment is the one in Denmark, in either half of the year", () => {
  expect(localDate(new Date("2026-01-31T23:00:00Z"))).toBe("2026-02-01");
  expect(localDate(new Date("2026-01-31T22:59:59Z"))).toBe("2026-01-31");
  expect(localDate(new Date("2026-06-30T22:00:00Z"))).toBe("2026-07-01");
});

it.each([
  ["2026-11-27", 6, "2026-12-03"],
  ["2026-03-28", 1, "2026-03-29"],
  ["2028-03-01", -1, "2028-02-29"],
  ["2027-01-01", -1, "2026-12-31"],
])("%s and %i days is %s", (day, days, then) => {
  expect(plusDays(day, days)).toBe(then);
});
