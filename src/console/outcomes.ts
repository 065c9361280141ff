import { sheetPicture } from "../engine/sheet.ts";
import type { MessagePicture } from "../model/message.ts";
import type { Sheet } from "../model/picture.ts";
import type { Words } from "../model/words.ts";
import { printPdf } from "../print/index.ts";
import { renderPicture } from "../render/render.ts";
import { titleSaid } from "../reports/about.ts";
import { type Attachment, attachmentsOf } from "../reports/attachments.ts";
import { noteOf, noteText, toReader } from "../reports/note.ts";
import { localDate } from "../schedule/local.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import type { StoredOutcome } from "../store/outcomes.ts";
import type { StaffActor, StaffParts } from "./parts.ts";

/** An outcome as staff reads it. */
export interface OutcomeView {
  readonly id: string;
  readonly at: Date;
  /** the exercise, and what it was about */
  readonly title: string;
  readonly flow: string;
  /** the exercise's own picture */
  readonly picture: string;
  readonly note: string;
  readonly sheet: MessagePicture | undefined;
  readonly attachments: readonly Attachment[];
  /** it is not valid: the other side has not signed */
  readonly unsigned: boolean;
  /** the reader is the one whose signature is missing */
  readonly signable: boolean;
  /** the same exercise about the same was finished at other times */
  readonly again: boolean;
}

/** Who reads about whom. */
export interface Reading {
  readonly actor: StaffActor;
  readonly citizen: OwnCitizen;
}

/** @param all every outcome of the citizen that may be read; versions must be loaded */
export function outcomeView(
  parts: StaffParts,
  outcome: StoredOutcome,
  words: Words,
  reading: Reading & { readonly all: readonly StoredOutcome[] },
): OutcomeView {
  const compiled = parts.library.get(outcome.flow);
  const note = noteOf(compiled, outcome, words);
  const { countersign } = compiled.flow;
  const unsigned = countersign !== undefined && outcome.signature === undefined;
  const alike = reading.all.filter((it) => it.flow.id === outcome.flow.id);
  return {
    id: outcome.id,
    at: outcome.completedAt,
    title: note.title,
    flow: outcome.flow.id,
    picture: compiled.flow.picture,
    note: noteText(note, words),
    sheet: sheetOf(parts, outcome, words, reading),
    attachments: attachmentsOf(compiled, outcome, words),
    unsigned,
    signable: unsigned && countersign === reading.actor.role,
    again: alike.filter((it) => titleOf(parts, it, words) === note.title).length > 1,
  };
}

/** The exercise, and what it was about. */
export function titleOf({ library }: StaffParts, outcome: StoredOutcome, words: Words): string {
  return titleSaid(library.get(outcome.flow), outcome.params, words);
}

/** The sheet of an outcome, with the day it was made; undefined when its exercise has none. */
export function sheetOf(
  { library }: StaffParts,
  outcome: StoredOutcome,
  words: Words,
  { actor, citizen }: Reading,
): MessagePicture | undefined {
  const { persona, completedAt, signature } = outcome;
  const countersigned = signature && { name: signature.by.name, date: localDate(new Date(signature.at)) };
  const given = { persona, date: localDate(completedAt), countersigned, citizen: citizen.name, sender: actor.name };
  const sheet = sheetPicture(library.get(outcome.flow), outcome, given);
  return sheet && renderPicture(sheet, toReader(words));
}

/** A note in somebody's own words. */
export interface OwnNote {
  readonly text: string;
  /** who wrote it, below the text */
  readonly by: string;
}

/** Sheet and note as pages to print. @param own instead of the note as it was generated */
export function printOutcome(
  parts: StaffParts,
  outcome: StoredOutcome,
  words: Words,
  reading: Reading,
  own?: OwnNote,
): Promise<Buffer> {
  const sheet = sheetOf(parts, outcome, words, reading);
  const { by, lines, ...head } = noteOf(parts.library.get(outcome.flow), outcome, words);
  const nothing = { label: words.say({ from: "staff", key: "note.nothing" }), answer: "" };
  const generated = { lines: lines.length > 0 ? lines : [nothing], ...(by === undefined ? {} : { footer: by }) };
  const note = { ...head, ...(own ? { lines: ownLines(own.text, head), footer: own.by } : generated) };
  const printed = sheet && { picture: sheet.picture as Sheet, alt: sheet.alt };
  return printPdf({ sheet: printed, note }, { language: words.language, at: parts.now(), pictures: parts.pictures });
}

/** The text without the title and the date, which stand above it. */
function ownLines(text: string, { title, date }: { readonly title: string; readonly date: string }) {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => ![title, date, ""].includes(line.trim()));
  return from < 0 ? [] : [{ answer: lines.slice(from).join("\n") }];
}
