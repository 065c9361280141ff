import type { Options } from "@dicebear/avataaars";
import { FEELINGS } from "../model/picture.ts";

/** What a drawn face can show: a calm face, the firm one of somebody who is asked, and the eight feelings. */
export const MOOD_NAMES = ["calm", "firm", ...FEELINGS] as const;
export type Mood = (typeof MOOD_NAMES)[number];

type One<K extends "eyes" | "eyebrows" | "mouth"> = NonNullable<Options[K]>[number];

/** Parts of the library and own drawing. Own drawing is in the library's units: a head of 112 around (132, 120). */
interface MoodRecipe {
  readonly eyes?: One<"eyes">;
  readonly eyebrows?: One<"eyebrows">;
  readonly mouth?: One<"mouth">;
  /** on the skin, below the features */
  readonly under?: string;
  /** with the features, below the hair */
  readonly over?: string;
  /** in front of everything */
  readonly front?: string;
  /** how far the features are moved: a face that is bent down and turned away */
  readonly moved?: { readonly x: number; readonly y: number };
}

const cheeks = (colour: string, opacity: number, y: number): string =>
  `<g fill="${colour}" fill-opacity="${opacity}"><ellipse cx="93" cy="${y}" rx="16" ry="11"/>` +
  `<ellipse cx="171" cy="${y}" rx="16" ry="11"/></g>`;

const FROWN =
  '<path d="M116 162Q132 151 148 162" fill="none" stroke="#000" stroke-opacity=".7" stroke-width="6" stroke-linecap="round"/>';
const ROUND_MOUTH = '<ellipse cx="132" cy="159" rx="11" ry="14" fill="#000" fill-opacity=".7"/>';
const TEARS =
  '<path d="M101 119s-8 11-8 17a8 8 0 0 0 16 0c0-6-8-17-8-17ZM164 132s-7 9.5-7 15a7 7 0 0 0 14 0c0-5.5-7-15-7-15Z" ' +
  'fill="#6fc3f5" stroke="#2f7fb5" stroke-width="1.5"/>';
const HEART =
  '<path d="M132 250c-4-7-28-18-28-36 0-10 8-17 16-17 5 0 10 3 12 8 2-5 7-8 12-8 8 0 16 7 16 17 0 18-24 29-28 36Z" ' +
  'fill="#e0324b" stroke="#fff" stroke-width="4"/>';
const RECOILING_MOUTH =
  '<path d="M110 166c2-14 12-20 22-17 10-3 20 3 22 17-7-4-14-6-22-6s-15 2-22 6Z" fill="#000" fill-opacity=".7"/>' +
  '<path d="M123 159.5c0 12 3 19 10 19s10-7 10-19c-7-1-13-1-20 0Z" fill="#e8596f"/>' +
  '<path d="M133 162v8" stroke="#000" stroke-opacity=".25" stroke-width="2" stroke-linecap="round"/>';
const WRINKLED_NOSE =
  '<path d="M125 117l-5-5M139 117l5-5M122 123l-6-3M142 123l6-3" stroke="#000" stroke-opacity=".4" ' +
  'stroke-width="2.5" stroke-linecap="round"/>';
const LOWERED_EYES =
  '<g fill="none" stroke="#000" stroke-linecap="round"><path d="M91 110q12 9 24 3M149 113q12 6 24-3" ' +
  'stroke-opacity=".65" stroke-width="5"/><path d="M93 103q10-5 20-1M151 102q10-4 20 1" stroke-opacity=".22" ' +
  'stroke-width="2.5"/></g>';
const PRESSED_MOUTH =
  '<path d="M120 153q6-6 12-4t12 2" fill="none" stroke="#000" stroke-opacity=".65" stroke-width="5" stroke-linecap="round"/>';

export const MOODS: Record<Mood, MoodRecipe> = {
  calm: { eyes: "default", eyebrows: "defaultNatural", mouth: "twinkle" },
  firm: { eyes: "default", eyebrows: "defaultNatural", mouth: "serious" },
  anger: { eyes: "squint", eyebrows: "angryNatural", over: FROWN },
  sadness: { eyes: "default", eyebrows: "sadConcernedNatural", mouth: "sad", over: TEARS },
  fear: { eyes: "surprised", eyebrows: "sadConcernedNatural", mouth: "screamOpen" },
  joy: { eyes: "happy", eyebrows: "defaultNatural", mouth: "smile" },
  love: {
    eyes: "happy",
    eyebrows: "defaultNatural",
    mouth: "twinkle",
    under: cheeks("#e0526b", 0.35, 136),
    front: HEART,
  },
  surprise: { eyes: "surprised", eyebrows: "raisedExcitedNatural", over: ROUND_MOUTH },
  disgust: {
    eyes: "squint",
    eyebrows: "upDownNatural",
    over: WRINKLED_NOSE + RECOILING_MOUTH,
    under: cheeks("#5f9a3c", 0.22, 132),
  },
  shame: {
    eyebrows: "sadConcernedNatural",
    over: LOWERED_EYES + PRESSED_MOUTH,
    under: cheeks("#e0352b", 0.5, 142),
    moved: { x: -5, y: 9 },
  },
};
