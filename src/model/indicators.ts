/** From first contact to first talk. */
export const GUARANTEE_DAYS = 14;

/** Three months that a leder can ask for; there are no other periods, so that none can be taken from another. */
export interface Quarter {
  /** "2026-Q4" */
  readonly id: string;
  /** the first local day, and the first one after it: "2026-10-01", "2027-01-01" */
  readonly from: string;
  readonly after: string;
  /** the moments they begin */
  readonly begin: Date;
  readonly end: Date;
}

/** A number a citizen gave, 1 to `of`, that they let somebody of the staff see. */
export interface GivenNumber {
  readonly person: number;
  readonly flow: string;
  readonly step: string;
  /** what the exercise was about when not what it is about by default; never words of somebody's own */
  readonly about: Readonly<Record<string, string>>;
  readonly of: number;
  readonly value: number;
  readonly at: Date;
}

/**
 * What happened in one unit in one quarter, as it stood when the quarter ended. Nobody is named: `person` tells people
 * apart within one list of these facts, and means nothing elsewhere.
 */
export interface IndicatorFacts {
  /** one for each who had their first talk in the quarter, or still waited at its end: days from first contact to first talk */
  readonly waits: readonly { readonly days: number | null }[];
  readonly sent: readonly { readonly person: number; readonly flow: string }[];
  /** `last`: the place of the newest answer to a question; null: none was given */
  readonly runs: readonly {
    readonly person: number;
    readonly flow: string;
    readonly finished: boolean;
    readonly last: string | null;
  }[];
  readonly numbers: readonly GivenNumber[];
  /** the newest anonymous answers of each person: step → number, 1 to `of` */
  readonly opinions: readonly {
    readonly flow: string;
    readonly answers: readonly { readonly step: string; readonly of: number; readonly value: number }[];
  }[];
}
