import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Timing } from "../../src/model/schedule.ts";
import { nextSendTime, occurrences, sendTimes } from "../../src/schedule/occurrences.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const HOURS = { from: 8, to: 20 };

/** The clock on a Danish wall, by another way than ours: "2026-03-29T03:30". */
const wall = new Intl.DateTimeFormat("sv-SE", {
  dateStyle: "short",
  timeStyle: "short",
  timeZone: "Europe/Copenhagen",
});
const onWall = (at: Date): string => wall.format(at).replace(" ", "T");

const all = (timing: Partial<Timing> & { start: string }, from: string, to: string): string[] =>
  occurrences({ holidays: "keep", ...timing }, new Date(from), new Date(to)).map(onWall);
const sent = (timing: Partial<Timing> & { start: string }, from: string, to: string): string[] =>
  sendTimes({ holidays: "keep", ...timing }, HOURS, new Date(from), new Date(to)).map(onWall);

/** Public holidays of Denmark since 2024 (without Store bededag), by Gauss's rule for Easter. */
function publicHolidays(year: number): string[] {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const easter = Date.UTC(year, Math.floor((h + l - 7 * m + 114) / 31) - 1, ((h + l - 7 * m + 114) % 31) + 1);
  const moving = [-3, -2, 0, 1, 39, 49, 50].map((days) => new Date(easter + days * DAY_MS).toISOString().slice(0, 10));
  return [`${year}-01-01`, ...moving, `${year}-12-25`, `${year}-12-26`];
}

describe("occurrences", () => {
  test("are those of a count of days, over daylight saving, leap days, holidays and pauses", () => {
    const day = fc.integer({ min: 0, max: 1800 }).map((days) => Date.UTC(2024, 0, 1) + days * DAY_MS);
    const given = fc.record({
      first: day,
      minute: fc.integer({ min: 0, max: 24 * 60 - 1 }),
      weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
      end: fc.oneof(
        fc.record({ count: fc.integer({ min: 1, max: 60 }) }),
        fc.record({ until: fc.integer({ min: 0, max: 400 }) }),
      ),
      holidays: fc.constantFrom("skip" as const, "keep" as const),
      pause: fc.option(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 30 }))),
    });
    fc.assert(
      fc.property(given, ({ first, minute, weekdays, end, holidays, pause }) => {
        const dayAt = (days: number) => new Date(first + days * DAY_MS).toISOString().slice(0, 10);
        const clock = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
        const paused = pause ? { paused: { from: dayAt(pause[0]), to: dayAt(pause[0] + pause[1]) } } : {};
        const isOff = (it: string) =>
          (holidays === "skip" && publicHolidays(Number(it.slice(0, 4))).includes(it)) ||
          (pause && dayAt(pause[0]) <= it && it <= dayAt(pause[0] + pause[1]));

        const counted: string[] = [];
        for (let i = 0; i < 500; i++) {
          if ("count" in end ? counted.length === end.count : i > end.until) break;
          if (weekdays.includes(new Date(first + i * DAY_MS).getUTCDay())) counted.push(dayAt(i));
        }
        const expected = counted.filter((it) => !isOff(it));

        const last = "count" in end ? `COUNT=${end.count}` : `UNTIL=${dayAt(end.until).replaceAll("-", "")}`;
        const rule = `FREQ=WEEKLY;BYDAY=${weekdays.map((it) => WEEKDAYS[it]).join(",")};${last}`;
        const timing = { start: `${dayAt(0)}T${clock}:00`, rule, holidays, ...paused };
        const to = new Date(first + 520 * DAY_MS);
        const found = occurrences(timing, new Date(first - 2 * DAY_MS), to).map(onWall);
        // the hour that a spring night leaves out is the one after it on the wall
        const isLeftOut = (it: string) => /^\d{4}-03-(2[5-9]|3[01])T02/.test(it) && !isOnWall(it);
        expect(found).toEqual(
          expected.map((it) => `${it}T${clock}`).map((it) => (isLeftOut(it) ? it.replace("T02", "T03") : it)),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("of a daily time at night come once on each day of both nights of daylight saving", () => {
    const daily = { start: "2026-03-27T02:30:00", rule: "FREQ=DAILY" };
    expect(all(daily, "2026-03-28T12:00Z", "2026-03-30T12:00Z")).toEqual(["2026-03-29T03:30", "2026-03-30T02:30"]);
    const autumn = occurrences(
      { ...daily, holidays: "keep" },
      new Date("2026-10-24T12:00Z"),
      new Date("2026-10-26T12:00Z"),
    );
    expect(autumn.map((it) => it.toISOString())).toEqual(["2026-10-25T00:30:00.000Z", "2026-10-26T01:30:00.000Z"]);
  });

  test("of a leap day come in leap years", () => {
    const leap = { start: "2024-02-29T10:00:00", rule: "FREQ=YEARLY" };
    expect(all(leap, "2024-01-01T00:00Z", "2033-01-01T00:00Z")).toEqual([
      "2024-02-29T10:00",
      "2028-02-29T10:00",
      "2032-02-29T10:00",
    ]);
  });

  test("are the same however the time is cut", () => {
    const daily = { start: "2026-03-01T10:00:00", rule: "FREQ=DAILY", holidays: "skip" as const };
    const [from, to] = [Date.parse("2026-03-01T00:00Z"), Date.parse("2026-05-01T00:00Z")];
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (cut) => {
        const parts = [[from, cut] as const, [cut, to] as const];
        const times = ([a, b]: readonly [number, number]) => occurrences(daily, new Date(a), new Date(b));
        expect(parts.flatMap(times)).toEqual(times([from, to]));
      }),
    );
  });
});

/** Whether any moment shows this on the wall. */
function isOnWall(text: string): boolean {
  const near = Date.parse(`${text}Z`);
  return [1, 2].some((hours) => onWall(new Date(near - hours * 60 * 60 * 1000)) === text);
}

describe("R29 what is sent", () => {
  test("waits for the morning at night, and is sent once", () => {
    const twice = { start: "2026-11-20T06:00:00", rule: "FREQ=DAILY;BYHOUR=6,7,21;COUNT=3" };
    expect(sent(twice, "2026-11-20T00:00Z", "2026-11-22T00:00Z")).toEqual(["2026-11-20T08:00", "2026-11-21T08:00"]);
  });

  test("is not sent on a holiday whose eve asked for it", () => {
    const late = { start: "2026-12-24T22:00:00", holidays: "skip" as const };
    expect(sent(late, "2026-12-24T00:00Z", "2027-01-01T00:00Z")).toEqual([]);
  });

  test("has a next time until it is over", () => {
    const next = (timing: Partial<Timing> & { start: string }, after: string) =>
      nextSendTime({ holidays: "skip", ...timing }, HOURS, new Date(after));
    const twice = { start: "2026-12-18T10:00:00", rule: "FREQ=WEEKLY;BYDAY=FR;COUNT=3" };
    expect(next(twice, "2026-12-18T10:00Z")?.toISOString()).toBeUndefined();
    expect(next({ ...twice, holidays: "keep" }, "2026-12-18T10:00Z")?.toISOString()).toBe("2026-12-25T09:00:00.000Z");
    expect(next({ start: "2024-02-29T10:00:00", rule: "FREQ=YEARLY" }, "2028-03-01T00:00Z")).toEqual(
      new Date("2032-02-29T09:00Z"),
    );
  });
});
