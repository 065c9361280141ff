import { choiceText, flowText, gapsOf, stepText, titleOf } from "../../../engine/answer-text.ts";
import type { Ask, Node } from "../../../flow/expand.ts";
import type { CompiledFlow } from "../../../flow/library.ts";
import { everyChoice, offeredAt } from "../../../flow/steps/common.ts";
import type { Text } from "../../../model/text.ts";
import type { Words } from "../../../model/words.ts";
import { fhirText, mediaLink, resourceId, STANDARD, URN } from "./names.ts";
import { questionOf, takesMedia } from "./questions.ts";
import type { Coding, Questionnaire, QuestionnaireItem } from "./resources.ts";

/**
 * A version of an exercise as a Questionnaire: each question an item, with the place in the exercise as its linkId; each
 * loop a group that repeats. All branches are there, without the conditions they stand under.
 */
export function questionnaireOf(compiled: CompiledFlow, words: Words): Questionnaire {
  const { ref } = compiled;
  const title = words.say(titleOf(compiled));
  const item = itemsOf({ compiled, words }, compiled.nodes);
  return {
    resourceType: "Questionnaire",
    id: resourceId(ref),
    language: words.language,
    url: URN.questionnaire(ref.id),
    version: ref.version,
    name: nameFor(ref.id),
    title,
    status: "active",
    subjectType: ["Patient"],
    description: fhirText(words.say(flowText(compiled, "aim"))) ?? title,
    ...(item.length > 0 ? { item } : {}),
  };
}

interface From {
  readonly compiled: CompiledFlow;
  readonly words: Words;
}

const itemsOf = (from: From, nodes: readonly Node[]): QuestionnaireItem[] => nodes.flatMap((it) => nodeItems(from, it));

function nodeItems(from: From, node: Node): QuestionnaireItem[] {
  switch (node.kind) {
    case "ask":
      return askItems(from, node);
    case "when":
      return itemsOf(from, [...node.then, ...node.else]);
    case "block":
      return itemsOf(from, node.body);
    case "loop": {
      const item = itemsOf(from, node.body);
      const once = "list" in node.over && node.over.list.length === 1;
      return item.length === 0 ? [] : [{ linkId: node.name, type: "group", ...(once ? {} : { repeats: true }), item }];
    }
    case "end":
      return [];
  }
}

function askItems(from: From, ask: Ask): QuestionnaireItem[] {
  const { compiled, words } = from;
  if (ask.step.type === "say" || ask.step.type === "sheet") {
    const text = fhirText(words.say(withGaps(from, ask)));
    return text === undefined ? [] : [{ linkId: ask.name, type: "display", text }];
  }
  const question = questionOf(ask);
  if (!question) return [];
  const text = words.say(stepText(compiled, ask, "short"));
  const asked: QuestionnaireItem = {
    linkId: ask.name,
    text,
    type: question.type,
    ...(question.several ? { repeats: true } : {}),
    ...scaleOf(from, ask),
    ...(question.type === "choice" || question.type === "open-choice" ? { answerOption: optionsOf(from, ask) } : {}),
  };
  const media = words.say({ from: "staff", key: "export.media", values: { label: text } });
  return [
    asked,
    ...(takesMedia(ask) ? [{ linkId: mediaLink(ask.name), text: media, type: "attachment" } as const] : []),
  ];
}

function optionsOf({ compiled, words }: From, ask: Ask): { valueCoding: Coding }[] {
  return (everyChoice(offeredAt(ask.step)) ?? []).map(({ id }) => ({
    valueCoding: codingOf({ compiled, words }, ask, id),
  }));
}

/** A choice by its id and in words. */
export function codingOf({ compiled, words }: From, ask: Ask, id: string): Coding {
  const text = choiceText(compiled, ask, id, []);
  const display = fhirText(typeof text === "string" ? text : words.say(text));
  const { ref } = compiled;
  return {
    system: URN.choices(ref.id, ask.name),
    version: ref.version,
    code: id,
    ...(display === undefined ? {} : { display }),
  };
}

/** From 1 up; as many points as it may have, and what each number says at each size. */
function scaleOf({ compiled, words }: From, ask: Ask): Pick<QuestionnaireItem, "extension" | "item"> {
  const { step } = ask;
  if (step.type !== "scale") return {};
  const sizes = typeof step.to === "number" ? [step.to] : sizesIn(compiled, ask, step.to.param);
  const said = (of: number) =>
    Array.from({ length: of }, (_, i) => `${i + 1}: ${words.say(stepText(compiled, ask, `values.of${of}.${i + 1}`))}`);
  return {
    extension: [
      { url: STANDARD.least, valueInteger: 1 },
      { url: STANDARD.most, valueInteger: Math.max(...sizes) },
    ],
    item: sizes.map((of) => ({ linkId: `${ask.name}:of${of}`, type: "display", text: said(of).join("; ") })),
  };
}

function sizesIn({ bundle }: CompiledFlow, ask: Ask, param: string): number[] {
  const fixed = ask.params?.[param];
  return fixed === undefined
    ? (bundle.flows[ask.words.from]?.params?.[param]?.values ?? []).map(Number)
    : [Number(fixed)];
}

/** A message that says something else to everybody has dots there. */
function withGaps({ compiled, words }: From, ask: Ask): Text {
  const gaps = gapsOf(compiled, ask, "text", words.language).filter((name) => name !== "word");
  return stepText(compiled, ask, "text", Object.fromEntries(gaps.map((name) => [name, "…"])));
}

/** A name as programs want it: "Sig_nej_gruppe". */
function nameFor(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1).replaceAll("-", "_");
}
