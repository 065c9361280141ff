/** The four drawn people a citizen can choose to mirror (toolbox, "Persona"). */
export const PERSONAS = ["young-woman", "young-man", "mature-woman", "mature-man"] as const;
export type Persona = (typeof PERSONAS)[number];

/** The eight feelings of the toolbox's feelings sheet, in the sheet's order. */
export const FEELINGS = ["anger", "sadness", "fear", "joy", "love", "surprise", "disgust", "shame"] as const;
export type Feeling = (typeof FEELINGS)[number];

/**
 * A picture by its meaning; how it looks is decided by `media/pictures.yaml`.
 * `name` is a name from there ("cinema", "feeling-joy"); a persona picture needs `persona`.
 */
export interface PictureRef {
  readonly name: string;
  readonly persona?: Persona;
}

/** One feeling on the sheet. `strength` 1-5 (1 = fills a little); absent: not measured. */
export interface SheetFeeling<W = string> {
  readonly feeling: Feeling;
  readonly label: W;
  readonly chosen: boolean;
  readonly strength?: number;
}

/** One stair: `label` is the words beside the number ("slet ikke klar"). */
export interface SheetStair<W = string> {
  readonly value: number;
  readonly label: W;
}

/** A name of the citizen's network in one of three rings; 1 is nearest. */
export interface SheetPerson<W = string> {
  readonly name: W;
  readonly ring: 1 | 2 | 3;
  /** "family", said in words */
  readonly relation?: W;
  readonly helps?: "helps" | "both" | "helps-not";
}

/** Someone who can be called. */
export interface SheetHelper<W = string> {
  readonly name: W;
  readonly relation?: W;
  readonly phone?: W;
  readonly support?: W;
}

/** What became of an answer since the time before. */
export const MARKS = ["new", "gone", "same", "changed"] as const;
export type Mark = (typeof MARKS)[number];

/** Words with a picture, where there is one. */
export interface SheetItem<W = string> {
  readonly text: W;
  readonly picture?: string;
  /** reached, taken, done */
  readonly done?: boolean;
  readonly mark?: Mark;
}

export interface SheetPart<W = string> {
  readonly label: W;
  readonly picture?: string;
  readonly items: readonly SheetItem<W>[];
}

/** A row of a table: one cell for each column, or one for all of them, which then has a heading of its own. */
export interface SheetRow<W = string> {
  readonly label: W;
  readonly picture?: string;
  readonly heading?: W;
  readonly cells: readonly (readonly SheetItem<W>[])[];
}

/** A signature; `missing` says so where there is no name. */
export interface SheetSignature<W = string> {
  readonly label: W;
  readonly name?: W;
  readonly date?: W;
  readonly missing?: W;
}

export interface SheetHead<W = string> {
  /** whose sheet it is: drawn on it, and in its pictures of a person */
  readonly persona: Persona;
  readonly title: W;
  readonly date?: W;
  /** without title, date and lists: for a page that has those as text */
  readonly drawingOnly?: boolean;
}

/** What each kind of sheet shows below its head. */
export type SheetBodyOf<W> =
  | { readonly sheet: "feelings"; readonly feelings: readonly SheetFeeling<W>[] }
  | {
      readonly sheet: "stairs";
      readonly stairs: readonly SheetStair<W>[];
      /** the stair the persona stands on; absent: beside the stairs */
      readonly at?: number;
    }
  /** Osteklokken: what it is like inside, what stays outside, what can help to come out */
  | {
      readonly sheet: "bell";
      readonly inside: SheetPart<W>;
      readonly outside: SheetPart<W>;
      readonly out: SheetPart<W>;
    }
  /** Netværkscirklen: `rings` are the names of the three rings, `legend` what the marks of help mean */
  | {
      readonly sheet: "circle";
      readonly rings: readonly [W, W, W];
      readonly people: readonly SheetPerson<W>[];
      readonly legend: Readonly<Record<"helps" | "both" | "helps-not", W>>;
    }
  /** Nødplan: circles of things to do, and people with a number to call */
  | {
      readonly sheet: "plan";
      readonly parts: readonly SheetPart<W>[];
      readonly people: readonly SheetHelper<W>[];
    }
  /** Beslutningsskema: two halves of rows, each with now and later */
  | {
      readonly sheet: "decision";
      readonly columns: readonly [W, W];
      readonly halves: readonly { readonly title: W; readonly rows: readonly SheetRow<W>[] }[];
    }
  /** Several times beside each other, a column for each; what became of an answer is a mark, and said in its words */
  | {
      readonly sheet: "compare";
      readonly columns: readonly W[];
      readonly halves: readonly { readonly title?: W; readonly rows: readonly SheetRow<W>[] }[];
    }
  /** Lists in parts: rewards, the preparation of a talk, its agenda, a week */
  | { readonly sheet: "list"; readonly parts: readonly SheetPart<W>[] }
  /** Aftalekontrakt: a signature without a name is still missing */
  | {
      readonly sheet: "contract";
      readonly parts: readonly SheetPart<W>[];
      readonly signatures: readonly SheetSignature<W>[];
    }
  | {
      readonly sheet: "diploma";
      readonly name: W;
      readonly text: W;
      /** who gives it */
      readonly signature?: { readonly label: W; readonly name: W };
    };

/**
 * The picture form of an outcome or of a question. All words are given by the caller; the composition adds none of its
 * own. `W` is what a word is: text in the citizen's language, or words by key before they are said.
 */
export type SheetOf<W> = SheetHead<W> & SheetBodyOf<W>;

/** A sheet in the words of a language, ready to be drawn. */
export type Sheet = SheetOf<string>;

/** What a message shows: a named picture or a composed sheet. */
export type Picture = PictureRef | Sheet;
