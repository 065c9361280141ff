import type { CrisisCall, CrisisCategory, CrisisNumber, CrisisNumbers, Region } from "../model/safety.ts";

/** Whom to call, the most helpful first: when there is danger now, and when there is none (R26). */
const CALLS: Readonly<Record<CrisisCategory, Record<"danger" | "safe", readonly CrisisCall[]>>> = {
  overdose: { danger: ["emergency", "giftlinjen"], safe: ["giftlinjen", "emergency", "unit"] },
  suicide: { danger: ["emergency", "livslinien", "unit"], safe: ["livslinien", "unit", "doctor"] },
  withdrawal: { danger: ["emergency", "doctor"], safe: ["doctor", "unit", "emergency"] },
  violence: { danger: ["emergency", "unit"], safe: ["unit", "emergency"] },
  harm: { danger: ["emergency", "unit"], safe: ["unit", "doctor", "emergency"] },
  pregnancy: { danger: ["emergency", "doctor"], safe: ["doctor", "unit"] },
};

/** A call button: whom it calls, and the number as it is dialled, in groups. */
export interface CallButton {
  readonly call: CrisisCall;
  readonly number: string;
}

/** The numbers of one unit; without its own number or its region, the buttons for these are left out. */
export interface UnitNumbers {
  readonly numbers: CrisisNumbers;
  readonly unit?: string;
  readonly region?: Region;
}

/** The call buttons for a category, the most helpful first. While nobody has said, there is danger. */
export function callsFor(category: CrisisCategory, danger: boolean, known: UnitNumbers): CallButton[] {
  const { numbers, unit, region } = known;
  const byCall: Readonly<Record<CrisisCall, string | undefined>> = {
    emergency: numbers.emergency.number,
    livslinien: numbers.livslinien.number,
    giftlinjen: numbers.giftlinjen.number,
    unit,
    doctor: region && numbers[region].number,
  };
  return CALLS[category][danger ? "danger" : "safe"].flatMap((call) => {
    const number = byCall[call];
    return number ? [{ call, number }] : [];
  });
}

/** The numbers whose day of review has passed, by name. `today` is YYYY-MM-DD. */
export function overdue<T extends string>(numbers: Readonly<Record<T, CrisisNumber>>, today: string): T[] {
  return (Object.keys(numbers) as T[]).filter((name) => numbers[name].review < today);
}
