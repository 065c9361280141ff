import type { Library } from "../flow/library.ts";
import type { WatchNow } from "../model/alert.ts";
import type { Profile } from "../model/conversation.ts";
import type { CrisisCall, CrisisCategory, CrisisFinding } from "../model/safety.ts";
import type { Words } from "../model/words.ts";

/** The crisis rules in the citizen's language and the numbers of their region (R25, R26). */
export interface SafetyAround {
  /** the most urgent first */
  lookFor(text: string): readonly CrisisFinding[];
  callsFor(
    category: CrisisCategory,
    danger: boolean,
  ): readonly { readonly call: CrisisCall; readonly number: string }[];
}

/** What a turn needs beside the conversation: read with it, never changed by it. */
export interface Surroundings {
  readonly library: Library;
  readonly words: Words;
  readonly profile: Profile;
  readonly safety: SafetyAround;
  /** who is told of what cannot wait; absent: nobody */
  readonly watch?: WatchNow;
  /** the emoji that shows what a picture shows, if there is one */
  readonly emoji: (picture: string) => string | undefined;
}

/** Exercises every product has: the way to help from every place (R16). */
export const CRAVING = "trang";
export const HUMAN = "menneske";
/** The exercise that asks what somebody may see (R22). */
export const CONSENT = "samtykke";
