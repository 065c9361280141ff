import type { Sheet, SheetItem, SheetPart, SheetPerson, SheetRow } from "../../src/model/picture.ts";
import { MARKS } from "../../src/model/picture.ts";

/** The sheets that hold a citizen's own words, from hardly any to more than anybody writes. */
export const AMOUNTS = ["minimal", "typical", "longest"] as const;
type Amount = (typeof AMOUNTS)[number];
export const LANGUAGES = ["da", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const WORDS = {
  da: {
    title: "Hvad har været vigtigt for mig siden sidst, og hvad vil jeg tale med min behandler om?",
    date: "Onsdag den 24. september 2025",
    label: "Beskæftigelse og fritidsaktiviteter i lokalområdet",
    short: ["Gå en tur", "Ringe til Pia", "Drikke kaffe"],
    long: "Jeg kan ikke betale huslejen, og så mister jeg måske min lejlighed, som jeg har været så glad for i mange år",
    word: "arbejdsmarkedsuddannelseskonsulenterne",
    now: "Nu",
    later: "I fremtiden, når min datter er blevet konfirmeret",
    rings: ["Helt tæt på mig", "Dem jeg ser en gang imellem", "Længere væk"],
    legend: { helps: "Hjælper mig", both: "Både og, det skifter meget", "helps-not": "Hjælper mig ikke" },
    names: ["Mor", "Lars", "Åse", "Onkel Børge", "Anne-Margrethe Kristoffersen-Bjerregaard"],
    relation: "min kontaktperson fra bostedet på Søndergade",
    signers: ["Borger", "Behandler"],
    missing: "Har ikke skrevet under endnu",
  },
  en: {
    title: "What has been important to me since last time, and what do I want to talk about with my therapist?",
    date: "Wednesday 24 September 2025",
    label: "Occupation and leisure activities in the neighbourhood",
    short: ["Go for a walk", "Call Pia", "Drink coffee"],
    long: "I cannot pay the rent, and then I may lose my flat, which I have been so happy about for a great many years now",
    word: "counterrevolutionaries-misunderstandings",
    now: "Now",
    later: "In the future, when my daughter has been confirmed",
    rings: ["Very close to me", "Those I see now and then", "Further away"],
    legend: { helps: "Helps me", both: "Sometimes, it varies a lot", "helps-not": "Does not help me" },
    names: ["Mum", "Lars", "Ian", "Uncle George", "Anne-Margaret Featherstonehaugh-Cholmondeley"],
    relation: "my contact person from the home in South Street",
    signers: ["Citizen", "Therapist"],
    missing: "Has not signed yet",
  },
} as const;

const PICTURES = ["walk", "phone", "coffee"] as const;
export const LINK = "https://www.example.org/watch?v=dQw4w9WgXcQ&list=PL1234567890abcdefghijklmnopqrstuvwxyz";

function itemsOf(language: Language, amount: Amount): SheetItem[] {
  const words = WORDS[language];
  const short = words.short.map((text, index) => ({ text, picture: PICTURES[index]! }));
  if (amount === "minimal") return [];
  if (amount === "typical") return [...short, { text: words.short[0] }];
  return [
    ...short,
    { text: words.long, picture: "letter" },
    { text: words.word },
    { text: LINK },
    { text: words.long },
  ];
}

function partsOf(language: Language, amount: Amount, count: number): SheetPart[] {
  const words = WORDS[language];
  return Array.from({ length: count }, (_, index) => ({
    label: amount === "longest" ? words.label : words.short[index % 3]!,
    ...(amount === "minimal" ? {} : { picture: "plan" }),
    items: itemsOf(language, amount),
  }));
}

/** Rows of a table, every other cell of the later columns empty. */
function rowsOf(language: Language, amount: Amount, columns: number): SheetRow[] {
  return partsOf(language, amount, 5).map(({ items, ...part }, row) => ({
    ...part,
    cells: Array.from({ length: columns }, (_, index) =>
      index === 0 ? items : (row + index) % 2 === 1 ? [] : items.slice(0, 2),
    ),
  }));
}

const marked = (row: SheetRow): SheetRow => ({
  ...row,
  cells: row.cells.map((items, column) =>
    column === 0 ? items : items.map((item, index) => ({ ...item, mark: MARKS[index % MARKS.length]! })),
  ),
});

/** Rows with one cell for all columns. */
const sameRows = (language: Language, amount: Amount): SheetRow[] =>
  rowsOf(language, amount, 1).map((row) => ({ ...row, heading: WORDS[language].signers[0] }));

export function peopleOf(language: Language, count: number, ring?: 1 | 2 | 3): SheetPerson[] {
  const { names, relation } = WORDS[language];
  const helps = ["helps", "both", "helps-not", undefined] as const;
  return Array.from({ length: count }, (_, index) => ({
    name: names[index % names.length]!,
    ring: ring ?? (((index % 3) + 1) as 1 | 2 | 3),
    ...(index % 2 === 0 ? {} : { relation }),
    ...(helps[index % 4] === undefined ? {} : { helps: helps[index % 4]! }),
  }));
}

/** One of each kind of sheet. */
export function sheetsOf(language: Language, amount: Amount): Sheet[] {
  const words = WORDS[language];
  const longest = amount === "longest";
  const head = {
    persona: "young-woman" as const,
    title: longest ? words.title : words.short[0],
    ...(amount === "minimal" ? {} : { date: words.date }),
  };
  const [inside, outside, out] = partsOf(language, amount, 3) as [SheetPart, SheetPart, SheetPart];
  const count = { minimal: 0, typical: 5, longest: 25 }[amount];
  return [
    { ...head, sheet: "bell", persona: "young-woman", inside, outside, out },
    {
      ...head,
      sheet: "circle",
      persona: "young-man",
      rings: words.rings,
      legend: words.legend,
      people: peopleOf(language, count, longest ? 1 : undefined),
    },
    {
      ...head,
      sheet: "plan",
      persona: "mature-woman",
      parts: partsOf(language, amount, 6),
      people: words.names.slice(0, count).map((name, index) => ({
        name,
        ...(index % 2 === 0 ? { phone: "+45 12 34 56 78", relation: words.relation, support: words.long } : {}),
      })),
    },
    {
      ...head,
      sheet: "decision",
      columns: [words.now, longest ? words.later : words.short[1]],
      halves: [words.long, words.short[2]].map((title) => ({
        title,
        rows: rowsOf(language, amount, 2),
      })),
    },
    {
      ...head,
      sheet: "compare",
      columns: [words.date, words.later, words.now, words.later].slice(0, longest ? 4 : 2),
      halves: [
        { rows: [...rowsOf(language, amount, longest ? 4 : 2).map(marked), ...sameRows(language, amount)] },
        ...(longest ? [{ title: words.long, rows: rowsOf(language, amount, 4).map(marked) }] : []),
      ],
    },
    {
      ...head,
      sheet: "list",
      parts: partsOf(language, amount, 3).map((part, index) => ({
        ...part,
        items: index === 0 ? part.items.map((it, at) => ({ ...it, done: at % 2 === 0 })) : part.items,
      })),
    },
    {
      ...head,
      sheet: "contract",
      parts: partsOf(language, amount, 4),
      signatures: words.signers.map((label, index) =>
        index === 0 && amount !== "minimal"
          ? { label, name: longest ? words.names[4] : words.names[1], date: words.date }
          : { label, missing: words.missing },
      ),
    },
    {
      ...head,
      sheet: "diploma",
      persona: "mature-man",
      name: longest ? words.names[4] : words.names[1],
      text: longest ? `${words.long}. ${words.long}. ${words.word}.` : words.short[0],
      signature: { label: words.signers[1], name: longest ? words.names[4] : words.names[1] },
    },
  ];
}

/** All words that a reader must find, once for each time they stand in the sheet. */
export function wordsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (NAMES.has(name) ? [] : wordsOf(inner)));
}

/** Fields that hold names for the program. */
const NAMES = new Set(["sheet", "persona", "picture", "helps", "feeling", "mark"]);
