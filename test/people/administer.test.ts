import { describe, expect, test } from "vitest";
import { STAFF_ROLES } from "../../src/model/staff.ts";
import { ACTIONS, mayAdminister } from "../../src/people/administer.ts";

/** About whom: own unit or another; own citizen or not. A row of a role: + allowed, - refused. */
const TABLE = `
                           | see-people | add-unit | add-staff | add-citizen | set-profile | relate | hand-over | move | close | reopen | set-duty | copy | erase
 behandler, unit + own     | -          | -        | -         | +           | +           | -      | -         | -    | +     | + | -        | -    | -
 behandler, unit           | -          | -        | -         | +           | -           | -      | -         | -    | -     | - | -        | -    | -
 behandler, own            | -          | -        | -         | -           | +           | -      | -         | -    | +     | + | -        | -    | -
 behandler, neither        | -          | -        | -         | -           | -           | -      | -         | -    | -     | - | -        | -    | -
 tovholder, unit + own     | +          | -        | -         | +           | +           | -      | +         | -    | +     | + | +        | -    | -
 tovholder, unit           | +          | -        | -         | +           | -           | -      | +         | -    | -     | - | +        | -    | -
 tovholder, own            | -          | -        | -         | -           | +           | -      | -         | -    | +     | + | -        | -    | -
 tovholder, neither        | -          | -        | -         | -           | -           | -      | -         | -    | -     | - | -        | -    | -
 socialpaedagog, any       | -          | -        | -         | -           | -           | -      | -         | -    | -     | - | -        | -    | -
 leder, unit + own         | -          | -        | -         | -           | -           | -      | -         | -    | -     | - | +        | -    | -
 leder, unit               | -          | -        | -         | -           | -           | -      | -         | -    | -     | - | +        | -    | -
 leder, own                | -          | -        | -         | -           | -           | -      | -         | -    | -     | - | -        | -    | -
 leder, neither            | -          | -        | -         | -           | -           | -      | -         | -    | -     | - | -        | -    | -
 administrator, any        | +          | +        | +         | +           | +           | +      | +         | +    | +     | + | +        | +    | +
`;
const WHERE: Readonly<Record<string, readonly { sameUnit: boolean; own: boolean }[]>> = {
  "unit + own": [{ sameUnit: true, own: true }],
  unit: [{ sameUnit: true, own: false }],
  own: [{ sameUnit: false, own: true }],
  neither: [{ sameUnit: false, own: false }],
};

const [head = "", ...lines] = TABLE.trim().split("\n");
const cells = (line: string) => line.split("|").map((it) => it.trim());
const actions = cells(head).filter((it) => it !== "");
const rows = lines.flatMap((line) => {
  const [who = "", ...signs] = cells(line);
  const [role = "", where = ""] = who.split(", ");
  return (WHERE[where] ?? Object.values(WHERE).flat()).map((about) => ({ role, about, signs }));
});

describe("who may do what about people", () => {
  test("the table holds every role, action and case once", () => {
    expect(actions).toEqual([...ACTIONS]);
    const cases = rows.map(({ role, about }) => `${role} ${about.sameUnit} ${about.own}`);
    expect(new Set(cases).size).toBe(cases.length);
    expect(cases).toHaveLength(STAFF_ROLES.length * 4);
  });

  test.each(rows)("$role, own unit $about.sameUnit, own citizen $about.own", ({ role, about, signs }) => {
    const known = STAFF_ROLES.find((it) => it === role)!;
    const got = ACTIONS.map((action) => (mayAdminister(known, action, about).allowed ? "+" : "-"));
    expect(got).toEqual(signs);
  });

  test("says which rule decided", () => {
    const about = { sameUnit: true, own: false };
    expect(mayAdminister("behandler", "set-profile", about).rule).toBe("behandler: set-profile own-citizen");
    expect(mayAdminister("leder", "add-citizen", about).rule).toBe("leder: add-citizen never");
    expect(mayAdminister("administrator", "move", about).rule).toBe("administrator: move always");
  });
});
