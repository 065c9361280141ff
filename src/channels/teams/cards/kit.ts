import type { Card } from "../parts.ts";
import type { GroupVerbs, Verbs } from "./verbs.ts";

type AllVerbs = Verbs & GroupVerbs;

/** A part of an Adaptive Card 1.5, as JSON. */
export interface Element {
  readonly type: string;
  readonly [property: string]: unknown;
}

/** A button, or what a tap on something does. */
export interface Action {
  readonly type: `Action.${"Execute" | "OpenUrl" | "ToggleVisibility"}`;
  readonly [property: string]: unknown;
}

/** How words are set. */
export interface TextLook {
  readonly size?: "small" | "medium" | "large";
  readonly bold?: boolean;
  readonly quiet?: boolean;
  readonly color?: "good" | "warning" | "attention" | "accent";
  readonly id?: string;
  readonly hidden?: boolean;
  readonly separate?: boolean;
  readonly close?: boolean;
}

/** Words as they are: this kind of text is never read as Markdown. */
export function text(said: string, look: TextLook = {}): Element {
  const { size, bold, quiet, color } = look;
  const run = {
    type: "TextRun",
    text: said,
    ...(size ? { size } : {}),
    ...(bold ? { weight: "bolder" } : {}),
    ...(quiet ? { isSubtle: true } : {}),
    ...(color ? { color } : {}),
  };
  return { type: "RichTextBlock", inlines: [run], ...placed(look) };
}

/** No longer than so many letters. */
export function clip(said: string, most: number): string {
  return said.length > most ? `${said.slice(0, most - 1).trimEnd()}…` : said;
}

function placed({ id, hidden, separate, close }: TextLook) {
  return {
    ...(id ? { id } : {}),
    ...(hidden ? { isVisible: false } : {}),
    ...(separate ? { separator: true, spacing: "medium" } : close ? { spacing: "none" } : {}),
  };
}

/** What is read as Markdown wherever it stands, without the signs of it: somebody's words make no link and name nobody. */
const unmarked = (said: string): string => said.replaceAll(/[[\]*_`\\#~<>]/g, " ");

/** A heading a screen reader finds. */
export function heading(said: string, level: 1 | 2 = 2, look: TextLook = {}): Element {
  const set = { wrap: true, style: "heading", weight: "bolder", size: level === 1 ? "large" : "medium" };
  return { type: "TextBlock", text: unmarked(said), ...set, ...placed(look) };
}

/** A picture so many CSS pixels wide. */
export function image(url: string, alt: string, width: number): Element {
  return { type: "Image", url, altText: alt, width: `${width}px` };
}

/** A picture over the whole width of the card. */
export function wideImage(url: string, alt: string, selectAction?: Action): Element {
  return { type: "Image", url, altText: alt, size: "stretch", ...(selectAction ? { selectAction } : {}) };
}

export function box(items: readonly Element[], more: { readonly [property: string]: unknown } = {}): Element {
  return { type: "Container", items, ...more };
}

/** Something with a picture, as one large button. */
export function row(picture: Element | undefined, lines: readonly Element[], selectAction?: Action): Element {
  const words = { type: "Column", width: "stretch", verticalContentAlignment: "center", items: lines };
  const columns = picture ? [{ type: "Column", width: "auto", items: [picture] }, words] : [words];
  return { type: "ColumnSet", spacing: "small", columns, ...(selectAction ? { selectAction } : {}) };
}

/** Equal columns beside each other. */
export function beside(columns: readonly (readonly Element[])[]): Element {
  return { type: "ColumnSet", columns: columns.map((items) => ({ type: "Column", width: "stretch", items })) };
}

/** A button that comes back to us. What is typed in the card comes along, unless `inputs` is "none". */
export function execute<V extends keyof AllVerbs>(
  title: string,
  verb: V,
  data: AllVerbs[V],
  look: { readonly style?: "positive" | "destructive"; readonly inputs?: "none"; readonly tooltip?: string } = {},
): Action {
  const { style, inputs, tooltip } = look;
  return {
    type: "Action.Execute",
    title,
    verb,
    data,
    ...(style ? { style } : {}),
    ...(inputs ? { associatedInputs: inputs } : {}),
    ...(tooltip ? { tooltip } : {}),
  };
}

export function openUrl(title: string, url: string): Action {
  return { type: "Action.OpenUrl", title, url };
}

/** A button that shows what is folded, and folds it again. */
export function toggle(title: string, ids: readonly string[]): Action {
  return { type: "Action.ToggleVisibility", title, targetElements: ids };
}

export function buttons(actions: readonly Action[]): Element {
  return { type: "ActionSet", actions };
}

export interface Choice {
  readonly title: string;
  readonly value: string;
}

interface Field {
  readonly id: string;
  readonly label: string;
  readonly value?: string | undefined;
  /** what is said when it is left empty or wrong; it must be filled in then */
  readonly error?: string;
}

function field({ id, label, value, error }: Field) {
  const must = error === undefined ? {} : { isRequired: true, errorMessage: error };
  return { id, label, ...(value === undefined || value === "" ? {} : { value }), ...must };
}

/** One of several, or with `many` any of them; `list` folds them into one line. */
export function choose(
  given: Field & { readonly choices: readonly Choice[]; readonly many?: boolean; readonly list?: boolean },
): Element {
  const many = given.many ? { isMultiSelect: true } : {};
  const style = given.list ? "compact" : "expanded";
  const choices = given.choices.map(({ title, value }) => ({ title: unmarked(title), value }));
  return { type: "Input.ChoiceSet", ...field(given), choices, style, wrap: true, ...many };
}

export function typeIn(
  given: Field & { readonly most: number; readonly lines?: boolean; readonly hint?: string },
): Element {
  const more = { ...(given.lines ? { isMultiline: true } : {}), ...(given.hint ? { placeholder: given.hint } : {}) };
  return { type: "Input.Text", ...field(given), maxLength: given.most, ...more };
}

export function dateField(given: Field & { readonly from?: string }): Element {
  return { type: "Input.Date", ...field(given), ...(given.from ? { min: given.from } : {}) };
}

export function timeField(given: Field): Element {
  return { type: "Input.Time", ...field(given) };
}

/** A yes beside some words; comes back as "yes" or "no". */
export function tick(given: { readonly id: string; readonly title: string; readonly on?: boolean }): Element {
  const { id, title, on = false } = given;
  return {
    type: "Input.Toggle",
    id,
    title: unmarked(title),
    valueOn: "yes",
    valueOff: "no",
    value: on ? "yes" : "no",
    wrap: true,
  };
}

/**
 * A card. `refresh` is what a client asks for by itself when it shows the card again: what is old becomes new there. Whom
 * it is shown to is left open, as Teams asks for everybody of a small chat then.
 */
export function card<V extends keyof AllVerbs>(
  language: string,
  body: readonly (Element | undefined)[],
  more: {
    readonly actions?: readonly Action[];
    readonly refresh?: { readonly verb: V; readonly data: AllVerbs[V] };
  } = {},
): Card {
  const { actions = [], refresh } = more;
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    lang: language,
    body: body.filter((it) => it !== undefined),
    ...(actions.length > 0 ? { actions } : {}),
    ...(refresh ? { refresh: { action: { type: "Action.Execute", ...refresh } } } : {}),
  };
}
