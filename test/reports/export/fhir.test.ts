import { expect, test } from "vitest";
import type { Questionnaire } from "../../../src/reports/export/fhir/resources.ts";
import { exportFhir } from "../../../src/reports/export/fhir.ts";
import { choice, number, ticked } from "../../support/way.ts";
import { level, wordsIn } from "../runs.ts";
import { openR4 } from "./r4.ts";
import { MADE_AT, sessionOf } from "./sessions.ts";

const problems = openR4();
const ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

const session = sessionOf(
  "parathed",
  [
    level(3),
    ["why-not-top", choice("afraid")],
    ["why-not-bottom", { kind: "unknown" }],
    ["one-up", { kind: "media", media: { id: "p", type: "photo" }, caption: "min dør" }],
    ["help-me", { kind: "skipped" }],
    ["help-staff", { kind: "withheld" }],
  ],
  { by: "together" },
);
const { version } = session.outcome.flow;
const bundle = exportFhir([session], MADE_AT, wordsIn("da"));

test("a question is an item with its place as linkId, its choices by code and in words", () => {
  const questionnaire = bundle.entry![0]!.resource as Questionnaire;
  expect(questionnaire).toMatchObject({
    resourceType: "Questionnaire",
    url: "urn:skridt:questionnaire:parathed",
    version,
    name: "Parathed",
    title: "Parathed 1-5",
    status: "active",
  });
  const [scale, why, media] = questionnaire.item!.filter((it) => it.type !== "display");
  expect(scale).toEqual({
    linkId: "level",
    text: "Hvor klar",
    type: "integer",
    extension: [
      { url: "http://hl7.org/fhir/StructureDefinition/minValue", valueInteger: 1 },
      { url: "http://hl7.org/fhir/StructureDefinition/maxValue", valueInteger: 5 },
    ],
    item: [
      { linkId: "level:of5", type: "display", text: expect.stringMatching(/^1: slet ikke klar; .*3: lidt klar; /) },
      { linkId: "level:of3", type: "display", text: expect.stringMatching(/^1: slet ikke klar; .*3: /) },
    ],
  });
  expect(why).toMatchObject({ linkId: "why-not-top", text: "Det svære", type: "open-choice" });
  expect(why?.answerOption).toContainEqual({
    valueCoding: {
      system: "urn:skridt:choices:parathed:why-not-top",
      version,
      code: "afraid",
      display: "Jeg er bange",
    },
  });
  expect(media).toEqual({
    linkId: "why-not-top:media",
    text: "Lydbesked eller billede: Det svære",
    type: "attachment",
  });
});

test("R30 a response says what was answered, when and by whom, and whose it is by our id alone", () => {
  const given = { extension: [{ url: "urn:skridt:extension:answered-by", valueCode: "together" }] };
  const subject = { type: "Patient", identifier: { system: "urn:skridt:citizen", value: "citizen-1" } };
  const absent = (valueCode: string) => ({ extension: [{ url: ABSENT, valueCode }] });
  const setting = (name: string, value: string) => ({
    url: "urn:skridt:extension:setting",
    extension: [
      { url: "name", valueString: name },
      { url: "value", valueString: value },
    ],
  });
  expect(bundle.entry![1]).toEqual({
    fullUrl: "urn:skridt:session:session-parathed",
    resource: {
      resourceType: "QuestionnaireResponse",
      id: "session-parathed",
      language: "da",
      extension: expect.arrayContaining([setting("topic", "use"), setting("points", "5")]),
      identifier: { system: "urn:skridt:session", value: "session-parathed" },
      questionnaire: `urn:skridt:questionnaire:parathed|${version}`,
      status: "completed",
      subject,
      authored: "2026-11-20T09:12:00.000Z",
      author: { type: "Device", display: "Skridt" },
      source: { ...subject, display: "borgeren sammen med personale" },
      item: [
        {
          linkId: "level",
          text: "Hvor klar",
          ...given,
          answer: [
            { extension: [{ url: "urn:skridt:extension:in-words", valueString: "3, lidt klar" }], valueInteger: 3 },
          ],
        },
        {
          linkId: "why-not-top",
          text: "Det svære",
          ...given,
          answer: [
            {
              valueCoding: {
                system: "urn:skridt:choices:parathed:why-not-top",
                version,
                code: "afraid",
                display: "Jeg er bange",
              },
            },
          ],
        },
        { linkId: "why-not-bottom", text: "Min grund", ...given, answer: [{ valueCoding: absent("asked-unknown") }] },
        {
          linkId: "one-up:media",
          text: "Lydbesked eller billede: 1 tal højere",
          ...given,
          answer: [{ valueAttachment: { url: "urn:skridt:media:p", title: "min dør" } }],
        },
        {
          linkId: "help-me",
          text: "Hjælp fra behandler",
          ...given,
          answer: [{ valueCoding: absent("asked-declined") }],
        },
        { linkId: "help-staff", text: "Hjælp fra personale", ...given, answer: [{ valueCoding: absent("masked") }] },
      ],
    },
  });
  expect(problems(bundle)).toEqual([]);
});

test("several things are several answers, own words as they are, and a recording beside them", () => {
  const media = { id: "v", type: "voice" } as const;
  const plan = sessionOf("noedplan", [["cool-down", { kind: "choices", ids: ["water"], own: ["min hund"], media }]]);
  const { entry = [] } = exportFhir([plan], MADE_AT, wordsIn("en"));
  const [things, recording] = entry[1]!.resource.item!;
  expect(things).toMatchObject({
    linkId: "cool-down",
    answer: [{ valueCoding: { code: "water" } }, { valueString: "min hund" }],
  });
  expect(recording).toMatchObject({
    linkId: "cool-down:media",
    answer: [{ valueAttachment: { url: "urn:skridt:media:v", title: "voice message" } }],
  });
  expect(entry[0]!.resource.item).toContainEqual(expect.objectContaining({ linkId: "cool-down", repeats: true }));
});

test("rounds are groups that say what they are about; people follow each other", () => {
  const feelings = sessionOf("foelelser", [
    ["now", ticked("joy", "anger")],
    ["strengths[joy]/strength", number(4)],
    ["strengths[anger]/strength", number(1)],
  ]);
  const people = sessionOf("netvaerkscirkel", [
    ["people[0]/name", { kind: "words", words: "Ole" }],
    ["people[1]/name", { kind: "words", words: "Eva" }],
  ]);
  const { entry = [] } = exportFhir([feelings, people], MADE_AT, wordsIn("da"));
  const items = (at: number) => entry[at]!.resource.item!.slice(-2);
  const about = (valueString: string) => [{ url: "urn:skridt:extension:round", valueString }];
  expect(items(2)).toMatchObject([
    { linkId: "strengths", extension: about("Glad"), item: [{ linkId: "strengths/strength" }] },
    { linkId: "strengths", extension: about("Vrede"), item: [{ linkId: "strengths/strength" }] },
  ]);
  expect(items(3)).toMatchObject([
    { linkId: "people", item: [{ linkId: "people/name", answer: [{ valueString: "Ole" }] }] },
    { linkId: "people", item: [{ linkId: "people/name", answer: [{ valueString: "Eva" }] }] },
  ]);
});

test("sessions of one version share a questionnaire", () => {
  const again = { ...session, outcome: { ...session.outcome, id: "another" } };
  const { entry = [] } = exportFhir([session, again], MADE_AT, wordsIn("da"));
  expect(entry.map((it) => it.resource.resourceType)).toEqual([
    "Questionnaire",
    "QuestionnaireResponse",
    "QuestionnaireResponse",
  ]);
});

test("R30 when staff answered alone, the source is staff and not the citizen", () => {
  const by = sessionOf("sig-nej", [["offer", choice("hash")]], { by: "staff" });
  expect(exportFhir([by], MADE_AT, wordsIn("en")).entry![1]!.resource).toMatchObject({
    subject: { type: "Patient" },
    source: { type: "Practitioner" },
  });
});
