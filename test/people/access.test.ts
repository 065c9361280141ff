import { expect, test } from "vitest";
import type { Consent } from "../../src/model/consent.ts";
import { mayMeet, mayRead, mayReadInside, type Ruling, type Standing } from "../../src/people/access.ts";

/**
 * Who may do what, read from the top: the first line that fits counts. `*` is anything.
 * person, group: what the citizen said about the reader, or about everyone of their role in their unit: `-` nothing, `all`
 * exercises but nothing inside, `bare` exercises and nothing was said about what is inside, `words` also own words, `media` also photos and voice, `other` only another exercise, `no`.
 * sent: to whom the outcome went when the citizen was asked at its end. A cell is the rule that allows, or `!` the one that refuses.
 */
const MATRIX = `
role           tied person group  sent    | meet             ask              read             words            media
leder          *    *      *      *       | !aggregates-only !aggregates-only !aggregates-only !aggregates-only !aggregates-only
administrator  *    *      *      *       | !no-content      !no-content      !no-content      !no-content      !no-content

*              yes  no     *      *       | tied             tied             !withdrawn       !withdrawn       !withdrawn
*              yes  -      *      person  | tied             tied             sent-to-them     sent-to-them     sent-to-them
*              yes  other  *      person  | tied             tied             sent-to-them     sent-to-them     sent-to-them
*              yes  all    *      person  | tied             tied             consent          !withdrawn       !withdrawn
*              yes  words  *      person  | tied             tied             consent          consent          !withdrawn
*              yes  media  *      person  | tied             tied             consent          !withdrawn       consent
*              yes  bare   *      person  | tied             tied             consent          !not-given       !not-given
*              yes  *      bare   group   | tied             tied             group-consent    !not-given       !not-given
*              yes  *      all    group   | tied             tied             group-consent    !withdrawn       !withdrawn
*              yes  *      words  group   | tied             tied             group-consent    group-consent    !withdrawn
*              yes  *      media  group   | tied             tied             group-consent    !withdrawn       group-consent
*              yes  *      *      group   | tied             tied             !withdrawn       !withdrawn       !withdrawn
*              yes  *      *      nobody  | tied             tied             !kept-private    !kept-private    !kept-private

*              no   no     all    *       | group-consent    !not-tied        !withdrawn       !withdrawn       !withdrawn
*              no   no     words  *       | group-consent    !not-tied        !withdrawn       !withdrawn       !withdrawn
*              no   no     media  *       | group-consent    !not-tied        !withdrawn       !withdrawn       !withdrawn
*              no   no     bare   *       | group-consent    !not-tied        !withdrawn       !withdrawn       !withdrawn
*              no   no     other  *       | group-consent    !not-tied        !withdrawn       !withdrawn       !withdrawn
*              no   no     *      *       | !not-tied        !not-tied        !withdrawn       !withdrawn       !withdrawn
*              no   *      bare   group   | group-consent    !not-tied        group-consent    !not-given       !not-given
*              no   *      all    group   | group-consent    !not-tied        group-consent    !withdrawn       !withdrawn
*              no   *      words  group   | group-consent    !not-tied        group-consent    group-consent    !withdrawn
*              no   *      media  group   | group-consent    !not-tied        group-consent    !withdrawn       group-consent
*              no   *      other  group   | group-consent    !not-tied        !withdrawn       !withdrawn       !withdrawn
*              no   *      *      group   | !not-tied        !not-tied        !withdrawn       !withdrawn       !withdrawn
*              no   *      -      person  | !not-tied        !not-tied        !not-tied        !not-tied        !not-tied
*              no   *      no     person  | !not-tied        !not-tied        !not-tied        !not-tied        !not-tied
*              no   *      *      person  | group-consent    !not-tied        !not-tied        !not-tied        !not-tied
*              no   *      -      nobody  | !not-tied        !not-tied        !kept-private    !kept-private    !kept-private
*              no   *      no     nobody  | !not-tied        !not-tied        !kept-private    !kept-private    !kept-private
*              no   *      *      nobody  | group-consent    !not-tied        !kept-private    !kept-private    !kept-private
`;

const ROLES = ["behandler", "socialpaedagog", "tovholder", "leder", "administrator"];
const SAID: Readonly<Record<string, Consent["kinds"] | undefined>> = {
  "-": undefined,
  all: { "*": true, words: false, media: false },
  words: { "*": true, words: true, media: false },
  media: { parathed: true, words: false, media: true },
  bare: { "*": true },
  other: { foelelser: true },
  no: { "*": false, words: false, media: false },
};
const SENT = { nobody: [], person: ["person"], group: ["group"] } as const;

const lines = MATRIX.split("\n").filter((line) => line.includes("|"));
const [head, ...rows] = lines.map((line) => line.split(/[\s|]+/));
const actions = head?.slice(5) ?? [];

const cases = ROLES.flatMap((role) =>
  ["yes", "no"].flatMap((tied) =>
    Object.keys(SAID).flatMap((person) =>
      Object.keys(SAID).flatMap((group) => Object.keys(SENT).map((sent) => [role, tied, person, group, sent] as const)),
    ),
  ),
);

function rulings([role, tied, person, group, sent]: (typeof cases)[number]): Record<string, Ruling> {
  const said = (who: string) => (SAID[who] ? { kinds: SAID[who] } : undefined);
  const [own, all] = [said(person), said(group)];
  const standing: Standing = { tied: tied === "yes", ...(own ? { person: own } : {}), ...(all ? { group: all } : {}) };
  const released = { flow: "parathed", to: SENT[sent as keyof typeof SENT] };
  return {
    meet: mayMeet("meet", { role }, standing),
    ask: mayMeet("ask", { role }, standing),
    read: mayRead({ role }, standing, released),
    words: mayReadInside("words", { role }, standing, released),
    media: mayReadInside("media", { role }, standing, released),
  };
}

test("the access matrix: role × relation × consent × what was sent to whom × action (R22)", () => {
  const used = new Set<number>();
  for (const it of cases) {
    const row = rows.findIndex((cells) => it.every((value, i) => cells[i] === "*" || cells[i] === value));
    expect(row, `no line for ${it.join(" ")}`).toBeGreaterThanOrEqual(0);
    used.add(row);
    const found = rulings(it);
    const said = actions.map((action) => `${found[action]?.allowed ? "" : "!"}${found[action]?.rule}`);
    expect(said, it.join(" ")).toEqual(rows[row]?.slice(5));
  }
  // a line that no case comes to says nothing
  expect(used.size).toBe(rows.length);
});
