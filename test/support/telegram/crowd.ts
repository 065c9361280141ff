import { invite } from "../../../src/store/invitations.ts";
import type { Database } from "../../../src/store/open.ts";
import { addCitizen, relate } from "../../../src/store/people.ts";
import { answersOf, dialogueOf, type Give, storedValue } from "../../bench/dialogue.ts";
import type { TelegramServer } from "./server.ts";

/** What somebody does from the menu to the end of an exercise, and what is to be stored of it. */
interface Exercise {
  readonly flow: string;
  readonly gives: readonly Give[];
  readonly answers: readonly (readonly [path: string, value: unknown])[];
}

/** Somebody in a crowd. */
export interface Member extends Exercise {
  readonly chat: number;
  readonly citizen: string;
  readonly conversation: string;
}

/** Every exercise ends with these. */
const CLOSING = [
  ["review", { kind: "choice", id: "yes" }],
  ["release", { kind: "choice", id: "send" }],
] as const;

/** How many are made at a time. */
const LANES = 8;

function parathed(number: number): Exercise {
  const answers = answersOf(number).map(([path, give]) => [path, storedValue(path, give)] as const);
  return { flow: "parathed", gives: dialogueOf(number), answers: [...answers, ...CLOSING] };
}

/** Two feelings, each with how much it fills. */
function feelings(number: number): Exercise {
  const ids = number % 4 === 1 ? ["anger", "fear"] : ["sadness", "joy"];
  const [first, second] = number % 4 === 1 ? ["2", "4"] : ["5", "1"];
  const picked = ids.map((id) => `on+${id}`);
  const taps = ["group+check-in+0", "foelelser", "go-on", "go-on", ...picked, "done", first, second];
  const gives = [...taps, "go-on", "yes", "send"].map((tap): Give => ({ tap: tap as string }));
  const strength = (id: string | undefined, number: string | undefined) =>
    [`strengths[${id}]/strength`, { kind: "number", number: Number(number) }] as const;
  const answers = [["now", { kind: "choices", ids }], strength(ids[0], first), strength(ids[1], second)] as const;
  return { flow: "foelelser", gives, answers: [...answers, ...CLOSING] };
}

/** New citizens with Telegram, in chats 1, 2, 3 …; every other one does *Parathed 1-5*, the rest *Følelser*. */
export async function crowd(
  database: Database,
  { staff, unit }: { readonly staff: string; readonly unit: string },
  count: number,
): Promise<Member[]> {
  const numbers = Array.from({ length: count }, (_, i) => i).values();
  const members: Member[] = [];
  const lane = async (): Promise<void> => {
    for (const number of numbers) {
      const { id, conversation } = await addCitizen(database, { name: "Ole", unit, persona: "mature-man" });
      await relate(database, { citizen: id, staff, role: "behandler" });
      const exercise = number % 2 === 0 ? parathed(number) : feelings(number);
      members.push({ ...exercise, chat: number + 1, citizen: id, conversation });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return members.sort((a, b) => a.chat - b.chat);
}

/** Is given a link, comes in by it and does the exercise. */
export async function doExercise(database: Database, telegram: TelegramServer, member: Member): Promise<void> {
  const { code } = await invite(database, { citizen: member.citizen, channel: "telegram", now: new Date() });
  await exerciseFrom(telegram, member, code);
}

/**
 * Comes in by a link and does the exercise; each act waits for the screen it belongs to.
 * @param waited told how long each act waited for it, milliseconds
 */
export async function exerciseFrom(
  telegram: TelegramServer,
  { chat, gives }: Pick<Member, "chat" | "gives">,
  code: string,
  waited: (ms: number) => void = () => undefined,
): Promise<void> {
  telegram.say(chat, `/start ${code}`);
  let seen = 0;
  let begun = performance.now();
  for (const give of gives) {
    // a screen whose answer was lost comes twice: only one that is newer counts
    const isNew = () => newest(telegram, chat) > seen && ("words" in give || offers(telegram, chat, give.tap));
    await telegram.until(isNew, chat);
    waited(performance.now() - begun);
    seen = newest(telegram, chat);
    begun = performance.now();
    if ("tap" in give) telegram.tap(chat, give.tap);
    else telegram.say(chat, give.words);
  }
  await telegram.until(() => newest(telegram, chat) > seen, chat);
  waited(performance.now() - begun);
}

const withButtons = (telegram: TelegramServer, chat: number) =>
  telegram.chat(chat).findLast(({ keyboard }) => keyboard.length > 0);

const dataOf = (telegram: TelegramServer, chat: number): readonly string[] =>
  (withButtons(telegram, chat)?.keyboard ?? []).flat().flatMap((button) => button.callback_data ?? []);

/** The revision of the conversation that the newest screen shows; 0: none is there. */
function newest(telegram: TelegramServer, chat: number): number {
  return revisionOf(dataOf(telegram, chat));
}

const offers = (telegram: TelegramServer, chat: number, button: string): boolean =>
  dataOf(telegram, chat).some((data) => data.endsWith(`.${button}`));

/** The revision that what is always there carries; 0: nothing of the kind. */
export function revisionOf(data: readonly string[]): number {
  const [, revision] = data.map((it) => /^[^.]+\.c\.(\w+)\./.exec(it)).find((it) => it) ?? [];
  return revision === undefined ? 0 : Number.parseInt(revision, 36);
}
