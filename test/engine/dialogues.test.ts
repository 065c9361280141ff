import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openTestProduct } from "../support/product.ts";
import { play } from "../support/transcript.ts";

const folder = join(import.meta.dirname, "../dialogues");
const product = await openTestProduct();

// after a change that is meant, they are written anew by `vitest run test/engine/dialogues -u`, and read
describe("dialogues", () => {
  it.each(globSync("**/*.txt", { cwd: folder }).sort())("%s", async (name) => {
    const file = join(folder, name);
    await expect(play(product, readFileSync(file, "utf8"))).toMatchFileSnapshot(file);
  });

  it("are there for every exercise", () => {
    const scenes = (id: string) => globSync(`${id}/*.txt`, { cwd: folder }).map((it) => it.slice(id.length + 1, -4));
    // what can be neither sent nor begun runs inside another exercise, and is played there
    const own = product.library.all().filter(({ flow }) => flow.report !== false || flow.menu !== false);
    for (const { flow } of own) {
      expect(scenes(flow.id), flow.id).toEqual(
        expect.arrayContaining([
          "back-and-change",
          "craving",
          "happy",
          "newer-version",
          "not-understood",
          "old-button",
          "skipped",
          "stop-and-go-on",
        ]),
      );
    }
  });
});
