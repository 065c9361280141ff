import { describe, expect, test } from "vitest";
import { type Move, planMove } from "../../src/people/move.ts";
import type { Member } from "../../src/people/roles.ts";

const member = (id: string, role: Member["role"], unit: string, left = false): Member => {
  return { id, name: id, role, unit, left };
};
const mette = member("mette", "behandler", "old");
const tove = member("tove", "tovholder", "old");
const kim = member("kim", "socialpaedagog", "home");
const lis = member("lis", "behandler", "new");
const move = (more: Partial<Move>): Move => ({
  from: "old",
  to: "new",
  ties: [
    { staff: mette, role: "behandler" },
    { staff: tove, role: "tovholder" },
    { staff: kim, role: "socialpaedagog" },
  ],
  work: [
    { kind: "schedule", id: "1", citizen: "bo", flow: "parathed", by: "mette" },
    { kind: "assignment", id: "2", citizen: "bo", flow: "folder", by: "tove" },
    { kind: "schedule", id: "3", citizen: "bo", flow: "folder", by: "kim" },
  ],
  mayStart: (flow) => flow !== "folder",
  ...more,
});
const namesOf = (ties: readonly { staff: Member; role: string }[]) => ties.map((it) => `${it.staff.id} ${it.role}`);

describe("a citizen moves", () => {
  test("to a new behandler; who belongs to another place stays", () => {
    const plan = planMove(move({ behandler: lis }));
    expect(plan.ok && [namesOf(plan.ends), namesOf(plan.begins), namesOf(plan.stays)]).toEqual([
      ["mette behandler", "tove tovholder"],
      ["lis behandler"],
      ["kim socialpaedagog"],
    ]);
    expect(plan.ok && plan.passed.map(({ work, to }) => [work.id, to])).toEqual([
      ["1", "lis"],
      ["2", null],
    ]);
  });

  test("and keeps the behandler who goes on", () => {
    const plan = planMove(move({ keep: ["mette"] }));
    expect(plan.ok && [namesOf(plan.ends), namesOf(plan.begins)]).toEqual([["tove tovholder"], []]);
    const chosen = planMove(move({ behandler: mette }));
    expect(chosen.ok && [namesOf(chosen.ends), namesOf(chosen.begins)]).toEqual([["tove tovholder"], []]);
  });

  test.each([
    [{ to: "old", behandler: lis }, "same-unit"],
    [{}, "no-behandler"],
    [{ keep: ["tove"] }, "no-behandler"],
    [{ behandler: { ...lis, left: true } }, "left"],
    [{ behandler: kim }, "role"],
  ] as const)("not when they would be left without a behandler: %j", (more, lack) => {
    expect(planMove(move(more))).toEqual({ ok: false, lack });
  });

  test("freely when they had no behandler", () => {
    const plan = planMove(move({ ties: [{ staff: kim, role: "socialpaedagog" }] }));
    expect(plan.ok && plan.ends).toEqual([]);
  });
});
