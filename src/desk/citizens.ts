import { citizensCard } from "../channels/teams/cards/citizens.ts";
import { type CitizenRow, readCitizens } from "../console/citizens.ts";
import { pageOf } from "../console/paging.ts";
import { openCitizen } from "./citizen.ts";
import { lineOf } from "./citizen-lines.ts";
import type { Act, Answered, Doing } from "./parts.ts";

/** Citizens on a card: a screen or two of a phone, and well inside what a card may hold. */
const PAGE = 8;

/** A page of the citizens of who asks; `q` in the inputs is a new search, in the data the one before. */
export const showCitizens: Act<{ readonly page: number; readonly q?: string | undefined }> = async (
  doing,
  { data, inputs },
) => {
  const q = (inputs.q ?? data.q ?? "").trim();
  return { card: await citizensPage(doing, q, data.page), replaces: true };
};

async function citizensPage({ parts, actor, look }: Doing, q: string, asked: number) {
  const all = await readCitizens(parts, actor, parts.translator.words(actor.language));
  const found = searched(all, q);
  const { shown, page, pages } = pageOf(found, asked, PAGE);
  return citizensCard(look, { citizens: shown.map((it) => lineOf(look, it)), count: found.length, page, pages, q });
}

/** Words that are no command are a name: one citizen is opened at once. Undefined: nobody is called that. */
export async function findByName(doing: Doing, name: string): Promise<Answered | undefined> {
  const { parts, actor } = doing;
  const found = searched(await readCitizens(parts, actor, parts.translator.words(actor.language)), name);
  const [first, second] = found;
  if (!first) return undefined;
  if (second) return { card: await citizensPage(doing, name, 1) };
  return { card: await openCitizen(doing, first.citizen) };
}

function searched(rows: readonly CitizenRow[], q: string): readonly CitizenRow[] {
  const wanted = q.toLocaleLowerCase("da");
  return rows.filter(({ citizen }) => citizen.name.toLocaleLowerCase("da").includes(wanted));
}
