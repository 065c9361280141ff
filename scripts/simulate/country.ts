/** What was measured on one machine (docs/performance.md), and what the platforms allow. */
export interface Constants {
  /** processor time of a server for one turn, seconds */
  readonly serverSeconds: number;
  /** processor time of PostgreSQL for one turn, seconds */
  readonly databaseSeconds: number;
  /** what a turn leaves in the database with its indexes, bytes */
  readonly bytesPerTurn: number;
  /** messages a second that Telegram takes from one bot */
  readonly telegramPerSecond: number;
}

/** Who does what on a weekday. Guesses, to be replaced by what a municipality knows. */
export interface Assumptions {
  readonly municipalities: number;
  readonly citizens: number;
  /** of the citizens, who are in Telegram; the others are in the web chat */
  readonly inTelegram: number;
  /** citizens who get a check-in, by the hour it is planned for; shares of all citizens */
  readonly checkIns: Readonly<Record<number, number>>;
  /** of those who get one, who answer the same day */
  readonly answering: number;
  /** how long until half of these have begun, minutes */
  readonly halfBegunAfter: number;
  /** citizens who open the chat by themselves, by the hour; shares of all citizens */
  readonly byThemselves: Readonly<Record<number, number>>;
  /** turns of one visit, and how long it takes, minutes */
  readonly turnsPerVisit: number;
  readonly minutesPerVisit: number;
  /** Telegram is away, minutes of the day; undefined: never */
  readonly outage?: { readonly from: number; readonly to: number };
  /** of how many bots the citizens in Telegram are: one for all, or one for each municipality */
  readonly bots: number;
}

/** One day, minute by minute. */
export interface Day {
  readonly turns: number;
  /** the busiest minute: turns a second */
  readonly peak: number;
  readonly peakAt: number;
  /** cores that servers and database use in the busiest minute */
  readonly serverCores: number;
  readonly databaseCores: number;
  /** the longest that a message waited for Telegram, minutes; and how many waited at most */
  readonly longestWait: number;
  readonly mostWaiting: number;
  /** minutes until nothing waited any more after an outage; undefined without one */
  readonly caughtUpAfter: number | undefined;
}

const MINUTES = 24 * 60;

/** Chance that can be repeated: mulberry32, a public-domain generator by Tommy Ettinger. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** When visits begin: the minute of the day for each, in no order. */
function visitsOf(country: Assumptions, random: () => number): number[] {
  const begun: number[] = [];
  for (let citizen = 0; citizen < country.citizens; citizen++) {
    for (const [hour, share] of Object.entries(country.checkIns)) {
      if (random() >= share || random() >= country.answering) continue;
      // half of them after so long, three quarters after twice as long: an exponential wait
      const wait = (-Math.log(1 - random()) * country.halfBegunAfter) / Math.LN2;
      begun.push(Number(hour) * 60 + wait);
    }
    for (const [hour, share] of Object.entries(country.byThemselves)) {
      if (random() < share) begun.push((Number(hour) + random()) * 60);
    }
  }
  return begun;
}

/**
 * A day of a country. A turn in Telegram is one message to send; a check-in is one more. Telegram takes messages from
 * each bot at its pace, in order; what is sent waits in the outbox.
 */
export function simulate(constants: Constants, country: Assumptions, seed = 1): Day {
  const random = chance(seed);
  const turns = new Float64Array(MINUTES);
  for (const begin of visitsOf(country, random)) {
    for (let turn = 0; turn < country.turnsPerVisit; turn++) {
      const minute = Math.floor(begin + (turn * country.minutesPerVisit) / country.turnsPerVisit);
      if (minute < MINUTES) turns[minute] = (turns[minute] ?? 0) + 1;
    }
  }
  const sent = new Float64Array(MINUTES);
  for (const [hour, share] of Object.entries(country.checkIns)) sent[Number(hour) * 60] = share * country.citizens;
  const total = turns.reduce((sum, it) => sum + it, 0);
  const busiest = turns.indexOf(Math.max(...turns));
  const peak = (turns[busiest] ?? 0) / 60;

  // all bots are alike: one of them, with its part of the messages
  const perMinute = constants.telegramPerSecond * 60;
  let waiting = 0;
  let longest = 0;
  let most = 0;
  let caughtUp: number | undefined;
  for (let minute = 0; minute < MINUTES; minute++) {
    const away = country.outage && minute >= country.outage.from && minute < country.outage.to;
    waiting += (((turns[minute] ?? 0) + (sent[minute] ?? 0)) * country.inTelegram) / country.bots;
    most = Math.max(most, waiting);
    const left = away ? (country.outage?.to ?? 0) - minute : 0;
    longest = Math.max(longest, waiting === 0 ? 0 : left + waiting / perMinute);
    if (!away) waiting = Math.max(0, waiting - perMinute);
    if (country.outage && minute >= country.outage.to && waiting === 0) caughtUp ??= minute - country.outage.to;
  }
  return {
    turns: total,
    peak,
    peakAt: busiest,
    serverCores: peak * constants.serverSeconds,
    databaseCores: peak * constants.databaseSeconds,
    longestWait: longest,
    mostWaiting: most * country.bots,
    caughtUpAfter: caughtUp,
  };
}
