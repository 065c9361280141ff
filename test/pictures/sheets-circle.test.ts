import fc from "fast-check";
import { expect, test } from "vitest";
import type { Sheet, SheetPerson } from "../../src/model/picture.ts";
import type { Layout } from "../../src/pictures/layout.ts";
import { drawLayout } from "../../src/pictures/layout.ts";
import { layoutCircle, showsNumbers } from "../../src/pictures/sheets/circle.ts";
import { drawMark, HELPS } from "../../src/pictures/sheets/circle-marks.ts";
import { EMPTY, faultsOf, partOf } from "./sheets-faults.ts";
import { LANGUAGES, peopleOf, sheetsOf } from "./sheets-samples.ts";

type CircleSheet = Extract<Sheet, { sheet: "circle" }>;

const BASE = sheetsOf("da", "minimal").find((sheet) => sheet.sheet === "circle") as CircleSheet;
const circle = (people: readonly SheetPerson[], language: "da" | "en" = "da"): CircleSheet => ({
  ...(sheetsOf(language, "minimal").find((sheet) => sheet.sheet === "circle") as CircleSheet),
  people,
});

/** The radii of the three rings, the inner first, and where their middle is. */
function ringsOf(layout: Layout) {
  const circles = [
    ...partOf(layout, "rings")!.svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"[^>]*stroke-width="4"/g),
  ];
  const radii = circles.map((match) => Number(match[3])).toSorted((a, b) => a - b);
  return { radii: [0, ...radii], x: Number(circles[0]![1]), y: Number(circles[0]![2]) };
}

/** In which ring each person stands: 1, 2 or 3, in the order of the rings. */
function standing(layout: Layout): number[] {
  const { radii, x, y } = ringsOf(layout);
  return layout.parts
    .filter((part) => / chip$|^number \d+ mark$/.test(part.what))
    .map(({ box }) => Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y))
    .map((distance) => radii.findIndex((radius) => distance < radius));
}

/** The least part of a name's chip that lies in the ring it belongs to, 0 to 1. */
function leastShare(layout: Layout, people: readonly SheetPerson[]): number {
  const { radii, x, y } = ringsOf(layout);
  const order = people.toSorted((a, b) => a.ring - b.ring);
  const steps = Array.from({ length: 21 }, (_, index) => index / 20);
  const shares = layout.parts
    .filter((part) => part.what.endsWith(" chip"))
    .map(({ box }, index) => {
      const points = steps.flatMap((across) =>
        steps.map((down) => Math.hypot(box.x + across * box.width - x, box.y + down * box.height - y)),
      );
      const ring = order[index]!.ring;
      return points.filter((at) => at >= radii[ring - 1]! && at <= radii[ring]!).length / points.length;
    });
  return Math.min(1, ...shares);
}

test.each(LANGUAGES)(
  "with 1 to 25 people of any name, nothing overlaps and all stand in their ring: %s",
  (language) => {
    const letter = fc.constantFrom(..."aeiklmnorstæøåMWÅ");
    const word = fc.array(letter, { minLength: 1, maxLength: 16 }).map((letters) => letters.join(""));
    const person = fc.record({
      name: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" ")),
      ring: fc.constantFrom(1, 2, 3),
      relation: fc.option(word, { nil: undefined }),
      helps: fc.constantFrom(...HELPS, undefined),
    });
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 25 }), (people) => {
        const sheet = circle(JSON.parse(JSON.stringify(people)) as SheetPerson[], language);
        const layout = layoutCircle(sheet, EMPTY);
        expect(faultsOf(layout)).toEqual([]);
        expect(standing(layout)).toEqual(people.map(({ ring }) => ring).toSorted());
        expect(leastShare(layout, sheet.people)).toBeGreaterThan(0.55);
      }),
      { numRuns: 60 },
    );
  },
);

test.each([1, 2, 3] as const)("25 long names all in ring %d are numbers, and a list says who they are", (ring) => {
  const sheet = circle(peopleOf("da", 25, ring).map((person) => ({ ...person, name: `${person.name} Kristoffersen` })));
  const layout = layoutCircle(sheet, EMPTY);
  expect(faultsOf(layout)).toEqual([]);
  expect(showsNumbers(sheet)).toBe(true);
  const marks = layout.parts.filter((part) => /^number \d+ mark$/.test(part.what)).map(({ box }) => box);
  expect(marks).toHaveLength(25);
  for (const [index, a] of marks.entries()) {
    for (const b of marks.slice(index + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.width);
  }
  const listed = layout.parts.filter((part) => /^list \d+ name$/.test(part.what));
  expect(listed).toHaveLength(25);
});

test("few people are shown by name, with the names of all rings", () => {
  const sheet = circle(peopleOf("da", 4));
  expect(showsNumbers(sheet)).toBe(false);
  const layout = layoutCircle(sheet, EMPTY);
  expect(layout.parts.filter((part) => part.what.startsWith("person ") && part.role === "text")).toHaveLength(4);
  for (const ring of [1, 2, 3]) expect(partOf(layout, `ring ${ring} name`)).toBeDefined();
});

test("twelve people of everyday names are shown by name", () => {
  const names = ["Mor", "Lars", "Pia", "Yasmin", "Kim", "Børge", "Åse", "Jens", "Søren", "Mette", "Hassan", "Ida"];
  const people = names.map((name, index) => ({ name, ring: ((index % 3) + 1) as 1 | 2 | 3, helps: HELPS[index % 3]! }));
  expect(showsNumbers(circle(people))).toBe(false);
});

test("who helps is told by shape, not by colour alone", () => {
  const box = { x: 0, y: 0, width: 30, height: 30 };
  const shapes = [...HELPS, undefined].map((help) => drawMark(help, box).replace(/#\w{6}/g, ""));
  expect(new Set(shapes).size).toBe(4);
  expect(HELPS.map((help) => /^<(\w+)/.exec(drawMark(help, box))![1])).toEqual(["circle", "path", "rect"]);
});

test("what the marks mean is said where there are marks, and only there", () => {
  const legend = (sheet: CircleSheet) =>
    layoutCircle(sheet, EMPTY).parts.filter((part) => part.what.startsWith("legend") && part.role === "text").length;
  expect(legend(circle([{ name: "Mor", ring: 1 }]))).toBe(0);
  expect(legend(circle([{ name: "Mor", ring: 1, helps: "both" }]))).toBe(3);
});

test("the same people stand at the same places every time", () => {
  const sheet = circle(peopleOf("da", 9));
  expect(drawLayout(layoutCircle(sheet, EMPTY))).toBe(drawLayout(layoutCircle(structuredClone(sheet), EMPTY)));
});

test("more people than there is room for are refused, and the error names none of them", () => {
  expect(() => layoutCircle({ ...BASE, people: peopleOf("da", 26) }, EMPTY)).toThrow(
    "a circle sheet: expected at most 25 people, got 26",
  );
});
