/**
 * What was given at one step. Skipping and not knowing are answers (R14).
 * `choice` and `choices` hold the ids of the flow's choices; `own` holds the citizen's own words beside them.
 */
export type Value =
  | { readonly kind: "choice"; readonly id: string }
  | {
      readonly kind: "choices";
      readonly ids: readonly string[];
      readonly own?: readonly string[];
      readonly media?: Media;
    }
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "words"; readonly words: string }
  | { readonly kind: "media"; readonly media: Media; readonly caption?: string }
  /** `said` is how the citizen said it: a marker ("friday", "christmas") or "date" */
  | { readonly kind: "date"; readonly date: string; readonly said: string }
  | { readonly kind: "seen" }
  | { readonly kind: "skipped" }
  | { readonly kind: "unknown" }
  /** something was given that the reader may not see */
  | { readonly kind: "withheld" };

/** A stored voice message or photo; the bytes are in the store under `id`. */
export interface Media {
  readonly id: string;
  readonly type: "voice" | "photo";
  /** it was let go of when it was old: nothing is stored under `id` any more */
  readonly gone?: true;
}

/** Who gave an answer (R30). */
export const ANSWERED_BY = ["citizen", "together", "staff"] as const;
export type AnsweredBy = (typeof ANSWERED_BY)[number];

/** Tells whether two answers say the same. */
export function sameValue(a: Value, b: Value): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/** A value that says nothing about the question itself. */
export function isBlank(value: Value): boolean {
  return value.kind === "skipped" || value.kind === "unknown" || value.kind === "seen";
}

/**
 * The value as scripts read it (`outcomes --json`): a choice is its id, several choices an array, a scale its number,
 * words a string, a date "YYYY-MM-DD", a voice or photo `{type, id}` (with `gone: true` when it was let go of), skipped `null`, not known "unknown", not
 * for the reader "withheld".
 */
export function plain(value: Value): unknown {
  switch (value.kind) {
    case "choice":
      return value.id;
    case "choices":
      return [...value.ids, ...(value.own ?? []), ...(value.media ? [plainMedia(value.media)] : [])];
    case "number":
      return value.number;
    case "words":
      return value.words;
    case "media":
      return { ...plainMedia(value.media), ...(value.caption ? { caption: value.caption } : {}) };
    case "date":
      return value.date;
    case "seen":
      return true;
    case "skipped":
      return null;
    case "unknown":
    case "withheld":
      return value.kind;
  }
}

function plainMedia({ type, id, gone }: Media): Media {
  return { type, id, ...(gone ? { gone } : {}) };
}
