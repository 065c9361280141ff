import type { SheetGiven } from "../../src/engine/sheet/source.ts";
import { sheetPicture } from "../../src/engine/sheet.ts";
import { atEnd } from "../../src/flow/place.ts";
import type { Answered } from "../../src/model/conversation.ts";
import type { MessagePicture } from "../../src/model/message.ts";
import type { Sheet } from "../../src/model/picture.ts";
import type { Value } from "../../src/model/value.ts";
import { renderPicture } from "../../src/render/render.ts";
import type { TestProduct } from "../support/product.ts";

export const one = (id: string): Value => ({ kind: "choice", id });
export const many = (...ids: string[]): Value => ({ kind: "choices", ids });
export const own = (ids: readonly string[], ...words: string[]): Value => ({ kind: "choices", ids, own: words });
export const words = (it: string): Value => ({ kind: "words", words: it });
export const day = (date: string, said = "date"): Value => ({ kind: "date", date, said });
export const skipped: Value = { kind: "skipped" };
export const unknown: Value = { kind: "unknown" };

/** The answers of one person of a record. */
export function person(block: string, key: number, fields: Readonly<Record<string, Value>>): Answered[] {
  return Object.entries(fields).map(([field, value]) => [`${block}[${key}]/${field}`, value]);
}

const halfOf = (half: string, [now, later]: readonly [string, string], areas: Readonly<Record<string, Value[]>>) =>
  Object.entries(areas).flatMap(([area, [first, second]]): Answered[] => [
    [`${half}[${area}]/${now}`, first as Value],
    [`${half}[${area}]/${later}`, second as Value],
  ]);

/** What a citizen answered at the exercises that have a sheet, and what was kept from before. */
export const ANSWERS: Readonly<
  Record<string, { answers: Answered[]; known?: Answered[]; params?: Record<string, string> }>
> = {
  parathed: { answers: [["level", { kind: "number", number: 4 }]], params: { points: "5" } },
  foelelser: {
    answers: [
      ["now", many("anger", "joy")],
      ["strengths[anger]/strength", { kind: "number", number: 2 }],
      ["strengths[joy]/strength", skipped],
    ],
  },
  osteklokken: {
    answers: [
      ["inside", own(["calm", "joy"], "der er stille")],
      ["shield", many("quarrel")],
      ["outside", many("family", "nature")],
      ["out", { ...own(["talk"]), kind: "choices", ids: ["talk"], media: { id: "v", type: "voice" } }],
    ],
  },
  netvaerkscirkel: {
    answers: [
      ...person("people", 0, { name: words("Åse"), relation: one("family"), ring: one("ring-1"), helps: one("helps") }),
      ["people[0]/more", one("yes")],
      ...person("people", 1, {
        name: words("Bo"),
        relation: skipped,
        ring: one("ring-2"),
        helps: words("når han er glad"),
      }),
      ["people[1]/more", one("yes")],
      ...person("people", 2, { name: skipped, relation: one("neighbour"), ring: unknown, helps: one("both") }),
      ["people[2]/more", one("yes")],
      ...person("people", 3, {
        name: words("Kim"),
        relation: one("friend"),
        ring: one("ring-1"),
        helps: one("helps-not"),
      }),
      ["people[3]/more", one("no")],
      ["closest", one("people-0")],
      ["fits", one("change")],
      ["edits[0]/who", one("people-1")],
      ["edits[0]/to", one("ring-3")],
      ["edits[0]/more", one("yes")],
      ["edits[1]/who", one("people-3")],
      ["edits[1]/to", one("remove")],
      ["edits[1]/more", one("yes")],
      ["edits[2]/who", one("people-1")],
      ["edits[2]/to", one("ring-1")],
      ["edits[2]/more", one("no")],
    ],
  },
  noedplan: {
    answers: [
      ["cool-down", many("water", "shower", "nature")],
      ["think", own(["goal"], "Tænke på min søns 18 års fødselsdag")],
      ["get-help", many("kontaktperson", "family")],
      ["active", many("walk")],
      ["creative", skipped],
      ["media", many("music", "film")],
      ...person("helpers", 0, {
        name: words("Pia"),
        relation: one("kontaktperson"),
        phone: words("12 34 56 78"),
        support: one("talk"),
      }),
      ["helpers[0]/more", one("yes")],
      ...person("helpers", 1, { name: skipped, relation: one("family"), phone: skipped, support: words("Hente mig") }),
      ["helpers[1]/more", one("no")],
      ["lose", own(["friends"], "min stamplads")],
      ["instead-of[friends]/instead", one("together")],
      ["instead-of[own-0]/instead", words("Sidde i parken")],
    ],
  },
  beslutningsskema: {
    answers: [
      ["future", day("2026-12-24", "christmas")],
      ...halfOf("go-on", ["now", "later"], {
        together: [many("friends", "quarrel"), many("lonely")],
        health: [many("tired"), unknown],
        law: [skipped, many("fine")],
        money: [own(["debt"], "jeg skylder min bror penge"), many("debt", "worry-money")],
        me: [many("joy", "shame"), many("sadness")],
      }),
      ...halfOf("stop", ["stop-now", "stop-later"], {
        together: [many("miss-friends"), many("family-glad", "new-friends")],
        health: [many("sleep-badly"), many("energy", "sleep-well")],
        law: [many("no-change"), many("fewer-fines")],
        money: [many("no-change"), many("more-money", "pay-debt")],
        me: [many("bored"), many("proud")],
      }),
      ["needed", one("talk")],
      ["want", one("want-it")],
      ["help", one("yes")],
    ],
  },
  beloenning: {
    answers: [
      ["goal", words("Ringe til min søster")],
      ["rewards", own(["cake", "cinema"], "En ny trøje")],
      ["who", one("kontaktperson")],
      ["look-day", day("2026-12-01", "in-a-week")],
    ],
  },
  "beloenning-naaet": {
    answers: [
      ["reached", one("yes")],
      ["taken", many("cinema")],
    ],
    known: [
      ["beloenning/goal", words("Ringe til min søster")],
      ["beloenning/rewards", own(["cake", "cinema"], "En ny trøje")],
      ["beloenning-naaet/taken", many("own-0")],
    ],
  },
  "samtale-forbered": {
    answers: [
      ["matters", many("mood", "craving")],
      ["help", many("say-no")],
      ["hard", many("ashamed")],
      ["comes", one("alone")],
    ],
  },
  aftalekontrakt: {
    answers: [
      ["goal", words("Jeg vil have min egen lejlighed")],
      ["goals[0]/part-goal", one("come")],
      ["goals[0]/actions[0]/action", one("write-dates")],
      ["goals[0]/actions[0]/more", one("yes")],
      ["goals[0]/actions[1]/action", words("Stå op kl. 8")],
      ["goals[0]/actions[1]/more", one("no")],
      ["goals[0]/more", one("yes")],
      ["goals[1]/part-goal", words("Spare 200 kr. op")],
      ["goals[1]/actions[0]/action", skipped],
      ["goals[1]/more", one("no")],
      ["helpers", many("kontaktperson", "family")],
      ["from", day("2026-11-23", "today")],
      ["until", day("2027-03-28", "easter")],
      ["name", words("Bo Hansen")],
    ],
  },
  diplom: { answers: [], params: { title: "diploma", text: "Du er kommet til 10 samtaler." } },
  trivsel: {
    answers: [
      ["sort", one("together")],
      ["together-thing", one("coffee")],
      ["when", one("tomorrow")],
      ["with", one("myself")],
    ],
  },
  persona: {
    answers: [
      ["persona", one("mature-woman")],
      ["name", words("Lone")],
      ["age", words("52")],
      ["uses", many("alcohol")],
      ["often", one("weekend")],
      ["feels", many("shame", "sadness")],
    ],
  },
};

/** The sheet of an exercise with these answers, in the words of a language. */
export function sheetOf(
  { library, translator }: TestProduct,
  flow: string,
  given: Partial<SheetGiven> = {},
  answered: (typeof ANSWERS)[string] = ANSWERS[flow]!,
  language = "da",
): { sheet: Sheet; alt: string } {
  const compiled = library.latest(flow)!;
  const defaults = Object.entries(compiled.flow.params ?? {}).map(([name, param]) => [name, param.default]);
  const context = atEnd({ ...answered, params: { ...Object.fromEntries(defaults), ...answered.params } });
  const picture = sheetPicture(compiled, context, { persona: "young-man", ...given });
  if (!picture) throw new Error(`${flow}: expected a sheet`);
  const rendered: MessagePicture = renderPicture(picture, translator.words(language));
  return { sheet: rendered.picture as Sheet, alt: rendered.alt };
}
