import { describe, expect, test } from "vitest";
import { refKey } from "../../../src/flow/library.ts";
import type {
  Bundle,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  ResponseAnswer,
  ResponseItem,
} from "../../../src/reports/export/fhir/resources.ts";
import { exportFhir } from "../../../src/reports/export/fhir.ts";
import { openTestProduct } from "../../support/product.ts";
import { openR4 } from "./r4.ts";
import { MADE_AT } from "./sessions.ts";
import { WAYS } from "./walked.ts";

const product = await openTestProduct();
const problems = openR4();

test("the check of R4 finds what is wrong", () => {
  const wrong = { resourceType: "Questionnaire", status: "finished", item: [{ text: "no linkId or type" }] };
  expect(problems(wrong)).not.toEqual([]);
});

describe.each(product.library.all().map((it) => [it.ref.id, it] as const))("%s", (_, compiled) => {
  const bundles = Object.entries(WAYS).flatMap(([way, walk]) =>
    ["da", "en"].map((language) => {
      const session = walk(product.library, compiled);
      return { way, language, bundle: exportFhir([session], MADE_AT, product.translator.words(language)) };
    }),
  );

  test.each(bundles)("$way, $language: R4, and every answer answers its question", ({ bundle }) => {
    expect(problems(bundle)).toEqual([]);
    const { questionnaire, response } = parts(bundle);
    expect(response.questionnaire).toBe(`${questionnaire.url}|${questionnaire.version}`);
    expect(`${questionnaire.url}|${questionnaire.version}`).toContain(refKey(compiled.ref).replace("@", "|"));
    expect(unfit(questionnaire.item, response.item)).toEqual([]);
    expect(JSON.stringify(bundle)).not.toMatch(/[[:,]""|\[\]|\{\}/);
  });

  test("its questionnaire is one that R4 takes", () => {
    for (const { bundle } of bundles) expect(faults(parts(bundle).questionnaire)).toEqual([]);
  });
});

function parts({ entry = [] }: Bundle): { questionnaire: Questionnaire; response: QuestionnaireResponse } {
  const [questionnaire, response] = entry.map((it) => it.resource);
  return { questionnaire: questionnaire as Questionnaire, response: response as QuestionnaireResponse };
}

/** The rules of R4 for a Questionnaire that its schema cannot say (que-0, que-1, que-2, que-3, que-6). */
function faults({ name, item = [] }: Questionnaire): string[] {
  const all = everyItem(item);
  const ids = all.map((it) => it.linkId);
  return [
    ...(/^[A-Z]\w*$/.test(name) ? [] : [`name ${name}`]),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `twice: ${id}`),
    ...all.flatMap((it) => {
      const options = it.type === "choice" || it.type === "open-choice";
      const wrong = [
        it.type === "group" && !it.item?.length,
        it.type === "display" && (it.item || it.repeats || it.answerOption),
        it.type !== "group" && !it.text,
        options !== (it.answerOption !== undefined && it.answerOption.length > 0),
      ];
      return wrong.some(Boolean) ? [it.linkId] : [];
    }),
  ];
}

const everyItem = (items: readonly QuestionnaireItem[]): QuestionnaireItem[] =>
  items.flatMap((it) => [it, ...everyItem(it.item ?? [])]);

/** Answers without their question there, out of order, with other words, or of another type. */
function unfit(asked: readonly QuestionnaireItem[] = [], given: readonly ResponseItem[] = []): string[] {
  const order = given.map((it) => asked.findIndex(({ linkId }) => linkId === it.linkId));
  return given.flatMap((it, i) => {
    const question = asked.find(({ linkId }) => linkId === it.linkId);
    if (!question) return [`no question: ${it.linkId}`];
    const again = given.filter(({ linkId }) => linkId === it.linkId).length > 1;
    const several = (it.answer?.length ?? 0) > 1;
    const wrong = [
      (order[i - 1] ?? -1) > (order[i] as number),
      question.text !== it.text,
      again && !(question.type === "group" && question.repeats),
      several && !question.repeats,
      (question.type === "group") === (it.answer !== undefined),
      !(it.answer ?? []).every((answer) => fits(question, answer)),
    ];
    const inside = unfit(question.item ?? [], it.item ?? []);
    return wrong.some(Boolean) ? [`${it.linkId}: ${wrong.map(Number).join("")}`, ...inside] : inside;
  });
}

const KEYS: Readonly<Record<string, readonly string[]>> = {
  choice: ["valueCoding"],
  "open-choice": ["valueCoding", "valueString"],
  integer: ["valueInteger", "_valueInteger"],
  string: ["valueString", "_valueString"],
  date: ["valueDate", "_valueDate"],
  attachment: ["valueAttachment"],
};

function fits({ type, answerOption }: QuestionnaireItem, answer: ResponseAnswer): boolean {
  const keys = Object.keys(answer).filter((key) => key !== "extension");
  const { system, code } = answer.valueCoding ?? {};
  const offered = (answerOption ?? []).some(({ valueCoding: it }) => it.system === system && it.code === code);
  return keys.length === 1 && KEYS[type]!.includes(keys[0] as string) && (code === undefined || offered);
}
