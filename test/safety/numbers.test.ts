import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { CRISIS_CATEGORIES } from "../../src/model/safety.ts";
import { callsFor, overdue } from "../../src/safety/numbers.ts";
import { loadNumbers } from "../../src/words/numbers.ts";

const numbers = loadNumbers("locales");

describe("R26 the numbers to call", () => {
  it("are those that are known, each with an owner", () => {
    expect(Object.values(numbers).map((it) => it.number)).toEqual([
      "112",
      "70 201 201",
      "82 12 12 12",
      "1813",
      "1818",
      "70 11 07 07",
      "70 11 31 31",
      "70 15 03 00",
    ]);
    expect(Object.values(numbers).every((it) => it.owner !== "")).toBe(true);
  });

  it("are overdue the day after their day of review", () => {
    const { emergency, giftlinjen } = numbers;
    const known = {
      emergency: { ...emergency, review: "2027-01-01" },
      giftlinjen: { ...giftlinjen, review: "2027-01-02" },
    };
    expect(overdue(known, "2027-01-01")).toEqual([]);
    expect(overdue(known, "2027-01-02")).toEqual(["emergency"]);
  });

  it.each(CRISIS_CATEGORIES)("for %s in danger begin with 112", (category) => {
    expect(callsFor(category, true, { numbers })[0]).toEqual({ call: "emergency", number: "112" });
  });

  it("have the unit's own number and its region's lægevagt where they are known", () => {
    expect(callsFor("suicide", false, { numbers, unit: "12 34 56 78", region: "sjaelland" })).toEqual([
      { call: "livslinien", number: "70 201 201" },
      { call: "unit", number: "12 34 56 78" },
      { call: "doctor", number: "1818" },
    ]);
    expect(callsFor("suicide", false, { numbers }).map((it) => it.call)).toEqual(["livslinien"]);
  });

  it("are refused when one is wrong or missing, by line", () => {
    const folder = mkdtempSync(join(tmpdir(), "numbers-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    expect(() => loadNumbers(folder)).toThrow("expected the numbers to call, got no such file");
    writeFileSync(join(folder, "numbers.yaml"), "emergency: { number: call, owner: it, review: 2027-01-01 }\n");
    expect(() => loadNumbers(folder)).toThrow(/numbers\.yaml:1 emergency\.number: expected digits in groups/);
  });
});
