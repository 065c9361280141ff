import { OWN, REPLY_MOST, replyCard } from "../channels/teams/cards/reply.ts";
import { wordsAbout } from "../console/citizen.ts";
import { titleOf } from "../console/outcomes.ts";
import { holdsCpr } from "../people/cpr.ts";
import { learnVersions } from "../store/flow-versions.ts";
import { getCitizen } from "../store/people.ts";
import { idFor, newMark } from "./once.ts";
import { openOutcome } from "./outcome.ts";
import { citizenOf, outcomeOf } from "./own.ts";
import type { Act, Answered, Doing, WordProblem } from "./parts.ts";

/** The approved words; none of them praises abstinence (R5, R28). */
const READY = ["thanks", "read", "talk", "brave", "time"] as const;

/** Words to pick or to write, about an outcome. */
export const askReply: Act<{ readonly outcome: string }> = async (doing, { data }) => show(doing, data.outcome);

interface Written {
  readonly pick?: string | undefined;
  readonly words?: string | undefined;
  readonly problems: readonly string[];
}

async function show(doing: Doing, id: string, written?: Written): Promise<Answered> {
  const { parts, actor, look } = doing;
  const { citizen, outcome } = await found(doing, id);
  await learnVersions(parts, [outcome.flow]);
  const { language } = await getCitizen(parts.database, citizen.id);
  const view = {
    outcome: id,
    name: citizen.name,
    title: titleOf(parts, outcome, wordsAbout(parts, actor, citizen)),
    ready: READY.map((it) => ({ id: it, text: readyWords(parts, language, it) })),
    nonce: newMark(parts.now()),
    ...written,
  };
  const told = written ? { problem: look.say("reply.not-sent") } : {};
  return { card: replyCard(look, view, told), replaces: true };
}

async function found(doing: Doing, id: string) {
  const { outcome } = await outcomeOf(doing, id);
  return { outcome, citizen: await citizenOf(doing, outcome.citizen) };
}

function readyWords({ translator }: Doing["parts"], language: string, id: string): string {
  return translator.words(language).say({ from: "common", key: `encouragement.${id}` });
}

/** Sends them, once they keep the rules of words. */
export const sendReply: Act<{ readonly outcome: string; readonly nonce: string }> = async (doing, { data, inputs }) => {
  const { parts, actor, look } = doing;
  const { citizen } = await found(doing, data.outcome);
  const { language } = await getCitizen(parts.database, citizen.id);
  const pick = [...READY, OWN].find((it) => it === inputs.pick);
  if (pick === undefined) return show(doing, data.outcome, { problems: [look.say("reply.choose")] });
  const typed = (inputs.words ?? "").replaceAll(/\s+/g, " ").trim();
  const words = pick === OWN ? typed : readyWords(parts, language, pick);
  const problems = pick === OWN ? problemsOf(doing, language, words) : [];
  if (problems.length > 0) {
    return show(doing, data.outcome, { pick, words: typed.slice(0, REPLY_MOST), problems });
  }
  await parts.encourage({
    id: idFor(doing, data.nonce, citizen.id),
    conversation: citizen.conversation,
    by: { id: actor.id, name: actor.name },
    words,
  });
  const done = look.say("reply.sent", { name: citizen.name, words });
  return { card: await openOutcome(doing, data.outcome, { done }), replaces: true };
};

function problemsOf({ parts, look }: Doing, language: string, words: string): string[] {
  if (words === "") return [look.say("reply.empty")];
  if (words.length > REPLY_MOST) return [look.say("reply.long", { most: REPLY_MOST })];
  if (holdsCpr(words)) return [look.staff("send.own-cpr")];
  const said = ({ rule, got }: WordProblem) =>
    [look.say(`reply.rules.${rule}`), ...(got ? [`»${got}«`] : [])].join(" ");
  return [...new Set(parts.lint(language, words).map(said))];
}
