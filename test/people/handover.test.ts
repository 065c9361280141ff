import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { STAFF_ROLES } from "../../src/model/staff.ts";
import { type Handover, planHandover } from "../../src/people/handover.ts";
import { canBe, type Member, RELATION_ROLES } from "../../src/people/roles.ts";
import { SEED } from "../support/frozen.ts";

const member = (id: string, role: Member["role"], left = false): Member => ({ id, name: id, role, unit: "u", left });
const mette = member("mette", "behandler");
const lis = member("lis", "behandler");
const kim = member("kim", "socialpaedagog");
const tove = member("tove", "tovholder");
const gone = member("gone", "behandler", true);
const [bo, ida] = [
  { id: "bo", name: "Bo" },
  { id: "ida", name: "Ida" },
];

const handover = (more: Partial<Handover>): Handover => ({
  leaving: mette,
  held: [
    { citizen: bo, role: "behandler" },
    { citizen: ida, role: "behandler" },
  ],
  work: [],
  staff: [mette, lis, kim, tove, gone],
  mayStart: (_, role) => role !== "tovholder",
  ...more,
});

describe("a handover", () => {
  test("gives each citizen to one for all, or to one of their own", () => {
    const plan = planHandover(handover({ to: "lis", each: { ida: "tove" } }));
    expect(plan.ok && plan.moves.map(({ citizen, to }) => [citizen.id, to.id])).toEqual([
      ["bo", "lis"],
      ["ida", "tove"],
    ]);
  });

  test.each([
    [{}, ["nobody", "nobody"]],
    [{ each: { bo: "lis" } }, ["nobody"]],
    [{ to: "nobody-known" }, ["unknown", "unknown"]],
    [{ to: "gone" }, ["left", "left"]],
    [{ to: "mette", each: { bo: "lis" } }, ["same"]],
    [{ to: "lis", each: { ida: "kim" } }, ["role"]],
  ])("names who would be left without anybody: %j", (chosen, lacks) => {
    const plan = planHandover(handover(chosen));
    expect(plan.ok).toBe(false);
    expect(!plan.ok && plan.orphans.map((it) => it.lack)).toEqual(lacks);
    expect(!plan.ok && plan.orphans.at(-1)!.citizen).toEqual(ida);
  });

  test("passes on what was asked, to who may ask it; of others' citizens to nobody in particular", () => {
    const work = [
      { kind: "schedule", id: "1", citizen: "bo", flow: "parathed" },
      { kind: "assignment", id: "2", citizen: "ida", flow: "parathed" },
      { kind: "schedule", id: "3", citizen: "former", flow: "parathed" },
    ] as const;
    const plan = planHandover(handover({ to: "lis", each: { ida: "tove" }, work }));
    expect(plan.ok && plan.passed.map(({ work: { id }, to }) => [id, to])).toEqual([
      ["1", "lis"],
      ["2", null],
      ["3", null],
    ]);
  });

  test("is whole or not at all: nobody is lost, and nobody gets who cannot be theirs", () => {
    const people = STAFF_ROLES.map((role, i) => member(`s${i}`, role, i % 7 === 6)).concat(gone);
    const citizens = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1 });
    const any = fc.record({
      held: citizens.chain((ids) =>
        fc.tuple(
          ...ids.map((id) =>
            fc.constantFrom(...RELATION_ROLES).map((role) => ({ citizen: { id, name: id }, role: role as string })),
          ),
        ),
      ),
      to: fc.option(fc.constantFrom(...people.map((it) => it.id), "mette", "nobody-known"), { nil: undefined }),
      each: fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom(...people.map((it) => it.id))),
    });
    fc.assert(
      fc.property(any, ({ held, to, each }) => {
        const plan = planHandover(handover({ held, to, each, staff: [mette, ...people] }));
        const fits = held.map(({ citizen, role }) => {
          const taker = people.find((it) => it.id === (each[citizen.id] ?? to));
          return taker !== undefined && !taker.left && canBe(taker.role, role);
        });
        expect(plan.ok).toBe(fits.every(Boolean));
        if (plan.ok) expect(plan.moves.map(({ citizen, role }) => ({ citizen, role }))).toEqual(held);
        else expect(plan.orphans).toHaveLength(fits.filter((it) => !it).length);
      }),
      { seed: SEED },
    );
  });
});
