import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdsCpr } from "../../src/people/cpr.ts";
import { SEED } from "../support/frozen.ts";

const two = (n: number) => String(n).padStart(2, "0");
/** Every day from 1900 to 2099, told by the calendar of the language and not by ours. */
const dates = fc.date({ min: new Date("1900-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
const last = fc.integer({ min: 0, max: 9999 }).map((n) => String(n).padStart(4, "0"));
const dashes = fc.constantFrom("", "-", " ", " - ", "–", "‑", "−", "- ", "\u00a0");
const between = fc.constantFrom("", ".", "/", "-", " ");
const around = fc.constantFrom("", " ", "Bo ", "CPR:", "(", "æ", ", tlf. 12 34 56 78 ");

describe("a CPR number", () => {
  it("is found whatever the day, the writing and the words around it", () => {
    const text = fc
      .tuple(dates, between, dashes, last, around, around)
      .map(([date, sign, dash, end, before, after]) => {
        const day = [two(date.getUTCDate()), two(date.getUTCMonth() + 1), two(date.getUTCFullYear() % 100)].join(sign);
        return `${before}${day}${dash}${end}${after}`;
      });
    fc.assert(
      fc.property(text, (it) => holdsCpr(it)),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it("is not a number whose first digits are no day", () => {
    const wrong = fc
      .tuple(fc.integer({ min: 0, max: 999_999 }), last)
      .map(([first, end]) => ({ first: String(first).padStart(6, "0"), end }))
      .filter(({ first }) => {
        const [day = 0, month = 0, year = 0] = (first.match(/../g) ?? []).map(Number);
        const real = day > 60 ? day - 60 : day;
        const isDay = (century: number) => {
          const date = new Date(Date.UTC(century + year, month - 1, real));
          return date.getUTCDate() === real && date.getUTCMonth() === month - 1;
        };
        return real === 0 || !(isDay(1900) || isDay(2000));
      });
    fc.assert(
      fc.property(wrong, dashes, ({ first, end }, dash) => !holdsCpr(`${first}${dash}${end}`)),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it("is not a part of a longer number, nor a shorter one", () => {
    const digits = (n: number) => fc.array(fc.constantFrom(..."0123456789"), { minLength: n, maxLength: n });
    const others = fc.oneof(digits(9), digits(11), digits(14)).map((it) => it.join(""));
    fc.assert(
      fc.property(others, (it) => !holdsCpr(it)),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it("is not an id of ours, whatever its digits", () => {
    const ids = fc.tuple(dates, last, fc.constantFrom("", "unit/", "socialpaedagog/")).map(([date, end, before]) => {
      const day = [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear() % 100].map(two).join("");
      return [`${before}${day}ab-${end}-4b06-8e40-${day}${end}c7`, `${before}e7${day}-${end}-4b06-8e40-a0104431220c`];
    });
    fc.assert(
      fc.property(ids, (both) => both.every((it) => !holdsCpr(it))),
      { seed: SEED, numRuns: 2000 },
    );
    expect(holdsCpr("e7d3cb9c-24bf-4b06-8e40-0104431220c7 og 010203-1234")).toBe(true);
  });

  it.each([
    "12 34 56 78",
    "+45 20 12 34 56",
    "70 201 201",
    "2026-11-27",
    "kl. 10.12",
    "Villads",
    "",
    "27. november 2026",
  ])("is not %j", (text) => expect(holdsCpr(text)).toBe(false));

  it.each(["290200-1234", "290204-1234", "610190-1234", "01011990-1234", "０１０１９０-１２３４", "Bo010190-1234x"])(
    "is %j",
    (text) => expect(holdsCpr(text)).toBe(true),
  );

  it("is not on the 29th of February of a year without one", () => expect(holdsCpr("290201-1234")).toBe(false));
});
