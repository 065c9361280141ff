import { expect, it } from "vitest";
import { createRate } from "../../src/http/rate.ts";
import { frozenClock } from "../support/frozen.ts";

it("lets so many through in a while, each key for itself, and says how long the next has to wait", () => {
  const clock = frozenClock();
  const rate = createRate({ most: 2, withinMs: 60_000 });
  const count = (key: string) => rate.count(key, new Date(clock.now()));
  expect([count("a"), count("a"), count("a"), count("b")]).toEqual([0, 0, 60_000, 0]);
  clock.pass({ minutes: 1 });
  expect(count("a")).toBe(0);
});

it("makes nobody wait for a clock that was put back", () => {
  const clock = frozenClock();
  const rate = createRate({ most: 1, withinMs: 60_000 });
  const count = () => rate.count("a", new Date(clock.now()));
  expect([count(), count()]).toEqual([0, 60_000]);
  clock.pass({ hours: -1 });
  expect([count(), count()]).toEqual([0, 60_000]);
});
