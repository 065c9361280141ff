import { expect, test } from "vitest";
import type { Answered } from "../../src/model/conversation.ts";
import { reminderAt } from "../../src/schedule/remind.ts";

const HOURS = { from: 8, to: 20 };
const asked = { at: new Date("2026-11-20T09:00Z"), reminders: 0, stopped: false, latest: [] as Answered[] };
const due = (more: Partial<typeof asked>) => reminderAt({ ...asked, ...more }, HOURS)?.toISOString();
const answered = (path: string, number: number): Answered => [path, { kind: "number", number }];

test("R29 there are two reminders, and no third", () => {
  expect([0, 1, 2].map((reminders) => due({ reminders }))).toEqual([
    "2026-11-20T13:00:00.000Z",
    "2026-11-21T09:00:00.000Z",
    undefined,
  ]);
});

test("R29 a reminder waits for the citizen's hours", () => {
  expect(due({ at: new Date("2026-11-20T17:00Z") })).toBe("2026-11-21T07:00:00.000Z");
});

test("R29 none comes after stop, or after hard answers", () => {
  expect(due({ stopped: true })).toBeUndefined();
  const hard = [answered("mood", 1), answered("mood", 2), answered("craving", 4)];
  for (const latest of hard) expect(due({ latest: [latest] })).toBeUndefined();
  expect(due({ latest: [answered("mood", 3), answered("craving", 3)] })).toBeDefined();
});
