/**
 * Six digits of a day, a month and a year, then four more, as people write them: "010203-1234", "0102031234",
 * "01.02.03 1234". Other digits around it make it another number.
 */
const CANDIDATE = /(?<!\d)(\d\d)[ ./-]?(\d\d)[ ./-]?(?:19|20)?(\d\d) ?-? ?(\d{4})(?!\d)/g;
/** An id of ours is none, though one in 670 has such digits. */
const ID = /(?<![\da-f])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-f])/gi;
const DASHES = /[\p{Dash_Punctuation}\u2212]/gu;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** What is added to the day in numbers for people without a civil registration ("erstatningspersonnummer"). */
const REPLACEMENT = 60;

/**
 * Whether a text holds something like a Danish civil registration number: a valid date, then four digits. The check
 * digit is not looked at: numbers are given out without one since 2007 (CPR-kontoret, "Personnummeret i CPR").
 */
export function holdsCpr(text: string): boolean {
  const plain = text.normalize("NFKC").replaceAll(DASHES, "-").replaceAll(ID, "id").replaceAll(/\s+/g, " ");
  for (let from = 0; ; ) {
    CANDIDATE.lastIndex = from;
    const found = CANDIDATE.exec(plain);
    if (!found) return false;
    const [, day, month, year] = found;
    if (isDate(Number(day), Number(month), Number(year))) return true;
    from = found.index + 1;
  }
}

/** Of the centuries that two digits can mean, one with a leap year is enough. */
function isDate(day: number, month: number, year: number): boolean {
  const real = day > REPLACEMENT ? day - REPLACEMENT : day;
  const days = month === 2 && year % 4 !== 0 ? 28 : (DAYS[month - 1] ?? 0);
  return 1 <= real && real <= days;
}
