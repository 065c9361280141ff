import { describe, expect, it } from "vitest";
import { type Duty, onDuty, watchAt } from "../../src/schedule/duty.ts";
import { type EscalationPlan, nextStep } from "../../src/schedule/escalation.ts";

const clock = (text: string) => {
  const [hour = 0, minute = 0] = text.split(":").map(Number);
  return hour * 60 + minute;
};
const duty = (day: string, hours: string, staff: string | null, more: Partial<Duty> = {}): Duty => {
  const [from = "", to = ""] = hours.split("-");
  return { day, from: clock(from), to: clock(to), staff, left: false, rank: 1, ...more };
};
const plan = (...duties: Duty[]): EscalationPlan => ({
  duties,
  firstMinutes: 10,
  thenMinutes: 20,
  tovholder: "tove",
  leder: "lone",
});
/** A Danish time in winter. */
const at = (local: string) => new Date(`${local}:00+01:00`);

describe("who is on duty", () => {
  const week = plan(duty("5", "08:00-16:00", "mette"), duty("5", "22:00-08:00", "nora"));

  it.each([
    ["2026-11-20T07:59", []],
    ["2026-11-20T08:00", ["mette"]],
    ["2026-11-20T15:59", ["mette"]],
    ["2026-11-20T16:00", []],
    ["2026-11-20T22:00", ["nora"]],
    ["2026-11-21T07:59", ["nora"]],
    ["2026-11-21T08:00", []],
  ])("R27 keeps the hours of the plan, also past midnight: %s", (time, who) => {
    expect(onDuty(week, at(time))).toEqual(who);
  });

  it("counts by the Danish clock on both sides of the change", () => {
    const sunday = plan(duty("7", "08:00-16:00", "mette"));
    // 25 October 2026: the clock goes back at three
    expect(onDuty(sunday, new Date("2026-10-25T07:00:00Z"))).toEqual(["mette"]);
    expect(onDuty(sunday, new Date("2026-10-25T06:59:00Z"))).toEqual([]);
    expect(onDuty(sunday, new Date("2026-10-18T06:00:00Z"))).toEqual(["mette"]);
  });

  it("has rows of their own for a public holiday, and for a date before all", () => {
    const rows = [duty("5", "08:00-16:00", "mette"), duty("holiday", "10:00-12:00", "hans")];
    // 25 December 2026 is a Friday
    expect(onDuty(plan(rows[0]!), at("2026-12-25T11:00"))).toEqual([]);
    expect(onDuty(plan(...rows), at("2026-12-25T11:00"))).toEqual(["hans"]);
    const closed = duty("2026-12-25", "00:00-24:00", null);
    expect(onDuty(plan(...rows, closed), at("2026-12-25T11:00"))).toEqual([]);
  });

  it("tells the first rank, and the deputy when the first has left", () => {
    const first = duty("5", "08:00-16:00", "mette");
    const deputy = duty("5", "08:00-16:00", "dan", { rank: 2 });
    const noon = at("2026-11-20T12:00");
    expect(watchAt(plan(deputy, first), noon, "now").tell).toEqual(["mette"]);
    expect(watchAt(plan(deputy, { ...first, left: true }), noon, "now").tell).toEqual(["dan"]);
  });

  it("knows when duty begins next, and that it never does", () => {
    const friday = at("2026-11-20T17:00");
    expect(watchAt(plan(duty("1", "07:30-16:00", "mette")), friday, "now")).toEqual({
      watch: "outside",
      tell: [],
      opens: { day: "2026-11-23", time: "07.30" },
      nextAt: "2026-11-23T06:30:00.000Z",
    });
    expect(watchAt(plan(), friday, "now")).toEqual({ watch: "none", tell: [] });
    expect(watchAt(plan(duty("1", "07:30-16:00", "mette", { left: true })), friday, "now").watch).toBe("none");
  });
});

describe("what happens when nobody takes it", () => {
  const untaken = { urgency: "now", staffed: true, level: 0, told: ["mette"] } as const;
  const first = duty("5", "08:00-16:00", "mette");
  const deputy = duty("5", "08:00-16:00", "dan", { rank: 2 });
  const noon = at("2026-11-20T12:00");
  const inMinutes = (minutes: number) => new Date(noon.getTime() + minutes * 60_000).toISOString();

  it("R27 tells the deputies and the tovholder, then the leder, then each new shift", () => {
    const all = plan(first, deputy);
    const one = nextStep(untaken, all, noon);
    expect(one).toEqual({ level: 1, tell: ["dan", "tove"], escalated: true, nextAt: inMinutes(20) });
    const two = nextStep({ ...untaken, level: 1, told: ["mette", ...one.tell] }, all, noon);
    expect(two).toMatchObject({ level: 2, tell: ["lone"], escalated: true, nextAt: "2026-11-27T07:00:00.000Z" });
    const next = plan(duty("5", "08:00-16:00", "nora"));
    const three = nextStep({ ...untaken, level: 2 }, next, noon);
    expect(three).toMatchObject({ level: 2, tell: ["nora"], escalated: false });
  });

  it("leaves out a step that has nobody, and tells all once more without a leder", () => {
    const alone = { ...plan(first), tovholder: null };
    expect(nextStep(untaken, alone, noon)).toMatchObject({ level: 2, tell: ["lone"] });
    expect(nextStep(untaken, { ...alone, leder: null }, noon)).toMatchObject({ level: 2, tell: ["mette"] });
  });

  it("gives what can wait until later today an hour", () => {
    expect(nextStep({ ...untaken, urgency: "today" }, plan(first), noon).nextAt).toBe(inMinutes(60));
    expect(watchAt(plan(first), noon, "today").nextAt).toBe(inMinutes(60));
  });

  it("begins with those on duty when it was told outside the hours", () => {
    const waiting = { ...untaken, staffed: false, told: [] };
    expect(nextStep(waiting, plan(first, deputy), noon)).toEqual({
      level: 0,
      tell: ["mette"],
      escalated: false,
      nextAt: inMinutes(10),
    });
  });
});
