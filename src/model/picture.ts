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

/**
 * The picture form of an outcome or of a question. All words are given by the caller, in the citizen's language;
 * the composition adds none of its own.
 */
export type Sheet =
  | {
      readonly sheet: "feelings";
      readonly persona: Persona;
      readonly title: string;
      readonly date?: string;
      readonly feelings: readonly SheetFeeling[];
    }
  | {
      readonly sheet: "stairs";
      readonly persona: Persona;
      readonly title: string;
      readonly date?: string;
      readonly stairs: readonly SheetStair[];
      /** the stair the persona stands on; absent: beside the stairs */
      readonly at?: number;
    };

/** What a message shows: a named picture or a composed sheet. */
export type Picture = PictureRef | Sheet;
