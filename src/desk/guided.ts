import { apartCard, beginCard, guidedCard } from "../channels/teams/cards/guided.ts";
import type { CardLook, Told } from "../channels/teams/cards/look.ts";
import { settingFields } from "../channels/teams/cards/send.ts";
import { MAX_WORDS } from "../channels/web/answer.ts";
import { wordsAbout } from "../console/citizen.ts";
import { guideWords, stepWords, voiceWords } from "../console/guide-words.ts";
import {
  beginGuided,
  GUIDE,
  type Guided,
  guidable,
  guidableFor,
  joinAgain,
  personOf,
  readGuided,
  takeGuided,
  waitingOf,
} from "../console/guided.ts";
import { isLacking, readParams } from "../console/sending.ts";
import { flowText, titleOf } from "../engine/answer-text.ts";
import type { CompiledFlow } from "../flow/library.ts";
import type { Inbound } from "../model/inbound.ts";
import type { AnsweredBy } from "../model/value.ts";
import type { Words } from "../model/words.ts";
import { mayAnswer } from "../people/guided.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { type Loaded, loadConversation } from "../store/load-conversation.ts";
import { chooseFrom } from "./choose.ts";
import { openCitizen } from "./citizen.ts";
import { idFor, newMark } from "./once.ts";
import { citizenOf } from "./own.ts";
import type { Act, Answered, Doing } from "./parts.ts";
import { formIn, lackingSaid, settingsOf } from "./send.ts";

/** Answers that are the citizen's to check: the phone is theirs then, whoever answered before. */
const LOOKED_THROUGH = "review";

interface Named {
  readonly citizen: string;
}

/** Which exercise to run here; one that runs already goes on. */
export const chooseGuided: Act<Named & { readonly page?: number | undefined }> = async (doing, { data }) => {
  const { look, parts, actor } = doing;
  const citizen = await citizenOf(doing, data.citizen);
  const { shown, apart, loaded } = await readGuided(parts, actor, citizen);
  if (shown || apart) return openGuided(doing, citizen, "citizen");
  const flows = guidable(parts, actor, citizen, loaded);
  return chooseFrom(doing, citizen, flows, {
    page: data.page ?? 1,
    verb: "guide",
    title: look.say("guided.which", { name: citizen.name }),
    about: (compiled) => (waitingOf(loaded.conversation, compiled) ? look.say("guided.waits") : undefined),
    then: { verb: "guide-card" },
  });
};

/** The instruction card. */
export const showInstructions: Act<Named & { readonly flow: string }> = async (doing, { data }) => {
  return instructions(doing, await starting(doing, data));
};

interface Starting {
  readonly citizen: OwnCitizen;
  readonly compiled: CompiledFlow;
  readonly loaded: Loaded;
}

/** @throws AppError "not-found": it may not be run side by side */
async function starting(doing: Doing, { citizen: id, flow }: Named & { readonly flow: string }): Promise<Starting> {
  const { parts, actor } = doing;
  const citizen = await citizenOf(doing, id);
  const loaded = (await loadConversation(parts.database, { conversation: citizen.conversation })) as Loaded;
  const compiled = await guidableFor(parts, { actor, citizen }, loaded, flow);
  return { citizen, compiled, loaded };
}

function instructions(
  doing: Doing,
  { citizen, compiled, loaded }: Starting,
  failed: { readonly form: Readonly<Record<string, string>>; readonly told: Told } = { form: {}, told: {} },
): Answered {
  const { look, parts, actor } = doing;
  const { name } = citizen;
  const sent = waitingOf(loaded.conversation, compiled);
  const words = parts.translator.words(actor.language);
  const view = {
    citizen: citizen.id,
    name,
    flow: compiled.flow.id,
    title: words.say(titleOf(compiled)),
    aim: wordsAbout(parts, actor, citizen).say(flowText(compiled, "aim")),
    picture: compiled.flow.picture,
    guidance: exerciseLists(look, words, compiled),
    before: [
      ...(loaded.conversation.frames.length > 0 ? [look.staff("guide.busy", { name })] : []),
      ...(sent ? [look.staff("guide.sent-by", { sender: sent.from })] : []),
    ],
    fields: sent ? [] : settingsOf(doing, { citizen, compiled }, failed.form).flatMap((it) => settingFields(look, it)),
    nonce: newMark(parts.now()),
  };
  return { card: beginCard(look, view, failed.told), replaces: true };
}

type Lists = { readonly title: string; readonly lines: readonly string[] }[];

function exerciseLists(look: CardLook, words: Words, compiled: CompiledFlow): Lists {
  const { how, dos, donts, tips } = guideWords(words, compiled);
  return listsOf(look, [
    ["how", how],
    ["dos", dos],
    ["donts", donts],
    ["tips", tips],
  ]);
}

function listsOf(look: CardLook, all: readonly (readonly [key: string, lines: readonly string[]])[]): Lists {
  return all.flatMap(([key, lines]) => (lines.length > 0 ? [{ title: look.staff(`guide.${key}`), lines }] : []));
}

/** It begins, here. */
export const begin: Act<Named & { readonly flow: string; readonly nonce: string }> = async (
  doing,
  { data, inputs },
) => {
  const { parts, actor } = doing;
  const chosen = await starting(doing, data);
  const { citizen, compiled, loaded } = chosen;
  const form = formIn(inputs);
  const params = waitingOf(loaded.conversation, compiled) ? {} : readParams(compiled, form);
  if (isLacking(params)) return instructions(doing, chosen, { form, told: { problem: lackingSaid(doing, params) } });
  await beginGuided(parts, { actor, citizen }, compiled, params, idFor(doing, data.nonce, citizen.id));
  return openGuided(doing, citizen, "citizen");
};

interface Answering extends Named {
  readonly by: AnsweredBy;
}

/** The screen as it stands; after hours or days it is said where the two were, as on the citizen's own phone (R15). */
export const showGuided: Act<Answering> = async (doing, { data }) => {
  const citizen = await citizenOf(doing, data.citizen);
  return openGuided(doing, citizen, data.by);
};

async function openGuided(doing: Doing, citizen: OwnCitizen, by: AnsweredBy): Promise<Answered> {
  const { parts, actor } = doing;
  const before = await readGuided(parts, actor, citizen);
  if (before.shown) {
    const arrival = {
      channel: GUIDE,
      id: newMark(parts.now()),
      at: parts.now().toISOString(),
      beside: personOf(actor),
    };
    await takeGuided(parts, actor, { ...arrival, kind: "opened" }, citizen.conversation);
  }
  return screen(doing, citizen, by);
}

async function screen(doing: Doing, citizen: OwnCitizen, by: AnsweredBy, told: Told = {}): Promise<Answered> {
  const { look, parts, actor } = doing;
  const guided = await readGuided(parts, actor, citizen);
  const { id, name } = citizen;
  if (guided.apart) return { card: apartCard(look, { citizen: id, name }), replaces: true };
  // about something else by now, which is not shown here
  if (!guided.shown) return { card: await openCitizen(doing, citizen), replaces: true };
  const { stand } = guided;
  const decides = !mayAnswer("staff", stand.kind).allowed || stand.kind === LOOKED_THROUGH;
  const view = {
    citizen: id,
    name,
    message: guided.received.message,
    by,
    nonce: newMark(parts.now()),
    decides: decides
      ? look.staff(`guide.${stand.kind === LOOKED_THROUGH ? "looks-through" : "decides"}`, { name })
      : undefined,
    guidance: guidanceFor(doing, guided),
    wordsMost: MAX_WORDS,
  };
  return { card: guidedCard(look, view, told), replaces: true };
}

function guidanceFor({ look, parts, actor }: Doing, { stand }: Guided): Lists {
  const words = parts.translator.words(actor.language);
  const { dos, donts } = voiceWords(words);
  const step = listsOf(look, [["step", stepWords(words, stand)]]);
  return stand.flow
    ? [...step, ...exerciseLists(look, words, stand.flow)]
    : [
        ...step,
        ...listsOf(look, [
          ["dos", dos],
          ["donts", donts],
        ]),
      ];
}

/** A tap on a button of the screen. */
export const tap: Act<Answering & { readonly nonce: string; readonly token: string }> = async (doing, { data }) => {
  return answer(doing, data, data.token, (arrival) => ({ ...arrival, kind: "tap", token: data.token }));
};

/** Words that were typed. */
export const write: Act<Answering & { readonly nonce: string }> = async (doing, { data, inputs }) => {
  const words = (inputs.words ?? "").replaceAll("\r\n", "\n").trim();
  if (words === "" || words.length > MAX_WORDS) {
    const told = words === "" ? {} : { problem: doing.look.say("guided.too-long", { most: MAX_WORDS }) };
    return screen(doing, await citizenOf(doing, data.citizen), data.by, told);
  }
  return answer(doing, data, words, (arrival) => ({ ...arrival, kind: "words", words }));
};

type Arrival = Pick<Inbound, "channel" | "id" | "at" | "by"> & {
  readonly beside: { readonly id: string; readonly name: string };
};

async function answer(
  doing: Doing,
  { citizen: of, by, nonce }: Answering & { readonly nonce: string },
  said: string,
  inboundOf: (arrival: Arrival) => Inbound,
): Promise<Answered> {
  const { parts, actor, look } = doing;
  const citizen = await citizenOf(doing, of);
  const id = idFor(doing, nonce, citizen.id, said);
  const arrival = { channel: GUIDE, id, at: parts.now().toISOString(), by, beside: personOf(actor) };
  const refusal = await takeGuided(parts, actor, inboundOf(arrival as Arrival), citizen.conversation);
  const told =
    refusal === "citizen-decides" ? { problem: look.staff("guide.citizen-decides", { name: citizen.name }) } : {};
  return screen(doing, citizen, by, told);
}

/** The two sit together again: the citizen is asked whether to go on. */
export const again: Act<Named> = async (doing, { data }) => {
  const citizen = await citizenOf(doing, data.citizen);
  await joinAgain(doing.parts, doing.actor, citizen);
  return screen(doing, citizen, "citizen");
};
