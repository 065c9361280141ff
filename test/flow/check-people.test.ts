import { expect, it } from "vitest";
import { problemsAfter } from "./check-fixture.ts";

const withFrom = (from: string) =>
  problemsAfter([
    {
      file: "flows/walk.yaml",
      replace: "  - { type: choose, id: best",
      by: `  - { type: person, id: helper, picture: tree, from: ${from}, fields: [phone] }\n  - { type: choose, id: best`,
    },
  ]).filter((it) => it.includes("from"));

it("people are offered from a record of persons that was asked before", () => {
  expect(withFrom("friend")).toEqual([]);
});

it.each([
  ["nobody", "expected an earlier step (there is none), got nobody"],
  ["things", "expected a block that asks for a name, got things, a pick"],
])("people cannot be offered from %s", (from, problem) => {
  expect(withFrom(from)).toEqual([`flows/walk.yaml:51 steps.helper.from: ${problem}`]);
});
