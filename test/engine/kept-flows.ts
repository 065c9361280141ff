import { parse } from "yaml";
import { bundle, createLibrary } from "../../src/flow/library.ts";
import { type Flow, flowSchema } from "../../src/flow/schema.ts";
import { createTranslator } from "../../src/render/words.ts";
import { openTestProduct, type TestProduct } from "../support/product.ts";

const GUIDE = "guide: { kind: exercise, minutes: [1, 1], start: [behandler], alone: true }";

/** Small exercises that keep, use and lead on to each other. */
const FLOWS: Readonly<Record<string, string>> = {
  plan: `
keep: true
renew: true
next: [{ if: { answer: ways, includes: walk }, flow: later }, { flow: card }]
steps:
  - { type: pick, id: ways, picture: walk, choices: [walk, music, read], own: true }
  - { type: tell, id: why, picture: why }
  - { type: person, id: people, repeat: 3, fields: [name, phone] }`,
  help: `
report: false
release: told
uses: [plan]
follow: { flow: later, hours: 3 }
steps:
  - type: when
    if: { answer: plan/ways, given: true }
    then:
      - type: each
        id: tries
        over: plan/ways
        steps:
          - { type: choose, id: helped, picture: item, choices: ["yes", "no"] }
    else:
      - { type: say, id: no-plan, picture: plan }
  - type: each
    id: callable
    over: plan/people
    steps:
      - type: when
        if: { item: phone, given: true }
        then:
          - { type: say, id: ring, picture: phone, link: { call: phone } }
  - { type: choose, id: told, picture: send, choices: ["yes", "no"] }`,
  later: `
menu: false
steps:
  - { type: choose, id: how, picture: why, choices: ["yes", "no"] }`,
  earned: `
keep: add
uses: [plan]
steps:
  - { type: pick, id: taken, picture: praise, choices: { from: plan/ways } }`,
  card: `
keep: true
countersign: behandler
sets: { word: called }
steps:
  - { type: choose, id: called, picture: why, choices: [{ id: beer, picture: offer-alcohol }, { id: hash, picture: offer-hash }], own: true }
  - { type: sign, id: signed, picture: sign, required: true }`,
};

const WORDS: Readonly<Record<string, string>> = {
  plan: `{ title: Plan, aim: En plan., steps: {
    ways: { text: Hvad hjælper?, plain: Hvad er godt?, short: Hjælper, choices: { walk: Gå en tur, music: Musik, read: Læse } },
    why: { text: Hvorfor?, plain: Hvad er grunden?, short: Hvorfor } } }`,
  help: `{ title: Hjælp, aim: Hjælp., steps: {
    helped: { text: "Prøv: {{item}}. Hjalp det?", plain: Hjalp det?, short: Hjalp, choices: { "yes": Ja, "no": Nej } },
    no-plan: { text: Her er ingen plan., plain: Ingen plan. },
    ring: { text: "Ring til {{item}}.", plain: Ring nu. },
    told: { text: Må vi sige det?, plain: Vil du sige det?, short: Sagt, choices: { "yes": Ja, "no": Nej } } } }`,
  later: `{ title: Bagefter, aim: Bagefter., steps: { how: { text: Gik det?, plain: Gik det godt?, short: Gik, choices: { "yes": Ja, "no": Nej } } } }`,
  earned: `{ title: Fået, aim: Fået., steps: { taken: { text: Hvad tog du?, plain: Hvad fik du?, short: Taget } } }`,
  card: `{ title: Aftale, aim: Aftale., steps: {
    called: { text: Hvad kalder du det?, plain: Hvilket ord?, short: Ord, choices: { beer: dine øl, hash: din hash } },
    signed: { text: Skriv under., plain: Dit navn., short: Navn } } }`,
};

/** The product with these exercises instead of its own, beside the two ways to help; "help" is the way for cravings. */
export async function openKeeping(): Promise<TestProduct> {
  const product = await openTestProduct();
  const own = Object.entries(FLOWS).map(([id, text]): [string, Flow] => {
    return [id, flowSchema.parse({ id, picture: "plan", ...parse(`${GUIDE}${text}`) })];
  });
  const { flows, words } = product.sources;
  const all = { menneske: flows.menneske as Flow, ...Object.fromEntries(own) };
  const said = Object.fromEntries(Object.entries(WORDS).map(([id, text]) => [id, parse(text)]));
  const spoken = { da: { ...words.flows.da, ...said }, en: { ...words.flows.en, ...said } };
  const library = createLibrary(Object.keys(all).map((id) => bundle(id, all, spoken)));
  return { ...product, library, translator: createTranslator(library, words.shared) };
}
