import { describe, expect, it } from "vitest";
import { ahead, batches, eachOf, settleEach } from "../../src/jobs/each.ts";

async function* numbers(upTo: number, made: number[]): AsyncGenerator<number> {
  for (let i = 1; i <= upTo; i++) {
    made.push(i);
    yield i;
  }
}

describe("what is done for many", () => {
  it("is told of each in their order, whatever became of the others", async () => {
    const became = await settleEach([1, 2, 3], async (n) => {
      if (n === 2) throw new Error("two");
    });
    expect(became.map((it) => it.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("is done for all before a failure is thrown", async () => {
    const done: number[] = [];
    const all = Array.from({ length: 50 }, (_, i) => i);
    const work = eachOf(all, async (n) => {
      if (n === 0) throw new Error("the first");
      done.push(n);
    });
    await expect(work).rejects.toThrow("the first");
    expect(done).toHaveLength(49);
  });

  it("is asked for after the last of it, until there is no more", async () => {
    const all = Array.from({ length: 250 }, (_, i) => i + 1);
    const lasts: (number | undefined)[] = [];
    const got: number[] = [];
    for await (const some of batches<number>(async (most, last) => {
      lasts.push(last);
      return all.filter((it) => it > (last ?? 0)).slice(0, most);
    })) {
      got.push(...some);
    }
    expect(got).toEqual(all);
    expect(lasts[0]).toBeUndefined();
    expect(lasts.at(-1)).toBe(250);
  });
});

describe("what is made ahead", () => {
  it("is one further than what is dealt with", async () => {
    const made: number[] = [];
    const seen: [number, number][] = [];
    for await (const n of ahead(numbers(4, made))) {
      await Promise.resolve();
      seen.push([n, made.length]);
    }
    expect(seen).toEqual([
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 4],
    ]);
  });

  it("is let go of when dealing with it fails, and its own failure comes in its turn", async () => {
    const made: number[] = [];
    const failing = async () => {
      for await (const n of ahead(numbers(9, made))) if (n === 2) throw new Error("at two");
    };
    await expect(failing()).rejects.toThrow("at two");
    expect(made).toEqual([1, 2, 3]);
    async function* broken(): AsyncGenerator<number> {
      yield 1;
      throw new Error("no more");
    }
    const got: number[] = [];
    const all = async () => {
      for await (const n of ahead(broken())) got.push(n);
    };
    await expect(all()).rejects.toThrow("no more");
    expect(got).toEqual([1]);
  });
});
