import { choiceText, itemText, stepText } from "../../../engine/answer-text.ts";
import type { Ask, Loop, Node } from "../../../flow/expand.ts";
import { atEnd, type FlowContext, pathOf, type Round, roundKeyIn } from "../../../flow/place.ts";
import { everyChoice, offeredAt } from "../../../flow/steps/common.ts";
import { common } from "../../../model/text.ts";
import type { Media, Value } from "../../../model/value.ts";
import type { Words } from "../../../model/words.ts";
import { answersOf, type Exported, type ExportedAnswer } from "../answers.ts";
import { canonical, fhirText, mediaLink, STANDARD, URN } from "./names.ts";
import { codingOf } from "./questionnaire.ts";
import { questionOf } from "./questions.ts";
import type { Extension, ItemType, QuestionnaireResponse, ResponseAnswer, ResponseItem } from "./resources.ts";

/** A finished session as a response to the Questionnaire of the version it was run on. */
export function responseOf(exported: Exported, words: Words): QuestionnaireResponse {
  const { compiled, outcome } = exported;
  const answers = answersOf(exported, words);
  const said = answers.map(({ path, value }) => [path, value] as const);
  const from: From = {
    exported,
    words,
    answers: new Map(answers.map((it) => [it.path, it])),
    context: atEnd({ ...outcome, answers: said }),
  };
  const item = itemsOf(from, compiled.nodes, []);
  const settings = Object.entries(outcome.params).flatMap(([name, value]) => settingOf(name, value));
  const subject = { type: "Patient", identifier: { system: URN.citizen, value: outcome.citizen } };
  return {
    resourceType: "QuestionnaireResponse",
    id: outcome.id,
    language: words.language,
    ...(settings.length > 0 ? { extension: settings } : {}),
    identifier: { system: URN.session, value: outcome.id },
    questionnaire: canonical(compiled.ref),
    status: "completed",
    subject,
    authored: outcome.completedAt.toISOString(),
    author: { type: "Device", display: "Skridt" },
    ...sourceOf(exported, subject, words),
    ...(item.length > 0 ? { item } : {}),
  };
}

interface From {
  readonly exported: Exported;
  readonly words: Words;
  /** by path */
  readonly answers: ReadonlyMap<string, ExportedAnswer>;
  readonly context: FlowContext;
}

/** Who answered (R30): the citizen where any of the answers is theirs, else staff, in words what it was. */
function sourceOf(
  { outcome: { answeredBy } }: Exported,
  citizen: QuestionnaireResponse["subject"],
  words: Words,
): Pick<QuestionnaireResponse, "source"> {
  if (answeredBy.length === 0) return {};
  const list = answeredBy.map((by) => common(`answered-by.${by}`));
  const display = words.say(common("listed", { list }));
  const alone = answeredBy.every((by) => by === "staff");
  return { source: alone ? { type: "Practitioner", display } : { ...citizen, display } };
}

function settingOf(name: string, value: string): Extension[] {
  const text = fhirText(value);
  if (text === undefined || name.startsWith("$")) return [];
  const extension = [
    { url: "name", valueString: name },
    { url: "value", valueString: text },
  ];
  return [{ url: URN.setting, extension }];
}

function itemsOf(from: From, nodes: readonly Node[], rounds: readonly Round[]): ResponseItem[] {
  return nodes.flatMap((node) => nodeItems(from, node, rounds));
}

function nodeItems(from: From, node: Node, rounds: readonly Round[]): ResponseItem[] {
  switch (node.kind) {
    case "ask": {
      const answer = from.answers.get(pathOf(node.name, rounds));
      return answer ? askItems(from, node, answer) : [];
    }
    case "when":
      return itemsOf(from, [...node.then, ...node.else], rounds);
    case "block":
      return itemsOf(from, node.body, rounds);
    case "loop":
      return roundItems(from, node, rounds);
    case "end":
      return [];
  }
}

/** One group for each round in which anything was asked. */
function roundItems(from: From, loop: Loop, rounds: readonly Round[]): ResponseItem[] {
  const block = pathOf(loop.name, rounds);
  const keys = new Set([...from.answers.keys()].flatMap((path) => roundKeyIn(path, block) ?? []));
  return [...keys].flatMap((key): ResponseItem[] => {
    const item = itemsOf(from, loop.body, [...rounds, { loop: loop.name, keys: [key], index: 0 }]);
    const about = roundSaid(from, loop, key, rounds);
    const round = about === undefined ? {} : { extension: [{ url: URN.round, valueString: about }] };
    return item.length > 0 ? [{ linkId: loop.name, ...round, item }] : [];
  });
}

/** What a round is about, where it is about something: those of a repeated block only follow each other. */
function roundSaid(from: From, loop: Loop, key: string, rounds: readonly Round[]): string | undefined {
  if ("max" in loop.over || ("list" in loop.over && loop.over.list.length === 1)) return undefined;
  const text = itemText(from.exported.compiled, loop.name, key, { ...from.context, rounds });
  return fhirText(typeof text === "string" ? text : from.words.say(text));
}

function askItems(from: From, ask: Ask, { value, words: inWords, card, given }: ExportedAnswer): ResponseItem[] {
  const { exported, words } = from;
  const question = questionOf(ask);
  if (!question) return [];
  const text = words.say(stepText(exported.compiled, ask, "short"));
  const drawn = card === undefined ? undefined : fhirText(card);
  const extension = [
    ...(drawn === undefined ? [] : [{ url: URN.card, valueString: drawn }]),
    ...(given ? [{ url: URN.answeredBy, valueCode: given.by }] : []),
  ];
  const about = extension.length > 0 ? { extension } : {};
  const answer = answersTo(from, ask, question.type, value, inWords);
  const media = value.kind === "media" || value.kind === "choices" ? value.media : undefined;
  return [
    ...(answer.length > 0 ? [{ linkId: ask.name, text, ...about, answer }] : []),
    ...(media ? [mediaItem(from, ask, media, text, about, value)] : []),
  ];
}

function mediaItem(
  { words }: From,
  ask: Ask,
  media: Media,
  label: string,
  about: Pick<ResponseItem, "extension">,
  value: Value,
): ResponseItem {
  const caption = value.kind === "media" && value.caption ? fhirText(value.caption) : undefined;
  const title = caption ?? words.say({ from: "staff", key: `note.${media.type}${media.gone ? "-gone" : ""}` });
  const text = words.say({ from: "staff", key: "export.media", values: { label } });
  return {
    linkId: mediaLink(ask.name),
    text,
    ...about,
    answer: [{ valueAttachment: { ...(media.gone ? {} : { url: URN.media(media.id) }), title } }],
  };
}

/** Skipped is "asked-declined", not known "asked-unknown", not for the reader "masked", in the place of the value. */
function answersTo(from: From, ask: Ask, type: ItemType, value: Value, inWords: string): ResponseAnswer[] {
  switch (value.kind) {
    case "skipped":
      return [absent(type, "asked-declined")];
    case "unknown":
      return [absent(type, "asked-unknown")];
    case "withheld":
      return [absent(type, "masked")];
    case "number": {
      const said = fhirText(inWords);
      const extension = said === undefined ? {} : { extension: [{ url: URN.inWords, valueString: said }] };
      return [{ ...extension, valueInteger: value.number }];
    }
    case "date":
      return [{ valueDate: value.date }];
    case "choice":
      return chosen(from, ask, value.id);
    case "choices":
      return [...value.ids.flatMap((id) => chosen(from, ask, id)), ...(value.own ?? []).flatMap(text)];
    case "words":
      return text(value.words);
    default:
      return [];
  }
}

/** A choice the exercise itself has by its id, one that is an earlier answer in its words. */
function chosen({ exported: { compiled }, words, context }: From, ask: Ask, id: string): ResponseAnswer[] {
  if (everyChoice(offeredAt(ask.step))) return [{ valueCoding: codingOf({ compiled, words }, ask, id) }];
  const said = choiceText(compiled, ask, id, [...context.answers, ...context.known]);
  return text(typeof said === "string" ? said : words.say(said));
}

function text(said: string): ResponseAnswer[] {
  const clean = fhirText(said);
  return clean === undefined ? [] : [{ valueString: clean }];
}

function absent(type: ItemType, valueCode: string): ResponseAnswer {
  const why = { extension: [{ url: STANDARD.absent, valueCode }] };
  switch (type) {
    case "choice":
    case "open-choice":
      return { valueCoding: why };
    case "integer":
      return { _valueInteger: why };
    case "date":
      return { _valueDate: why };
    default:
      return { _valueString: why };
  }
}
