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
export interface SheetFeeling {
  readonly feeling: Feeling;
  readonly label: string;
  readonly chosen: boolean;
  readonly strength?: number;
}

/** One stair: `label` is the words beside the number ("slet ikke klar"). */
export interface SheetStair {
  readonly value: number;
  readonly label: string;
}

/** A name of the citizen's network in one of three rings; 1 is nearest. */
export interface SheetPerson {
  readonly name: string;
  readonly ring: 1 | 2 | 3;
  /** "family", said in words */
  readonly relation?: string;
  readonly helps?: "helps" | "both" | "helps-not";
}

/** Words with a picture, where there is one. */
export interface SheetItem {
  readonly text: string;
  readonly picture?: string;
  /** reached, taken, done */
  readonly done?: boolean;
}

export interface SheetPart {
  readonly label: string;
  readonly picture?: string;
  readonly items: readonly SheetItem[];
}

export interface SheetHead {
  readonly title: string;
  readonly date?: string;
  /** without title, date and lists: for a page that has those as text */
  readonly drawingOnly?: boolean;
}

/**
 * The picture form of an outcome or of a question. All words are given by the caller, in the citizen's language;
 * the composition adds none of its own.
 */
export type Sheet =
  | (SheetHead & {
      readonly sheet: "feelings";
      readonly persona: Persona;
      readonly feelings: readonly SheetFeeling[];
    })
  | (SheetHead & {
      readonly sheet: "stairs";
      readonly persona: Persona;
      readonly stairs: readonly SheetStair[];
      /** the stair the persona stands on; absent: beside the stairs */
      readonly at?: number;
    })
  /** Osteklokken: what it is like inside, what stays outside, what can help to come out */
  | (SheetHead & {
      readonly sheet: "bell";
      readonly persona: Persona;
      readonly inside: SheetPart;
      readonly outside: SheetPart;
      readonly out: SheetPart;
    })
  /** Netværkscirklen: `rings` are the names of the three rings, `legend` what the marks of help mean */
  | (SheetHead & {
      readonly sheet: "circle";
      readonly persona: Persona;
      readonly rings: readonly [string, string, string];
      readonly people: readonly SheetPerson[];
      readonly legend: Readonly<Record<"helps" | "both" | "helps-not", string>>;
    })
  /** Nødplan: six circles of things to do, and people with a number to call */
  | (SheetHead & {
      readonly sheet: "plan";
      readonly persona: Persona;
      readonly parts: readonly SheetPart[];
      readonly people: readonly {
        readonly name: string;
        readonly relation?: string;
        readonly phone?: string;
        readonly support?: string;
      }[];
    })
  /** Beslutningsskema: two halves of rows, each with now and later */
  | (SheetHead & {
      readonly sheet: "decision";
      readonly columns: readonly [string, string];
      readonly halves: readonly {
        readonly title: string;
        readonly rows: readonly {
          readonly label: string;
          readonly picture?: string;
          readonly cells: readonly [readonly string[], readonly string[]];
        }[];
      }[];
    })
  /** Lists in parts: rewards, the preparation of a talk, its agenda, a week */
  | (SheetHead & { readonly sheet: "list"; readonly parts: readonly SheetPart[] })
  /** Aftalekontrakt: a signature without a name is still missing */
  | (SheetHead & {
      readonly sheet: "contract";
      readonly parts: readonly SheetPart[];
      readonly signatures: readonly { readonly label: string; readonly name?: string; readonly date?: string }[];
    })
  | (SheetHead & {
      readonly sheet: "diploma";
      readonly persona: Persona;
      readonly name: string;
      readonly text: string;
      readonly signature: { readonly label: string; readonly name: string };
    });

/** What a message shows: a named picture or a composed sheet. */
export type Picture = PictureRef | Sheet;
