/**
 * Words by key, not yet in a language: the engine speaks in these, `render/` turns them into sentences.
 * `from` is "common" or a flow with its version ("parathed@1f3a…"), so that a running conversation keeps its words.
 */
export interface Text {
  readonly from: string;
  readonly key: string;
  readonly values?: { readonly [name: string]: TextValue };
}

/** A day, "YYYY-MM-DD". `year`: said with its year, where it is read long after. */
export interface TextDate {
  readonly date: string;
  readonly year?: true;
}

/** A filled-in word: the citizen's own (string), a number, a date, more words by key, or a list said with "og". */
export type TextValue = string | number | Text | TextDate | readonly TextValue[];

/** Words shared by all flows. */
export function common(key: string, values?: Text["values"]): Text {
  return values ? { from: "common", key, values } : { from: "common", key };
}
