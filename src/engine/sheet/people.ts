import { isBlank, type Value } from "../../model/value.ts";
import { answerText } from "../answer-text.ts";
import { roundsAt, type Said, type SheetSource } from "./source.ts";

/** One person of a record of persons. */
export interface PersonRecord {
  /** what was said of them, by field; what was skipped is not in it */
  readonly fields: ReadonlyMap<string, Value>;
  /** a field in words */
  said(field: string): Said | undefined;
}

/** The people of a record, in the order they were named. */
export function peopleAt(source: SheetSource, block: string): PersonRecord[] {
  return [...roundsAt(source, block)].flatMap(([key, round]) => {
    const given = round.filter(([path, value]) => !isBlank(value) && !path.endsWith("/more"));
    if (given.length === 0) return [];
    const fields = new Map(given.map(([path, value]) => [path.slice(path.lastIndexOf("/") + 1), value]));
    const said = (field: string) => {
      const value = fields.get(field);
      return value && answerText(source.compiled, `${block}[${key}]/${field}`, value, source.context);
    };
    return [{ fields, said }];
  });
}

/** What a person is called, and what they are to the citizen where that is not already it. */
export function nameOfPerson({ said }: PersonRecord, nameless: Said): { name: Said; relation?: Said } {
  const [name, relation] = [said("name"), said("relation")];
  if (name === undefined) return { name: relation ?? nameless };
  return relation === undefined ? { name } : { name, relation };
}
