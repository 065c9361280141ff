import type { Answered, Asked, Card, TeamsStaff } from "../../src/channels/teams/parts.ts";
import { askConsent, askForTakers } from "../../src/consents.ts";
import { createDesk } from "../../src/desk/index.ts";
import type { DeskParts } from "../../src/desk/parts.ts";
import { encourage } from "../../src/encourage.ts";
import { countersign } from "../../src/signing.ts";
import type { Staff } from "../../src/store/people.ts";
import { createLintReply } from "../../src/words/lint-reply.ts";
import { loadProjectWords } from "../../src/words/project-words.ts";
import { countedIds } from "../support/frozen.ts";
import type { Installation } from "../support/installation.ts";

/** A member of staff in a chat with the bot. */
export interface TestDesk {
  say(text: string, chat?: Asked["chat"]): Promise<Answered>;
  tap(verb: string, data: object, inputs?: Record<string, string>, chat?: Asked["chat"]): Promise<Answered>;
  /** Taps the first button of a card with this title, or, with a verb, of that; what is typed comes along as Teams does it. */
  press(
    card: Card | undefined,
    title: string,
    inputs?: Record<string, string>,
    chat?: Asked["chat"],
  ): Promise<Answered>;
}

export function openDesk(installation: Installation, staff: Staff, language = "da"): TestDesk {
  const desk = createDesk(deskParts(installation));
  const who: TeamsStaff = { id: staff.id, name: staff.name, role: staff.role, language, unit: staff.unit_id };
  const nextId = countedIds("activity");
  const about = (chat: Asked["chat"]) => ({ id: nextId(), chat, conversation: "19:chat" });
  const tap: TestDesk["tap"] = (verb, data, inputs = {}, chat = "personal") => {
    const all = { ...data, ...inputs };
    const typed = Object.fromEntries(
      Object.entries(all).filter((it): it is [string, string] => typeof it[1] === "string"),
    );
    return desk({ ...about(chat), kind: "action", verb, data: all, inputs: typed }, who);
  };
  return {
    say: (text, chat = "personal") => desk({ ...about(chat), kind: "words", text }, who),
    tap,
    press(card, title, inputs = {}, chat = "personal") {
      const found = actionsIn(card).find((it) => it.title === title);
      if (!found)
        throw new Error(
          `expected one of ${actionsIn(card)
            .map((it) => it.title)
            .join(", ")}, got "${title}"`,
        );
      return tap(String(found.verb), found.data as object, inputs, chat);
    },
  };
}

/** Who has a chat with the bot, and what was shown them there. */
export const reached = new Set<string>();
export const alone: { readonly member: string; readonly verb: string; readonly data: object }[] = [];

export function deskParts({ product }: Installation): DeskParts {
  const { database, library, translator, pictures, changes, now } = product;
  const url = "https://skridt.test";
  return {
    ...{ database, library, translator, pictures, changes, now },
    assign: (assigning) => product.assign(assigning),
    plan: (planning) => product.plan(planning),
    pause: (schedule, days) => product.pause(schedule, days),
    appointments: product.appointments,
    talk: product.receive,
    askConsent: (asked) => askConsent(product, asked),
    askForTakers: (moves) => askForTakers(product, moves),
    sign: (signing) => countersign(product, signing),
    inviteUrl: (code) => `${url}/c/i/${code}`,
    shownAt: ({ hash }, width) => `${url}/media/${hash}.png?w=${width}`,
    consoleUrl: (path) => `${url}/staff${path}`,
    lint: createLintReply(translator.languages, (language) => loadProjectWords("locales", language)),
    encourage: (message) => encourage(product, message),
    alerts: product.alerts,
    tellAlone: async (member, shows) => reached.has(member) && Boolean(alone.push({ member, ...shows })),
  };
}

/** Every button of a card, wherever it stands. */
export function actionsIn(part: unknown): { title?: string; verb?: string; data?: unknown; url?: string }[] {
  if (Array.isArray(part)) return part.flatMap(actionsIn);
  if (part === null || typeof part !== "object") return [];
  const own = String((part as { type?: unknown }).type).startsWith("Action.") ? [part] : [];
  return [...own, ...Object.values(part).flatMap(actionsIn)];
}

/** Every text that can be read on a card, in order. */
export function textsIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(textsIn);
  if (part === null || typeof part !== "object") return [];
  return Object.entries(part).flatMap(([key, value]) => {
    return ["text", "title", "label", "placeholder"].includes(key) && typeof value === "string"
      ? [value]
      : textsIn(value);
  });
}

export const saidOn = (card: Card | undefined): string => textsIn(card?.body).join("\n");
