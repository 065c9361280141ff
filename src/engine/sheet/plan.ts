import type { SheetDefinition } from "../../flow/sheets.ts";
import type { SheetHelper } from "../../model/picture.ts";
import { common } from "../../model/text.ts";
import { partSentences, sentence, together } from "./alt.ts";
import { partsOf } from "./parts.ts";
import { nameOfPerson, peopleAt } from "./people.ts";
import type { Built, Said, SheetSource } from "./source.ts";

/** Undefined while nothing is on it. */
export function plan(definition: Extract<SheetDefinition, { kind: "plan" }>, source: SheetSource): Built | undefined {
  const parts = partsOf(source, definition.parts);
  const people = definition.people === undefined ? [] : helpersAt(source, definition.people);
  if (parts.every((part) => part.items.length === 0) && people.length === 0) return undefined;
  const callable = people.map(({ name, relation, phone, support }) =>
    sentence(
      name,
      [relation, phone, support].flatMap((text) => (text === undefined ? [] : [{ text }])),
    ),
  );
  return {
    body: { sheet: "plan", parts, people },
    alt: together(common("alt.plan"), [...partSentences(parts), ...callable]),
  };
}

function helpersAt(source: SheetSource, block: string): SheetHelper<Said>[] {
  return peopleAt(source, block).map((person) => {
    const [phone, support] = [person.said("phone"), person.said("support")];
    return {
      ...nameOfPerson(person, common("sheet.someone")),
      ...(phone === undefined ? {} : { phone }),
      ...(support === undefined ? {} : { support }),
    };
  });
}
