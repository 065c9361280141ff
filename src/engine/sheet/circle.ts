import type { SheetDefinition } from "../../flow/sheets.ts";
import type { Answered } from "../../model/conversation.ts";
import { common } from "../../model/text.ts";
import type { Value } from "../../model/value.ts";
import { sentence, together } from "./alt.ts";
import { nameOfPerson, type PersonRecord, peopleAt } from "./people.ts";
import { type Built, roundsAt, type Said, type SheetSource } from "./source.ts";

type Definition = Extract<SheetDefinition, { kind: "circle" }>;
type Ring = 1 | 2 | 3;

const RINGS = [1, 2, 3] as const;
const HELPS = ["helps", "both", "helps-not"] as const;
/** Somebody of whom it was not said how near they are. */
const OUTERMOST: Ring = 3;

export function circle(definition: Definition, source: SheetSource): Built {
  const edits = definition.edits === undefined ? new Map() : editsAt(source, definition.edits);
  const people = peopleAt(source, definition.people).flatMap((person) => {
    const edit = edits.get(person.key);
    return edit === "remove" ? [] : [personIn(person, edit)];
  });
  const rings = RINGS.map((ring) => common(`person.ring.choices.ring-${ring}`));
  const said = RINGS.flatMap((ring, i) => {
    const names = people.filter((it) => it.ring === ring).map((it) => it.name);
    return names.length === 0 ? [] : [sentence(rings[i] as Said, names)];
  });
  const legend = Object.fromEntries(HELPS.map((id) => [id, common(`person.helps.choices.${id}`)]));
  return {
    body: {
      sheet: "circle",
      rings: rings as unknown as readonly [Said, Said, Said],
      people,
      legend: legend as Record<(typeof HELPS)[number], Said>,
    },
    alt: said.length === 0 ? common("alt.circle-empty") : together(common("alt.circle"), said),
  };
}

function personIn(person: PersonRecord, edit: string | undefined) {
  const helps = idOf(person.fields.get("helps"));
  const known = HELPS.find((it) => it === helps);
  const { name, relation } = nameOfPerson(person, common("sheet.someone"));
  // the citizen's own words for the help stand beside what the person is to them
  const own = known === undefined ? person.said("helps") : undefined;
  const beside = relation && own ? common("of-item", { item: relation, label: own }) : (relation ?? own);
  return {
    name,
    ring: ringOf(edit ?? idOf(person.fields.get("ring"))),
    ...(beside === undefined ? {} : { relation: beside }),
    ...(known === undefined ? {} : { helps: known }),
  };
}

function ringOf(id: string | undefined): Ring {
  return RINGS.find((ring) => id === `ring-${ring}`) ?? OUTERMOST;
}

/** Where people were moved to, by the key of their round: a ring, or "remove". Of several moves the last counts. */
function editsAt(source: SheetSource, block: string): ReadonlyMap<string, string> {
  return new Map([...roundsAt(source, block).values()].flatMap(editOf));
}

function editOf(round: readonly Answered[]): (readonly [key: string, to: string])[] {
  const field = (name: string) => idOf(round.find(([path]) => path.endsWith(`/${name}`))?.[1]);
  const [who, to] = [/-(\d+)$/.exec(field("who") ?? "")?.[1], field("to")];
  return who === undefined || to === undefined ? [] : [[who, to]];
}

const idOf = (value: Value | undefined): string | undefined => (value?.kind === "choice" ? value.id : undefined);
