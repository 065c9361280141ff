import type { Options } from "@dicebear/avataaars";
import type { Persona } from "../model/picture.ts";

/** How one drawn person looks, whatever the mood. Colours are hex digits without "#". */
export interface Look {
  readonly top: NonNullable<Options["top"]>[number];
  readonly clothing: NonNullable<Options["clothing"]>[number];
  readonly facialHair?: NonNullable<Options["facialHair"]>[number];
  readonly accessories?: NonNullable<Options["accessories"]>[number];
  readonly hair: string;
  readonly skin: string;
  readonly clothes: string;
  /** own drawing on the skin, below the features */
  readonly marks?: string;
}

const GROWN_FACE =
  '<g stroke="#000" stroke-opacity=".2" stroke-width="2" stroke-linecap="round">' +
  '<path d="M83 107l-5-3M83 113h-6M181 107l5-3M181 113h6"/>' +
  '<path d="M106 147q-5 5-6 12M158 147q5 5 6 12"/></g>';

/** The four people a citizen can choose to mirror: plainly adult, and told apart by hair and clothes in grey too. */
export const PERSONA_LOOKS: Record<Persona, Look> = {
  "young-woman": { top: "straight01", hair: "4a312c", skin: "edb98a", clothing: "shirtScoopNeck", clothes: "b5516a" },
  "young-man": { top: "shortFlat", hair: "2c1b18", skin: "e0a878", clothing: "hoodie", clothes: "3f6e8c" },
  "mature-woman": {
    top: "longButNotTooLong",
    hair: "b9b4ae",
    skin: "f0c5a0",
    clothing: "collarAndSweater",
    clothes: "6b5b95",
    marks: GROWN_FACE,
  },
  "mature-man": {
    top: "sides",
    hair: "8d8882",
    skin: "e6b088",
    clothing: "blazerAndShirt",
    clothes: "4a6b52",
    facialHair: "beardLight",
    marks: GROWN_FACE,
  },
};

/** Other people in scenes; none of them may be taken for a persona. */
export const OTHER_LOOKS = {
  friend: { top: "shortWaved", hair: "a55728", skin: "f0c5a0", clothing: "shirtCrewNeck", clothes: "c9822b" },
  "second-friend": {
    top: "straightAndStrand",
    hair: "d6b370",
    skin: "edb98a",
    clothing: "shirtVNeck",
    clothes: "4f8a8b",
  },
  "third-friend": { top: "dreads01", hair: "2c1b18", skin: "ae7242", clothing: "hoodie", clothes: "7a7f87" },
  relative: {
    top: "theCaesarAndSidePart",
    hair: "77706a",
    skin: "edb98a",
    clothing: "collarAndSweater",
    clothes: "8a4b3c",
    accessories: "prescription02",
    marks: GROWN_FACE,
  },
  stranger: {
    top: "shortRound",
    hair: "6b5a48",
    skin: "e2b48f",
    clothing: "blazerAndShirt",
    clothes: "3d4550",
    accessories: "round",
  },
} as const satisfies Record<string, Look>;
export type Other = keyof typeof OTHER_LOOKS;
