import type { SheetDefinition } from "../../flow/sheets.ts";
import type { SheetPerson } from "../../model/picture.ts";
import { common } from "../../model/text.ts";
import type { Value } from "../../model/value.ts";
import { afterMoves } from "../moves.ts";
import { sentence, together } from "./alt.ts";
import { nameOfPerson, type PersonRecord, peopleAt } from "./people.ts";
import type { Built, Said, SheetSource } from "./source.ts";

type Definition = Extract<SheetDefinition, { kind: "circle" }>;
type Ring = 1 | 2 | 3;

const RINGS = [1, 2, 3] as const;
const HELPS = ["helps", "both", "helps-not"] as const;
/** Somebody of whom it was not said how near they are. */
const OUTERMOST: Ring = 3;

export function circle(definition: Definition, source: SheetSource): Built {
  const context = { ...source.context, answers: afterMoves(definition, source.context.answers) };
  const people = peopleAt({ ...source, context }, definition.people).map(personIn);
  const rings = RINGS.map((ring) => common(`person.ring.choices.ring-${ring}`));
  const said = RINGS.flatMap((ring, i) => {
    const inRing = people.filter((it) => it.ring === ring).map((it) => ({ text: describe(it) }));
    return inRing.length === 0 ? [] : [sentence(rings[i] as Said, inRing)];
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

function personIn(person: PersonRecord): SheetPerson<Said> {
  const helps = idOf(person.fields.get("helps"));
  const known = HELPS.find((it) => it === helps);
  const { name, relation } = nameOfPerson(person, common("sheet.someone"));
  // the citizen's own words for the help stand beside what the person is to them
  const own = known === undefined ? person.said("helps") : undefined;
  const beside = relation && own ? common("of-item", { item: relation, label: own }) : (relation ?? own);
  return {
    name,
    ring: ringOf(idOf(person.fields.get("ring"))),
    ...(beside === undefined ? {} : { relation: beside }),
    ...(known === undefined ? {} : { helps: known }),
  };
}

function ringOf(id: string | undefined): Ring {
  return RINGS.find((ring) => id === `ring-${ring}`) ?? OUTERMOST;
}

/** "Åse, Familie, Hjælper mig" */
function describe({ name, relation, helps }: SheetPerson<Said>): Said {
  const more = [relation, helps && common(`person.helps.choices.${helps}`)].filter((it) => it !== undefined);
  return more.reduce((item, label) => common("of-item", { item, label }), name);
}

const idOf = (value: Value | undefined): string | undefined => (value?.kind === "choice" ? value.id : undefined);
