import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { parseYaml } from "../../src/flow/parse.ts";

const ROOT = join(import.meta.dirname, "../..");
const files = globSync("{flows,locales/**}/*.yaml", { cwd: ROOT });

describe("reading YAML", () => {
  it.each(files)("gives the same with lines and without: %s", (name) => {
    const file = join(ROOT, name);
    const text = readFileSync(file, "utf8");
    expect(parseYaml(file, text, z.unknown()).source).toEqual(parse(text));
  });

  it("reads back whatever can be written", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true }), (value) => {
        const written = stringify(value);
        expect(parseYaml("any.yaml", written, z.unknown()).source).toEqual(parse(written));
      }),
    );
  });

  it("knows the lines of a file with nothing wrong in it", () => {
    const { value, lineOf } = parseYaml("a.yaml", "id: a\nsteps:\n  - id: one\n    to: two\n", z.unknown());
    expect(value).toEqual({ id: "a", steps: [{ id: "one", to: "two" }] });
    expect(lineOf(["steps", 0, "to"])).toBe(4);
  });

  it.each([
    ["a: 1\nb: [1\n", 3],
    ["a: 1\na: 2\n", 2],
    ["a: 1\nb: *nothing\n", 1],
  ])("says the line of what is no YAML: %j", (text, line) => {
    const { value, problems } = parseYaml("a.yaml", text, z.unknown());
    expect(value).toBeUndefined();
    expect(problems).toEqual([
      { file: "a.yaml", line, message: expect.stringContaining("expected YAML, got: ") as unknown },
    ]);
  });
});
