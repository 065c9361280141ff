import type { Card } from "../parts.ts";
import { home } from "./citizens.ts";
import {
  type Action,
  card,
  clip,
  type Element,
  execute,
  heading,
  image,
  openUrl,
  row,
  text,
  wideImage,
} from "./kit.ts";
import { type CardLook, notice, type Told, told } from "./look.ts";

const ICON = 56;
/** Letters of a note on a card: what is longer is read in the console. Cards have 28 KB. */
const NOTE_MOST = 7000;
/** Lines of a note; each costs as much as a hundred letters. */
const NOTE_LINES = 90;
const SUMMARY_LINES = 6;
const SUMMARY_MOST = 160;

/** An outcome on a card. */
export interface OutcomeCardView {
  readonly id: string;
  readonly citizen: string;
  readonly name: string;
  readonly title: string;
  readonly picture: string;
  readonly at: Date;
  /** the note, line by line */
  readonly note: readonly string[];
  /** who corrected it, where somebody did */
  readonly edited?: string | undefined;
  readonly sheet: { readonly url: string; readonly alt: string } | undefined;
  /** not valid: the other side has not signed */
  readonly unsigned: boolean;
  readonly signable: boolean;
  readonly isNew: boolean;
  /** recordings and photos, said; they are heard in the console */
  readonly attachments: readonly string[];
  /** something can be written to the citizen */
  readonly tied: boolean;
}

/** One outcome in short, with its sheet. */
export function outcomeCard(look: CardLook, view: OutcomeCardView, said: Told = {}): Card {
  const { id: outcome } = view;
  const plain = { inputs: "none" } as const;
  const [, , , ...answers] = view.note;
  const lines = answers.filter((it) => it.trim() !== "").slice(0, SUMMARY_LINES);
  const actions: Action[] = [
    ...(view.signable ? [execute(look.staff("kept.sign"), "sign", { outcome }, { style: "positive", ...plain })] : []),
    execute(look.say("outcome.journal"), "journal", { outcome }, plain),
    ...(view.tied ? [execute(look.say("outcome.reply"), "reply", { outcome }, plain)] : []),
    execute(view.name, "citizen", { citizen: view.citizen }, plain),
    home(look),
  ];
  return card(
    look.language,
    [
      told(said),
      headOf(look, view),
      view.unsigned ? notice(look.staff("kept.unsigned"), "warning") : undefined,
      ...lines.map((it) => text(clip(it, SUMMARY_MOST))),
      ...view.attachments.map((it) => text(it, { quiet: true })),
      view.sheet ? wideImage(view.sheet.url, view.sheet.alt) : undefined,
    ],
    { actions, refresh: { verb: "outcome", data: { outcome } } },
  );
}

/** The whole note, ready to be marked and copied. */
export function journalCard(look: CardLook, view: OutcomeCardView): Card {
  const { shown, cut } = fitting(view.note);
  const address = look.console(`/outcomes/${view.id}`);
  return card(
    look.language,
    [
      headOf(look, view),
      text(look.say("outcome.copy-hint"), { size: "small", quiet: true }),
      {
        type: "Container",
        style: "emphasis",
        items: shown.map((it) => (it === "" ? text(" ", { size: "small", close: true }) : text(it, { close: true }))),
      },
      view.edited === undefined ? undefined : text(view.edited, { size: "small", quiet: true }),
      cut ? notice(look.say("outcome.cut"), "warning") : undefined,
    ],
    {
      actions: [
        execute(look.say("outcome.back"), "outcome", { outcome: view.id }),
        openUrl(look.say("outcome.edit"), address),
        home(look),
      ],
      refresh: { verb: "journal", data: { outcome: view.id } },
    },
  );
}

function headOf(look: CardLook, { title, name, at, picture }: OutcomeCardView): Element {
  const shown = image(look.picture({ name: picture }, ICON * 2), "", ICON);
  return row(shown, [heading(title, 1), text(`${name}, ${look.when(at)}`, { quiet: true, close: true })]);
}

/** As many lines as fit. */
function fitting(note: readonly string[]): { readonly shown: readonly string[]; readonly cut: boolean } {
  const shown: string[] = [];
  let left = NOTE_MOST;
  for (const line of note.slice(0, NOTE_LINES)) {
    if (line.length > left) {
      if (left > 100) shown.push(clip(line, left));
      break;
    }
    shown.push(line);
    left -= line.length;
  }
  return { shown, cut: shown.length < note.length || shown.at(-1) !== note[shown.length - 1] };
}
