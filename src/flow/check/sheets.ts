import { FEELINGS } from "../../model/picture.ts";
import { at } from "../issues.ts";
import { inHalf, type SheetDefinition, sheetWordsOf } from "../sheets.ts";
import { type Finding, listed, type Subject, wrong } from "./finding.ts";
import type { Place } from "./survey.ts";

type Types = readonly Place["step"]["type"][];
type Of<K extends SheetDefinition["kind"]> = Extract<SheetDefinition, { kind: K }>;

const ANSWERS: Types = ["choose", "pick", "scale", "tell", "date"];
const BLOCKS: Types = ["person", "repeat", "each"];

/** Finds what is wrong with one step that a sheet names, at a key of its definition. */
type Named = (path: readonly PropertyKey[], name: string | undefined, types: Types) => Finding[];

/** All that a sheet names is there, and its words are in every language or in none. */
export function checkSheet(subject: Subject): Finding[] {
  const { sheet } = subject.flow;
  if (!sheet) return [];
  const places = placesFor(subject);
  const named: Named = (path, name, types) =>
    name === undefined ? [] : placeOf(places, ["sheet", ...path], name, types);
  return [
    ...targets(subject, places, sheet, named),
    ...partWords(subject, places, sheet),
    ...areaWords(subject, places),
  ];
}

/** The full name of a place among these, of one of the types. */
export function placeOf(
  places: ReadonlyMap<string, Place>,
  path: readonly PropertyKey[],
  name: string,
  types: readonly Place["step"]["type"][],
): Finding[] {
  const place = places.get(name);
  if (place && types.includes(place.step.type)) return [];
  const fitting = [...places].filter(([, it]) => types.includes(it.step.type)).map(([known]) => known);
  const got = place ? `${name}, a ${place.step.type}` : name;
  const article = /^[aeiou]/.test(types[0] ?? "") ? "an" : "a";
  return [wrong(path, `${article} ${types.join(" or ")} of the flow (${listed(fitting)})`, got)];
}

/** The places of the flow, and those of the flows it uses. */
function placesFor({ flow, survey }: Subject): ReadonlyMap<string, Place> {
  const known = [...(survey.standings[0]?.before.maybe ?? [])];
  const used = known.filter(([name]) => (flow.uses ?? []).some((id) => name.startsWith(`${id}/`)));
  return new Map([...survey.places, ...used]);
}

function targets(
  subject: Subject,
  places: ReadonlyMap<string, Place>,
  sheet: SheetDefinition,
  named: Named,
): Finding[] {
  const parts = (names: readonly string[] = []) =>
    names.flatMap((name, i) => named(["parts", i], name, [...ANSWERS, ...BLOCKS]));
  switch (sheet.kind) {
    case "stairs":
      return named(["at"], sheet.at, ["scale"]);
    case "feelings":
      return [
        ...named(["chosen"], sheet.chosen, ["pick"]),
        ...missingFeelings(places.get(sheet.chosen)),
        ...named(["strength"], sheet.strength, ["scale"]),
      ];
    case "bell":
      return (["inside", "outside", "out"] as const).flatMap((key) => named([key], sheet[key], ANSWERS));
    case "circle":
      return [...named(["people"], sheet.people, ["person"]), ...editTargets(sheet, named)];
    case "plan":
      return [...parts(sheet.parts), ...named(["people"], sheet.people, ["person"])];
    case "decision":
      return decisionTargets(sheet, named);
    case "list":
      return [
        ...parts(sheet.parts).filter((it) => !isWritten(subject, sheet.parts[it.path.at(-1) as number] as string)),
        ...named(["done"], sheet.done, ["pick"]),
      ];
    case "contract":
      return [...named(["goal"], sheet.goal, ANSWERS), ...parts(sheet.parts), ...unsigned(places)];
    case "diploma":
      return subject.flow.params?.[sheet.text] ? [] : named(["text"], sheet.text, ANSWERS);
  }
}

/** A setting that staff writes in words of their own. */
const isWritten = ({ flow }: Subject, name: string): boolean => flow.params?.[name]?.text === true;

/** Every face on the sheet has its words from a choice. */
function missingFeelings(chosen: Place | undefined): Finding[] {
  if (chosen?.step.type !== "pick") return [];
  const { choices } = chosen.step;
  const ids = Array.isArray(choices) ? choices.map((it) => it.id) : [];
  const missing = FEELINGS.filter((it) => !ids.includes(it));
  return missing.length === 0
    ? []
    : [wrong(["sheet", "chosen"], "a pick of all feelings", `${chosen.step.id} without ${listed(missing)}`)];
}

/** A person is moved by who it is and to which ring. */
function editTargets({ edits }: Of<"circle">, named: Named): Finding[] {
  if (edits === undefined) return [];
  const block = named(["edits"], edits, ["repeat"]);
  if (block.length > 0) return block;
  return ["who", "to"].flatMap((step) => named(["edits"], `${edits}/${step}`, ["choose"]));
}

function decisionTargets({ halves, now, later, column }: Of<"decision">, named: Named): Finding[] {
  const cells = (key: "now" | "later", steps: Of<"decision">["now"]) =>
    halves.flatMap((half, i) => named([key], `${half}/${inHalf(steps, i)}`, ANSWERS));
  const loops = halves.flatMap((half, i) => named(["halves", i], half, ["each"]));
  if (loops.length > 0) return loops;
  return [...cells("now", now), ...cells("later", later), ...named(["column"], column, ["date"])];
}

function unsigned(places: ReadonlyMap<string, Place>): Finding[] {
  return [...places.values()].some((it) => it.step.type === "sign")
    ? []
    : [wrong(["sheet"], "a contract that a step of type sign signs", "no such step")];
}

/** A block or a param has no short words of its own; and what one language has words for, the others have too. */
function partWords(subject: Subject, places: ReadonlyMap<string, Place>, sheet: SheetDefinition): Finding[] {
  const { words, flow } = subject;
  const optional = sheetWordsOf(sheet).filter((it) => it.optional);
  return optional.flatMap(({ key }) => {
    const path = ["sheet", "parts", key.slice("parts.".length)];
    const missing = words.languages.filter((language) => at(words.flows[language]?.[flow.id], path) === undefined);
    const name = path[2] as string;
    const needed = BLOCKS.includes(places.get(name)?.step.type ?? "say") || isWritten(subject, name);
    if (missing.length === words.languages.length && !needed) return [];
    return missing.map((language) => ({ ...wrong(path, "words", "none"), language }));
  });
}

/** The areas of a decision stand on the sheet, so each has its words. */
function areaWords({ words, flow }: Subject, places: ReadonlyMap<string, Place>): Finding[] {
  const halves = flow.sheet?.kind === "decision" ? flow.sheet.halves : [];
  return halves.flatMap((half) => {
    const step = places.get(half)?.step;
    const areas = step?.type === "each" && typeof step.over !== "string" ? step.over : [];
    return areas.flatMap((area) => {
      const path = ["steps", half, "items", area];
      const missing = words.languages.filter((language) => at(words.flows[language]?.[flow.id], path) === undefined);
      return missing.map((language) => ({ ...wrong(path, "words", "none"), language }));
    });
  });
}
