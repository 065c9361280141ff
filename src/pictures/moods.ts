import type { Options } from "@dicebear/avataaars";
import type { Feeling } from "../model/picture.ts";

/** What a drawn face can show: the eight feelings and a calm face. */
export type Mood = Feeling | "calm";

type One<K extends "eyes" | "eyebrows" | "mouth"> = NonNullable<Options[K]>[number];

export interface MoodRecipe {
  readonly eyes?: One<"eyes">;
  readonly eyebrows?: One<"eyebrows">;
  readonly mouth?: One<"mouth">;
  /** own drawing on the skin, below the features */
  readonly under?: string;
  /** own drawing with the features, below the hair */
  readonly over?: string;
  /** own drawing in front of everything */
  readonly front?: string;
  /** units by which the features are moved down: a bent head */
  readonly lowered?: number;
}

const CHEEKS =
  '<ellipse cx="92" cy="138" rx="17" ry="12" fill="#e0352b" fill-opacity=".45"/>' +
  '<ellipse cx="172" cy="138" rx="17" ry="12" fill="#e0352b" fill-opacity=".45"/>';

export const MOODS: Record<Mood, MoodRecipe> = {
  calm: { eyes: "default", eyebrows: "defaultNatural", mouth: "twinkle" },
  anger: { eyes: "squint", eyebrows: "angryNatural", mouth: "serious" },
  sadness: { eyes: "cry", eyebrows: "sadConcernedNatural", mouth: "sad" },
  fear: { eyes: "surprised", eyebrows: "sadConcernedNatural", mouth: "screamOpen" },
  joy: { eyes: "happy", eyebrows: "defaultNatural", mouth: "smile" },
  love: { eyes: "hearts", eyebrows: "defaultNatural", mouth: "twinkle" },
  surprise: { eyes: "surprised", eyebrows: "raisedExcitedNatural", mouth: "disbelief" },
  disgust: { eyes: "squint", eyebrows: "frownNatural", mouth: "vomit" },
  shame: { eyes: "closed", eyebrows: "sadConcernedNatural", mouth: "sad", under: CHEEKS, lowered: 10 },
};
