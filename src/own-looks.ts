import type { OwnDay, OwnEntry, Visitor } from "./channels/web/parts.ts";
import { titleOf } from "./engine/answer-text.ts";
import { clockSaid, daySaid } from "./own-days.ts";
import type { Product } from "./product.ts";
import { localDate, plusDays } from "./schedule/local.ts";
import { type Look, looksAt } from "./store/audit.ts";
import { learnVersions } from "./store/flow-versions.ts";

/** So many looks are shown: what is older is in the copy of everything. */
const SHOWN = 100;

/** What was looked at besides one exercise. */
const SEEN_WITHOUT: Readonly<Partial<Record<Look["action"], string>>> = {
  looked: "seen-page",
  copied: "seen-everything",
};

/** What whoever runs the installation saw, by the command they gave. */
function operatorSaw({ action, what }: Look): string {
  if (action === "copied") return what?.includes("--format") ? "seen-answers-copied" : "seen-everything";
  return what?.startsWith("outcomes") ? "seen-answers" : "seen-settings";
}

/** Who of the staff is shown by which picture. */
const PICTURES: Readonly<Record<string, string>> = { behandler: "behandler", tovholder: "behandler" };

const OF_OTHERS: ReadonlySet<Look["action"]> = new Set(["alert", "alert-words", "settings"]);

const OPERATOR_PICTURE = "operator";

/** Who looked at what of a citizen's, day by day, the newest first (R23). */
export async function ownLooks(parts: Product, { citizen, language }: Visitor): Promise<readonly OwnDay[]> {
  const { database, library, translator, now } = parts;
  const looks = await looksAt(database, citizen, SHOWN);
  await learnVersions(
    parts,
    looks.flatMap((it) => it.flow ?? []),
  );
  const words = translator.words(language);
  const say = (key: string, values: Readonly<Record<string, string>> = {}) => words.say({ from: "web", key, values });
  const about = (action: Look["action"]) => SEEN_WITHOUT[action] ?? `seen-${action}`;
  const lineOf = (action: Look["action"], role: string) =>
    // who is on duty, or administers, need not be the citizen's own
    OF_OTHERS.has(action) ? "seen-on-duty" : `seen-role-${role}`;
  const staffEntry = ({ action, flow }: Look, name: string, role: string) => ({
    title: flow
      ? say(`seen-${action}`, { name, title: words.say(titleOf(library.get(flow))) })
      : say(about(action), { name }),
    picture: { name: PICTURES[role] ?? "kontaktperson" },
    lines: [say(lineOf(action, role))],
  });
  const operatorEntry = (look: Look) => ({
    title: say(operatorSaw(look), { name: say("seen-operator") }),
    picture: { name: OPERATOR_PICTURE },
    lines: [say("seen-operator-line")],
  });
  const entry = (look: Look): OwnEntry => ({
    time: clockSaid(look.at, words),
    ...(look.name === null || look.role === null ? operatorEntry(look) : staffEntry(look, look.name, look.role)),
  });
  const today = localDate(now());
  const byDay = Map.groupBy(looks, (it) => localDate(it.at));
  return [...byDay].map(([day, list]) => ({
    name: daySaid(day, { today, tomorrow: plusDays(today, 1), yesterday: plusDays(today, -1) }, words),
    today: day === today,
    entries: list.map(entry),
  }));
}
