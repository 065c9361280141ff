import type { Persona } from "../../../model/picture.ts";
import type { Card } from "../parts.ts";
import {
  type Action,
  beside,
  box,
  buttons,
  card,
  type Element,
  execute,
  heading,
  image,
  row,
  text,
  typeIn,
} from "./kit.ts";
import { type CardLook, type Told, told } from "./look.ts";

/** Pixels of a picture in a list. */
const FACE = 48;
/** Longest text to search for. */
const SEARCH_MOST = 100;

/** A citizen in a list. */
export interface CitizenLine {
  readonly id: string;
  readonly name: string;
  readonly persona: Persona;
  /** what stands below the name: the newest outcome, what is under way, how long they wait */
  readonly lines: readonly { readonly said: string; readonly quiet?: boolean }[];
}

/** Some of a reader's citizens. */
export interface CitizenPage {
  readonly citizens: readonly CitizenLine[];
  /** how many were found */
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  /** what was searched for; empty: all */
  readonly q: string;
}

/** My citizens, a page at a time, with a search. */
export function citizensCard(look: CardLook, view: CitizenPage, said: Told = {}): Card {
  const { citizens, q, page, pages } = view;
  const data = { page, ...(q === "" ? {} : { q }) };
  const none = q === "" ? look.staff("citizens.empty-text") : look.say("citizens.none-found", { q });
  const all = q === "" ? [] : [execute(look.say("citizens.all"), "citizens", { page: 1 }, { inputs: "none" })];
  return card(
    look.language,
    [
      told(said),
      heading(look.say("citizens.title", { count: view.count }), 1),
      q === "" ? undefined : text(look.say("citizens.searched", { q }), { quiet: true }),
      searchField(look, q),
      ...(citizens.length > 0 ? citizens.map((it) => citizenRow(look, it)) : [text(none)]),
      pager(look, { page, pages }, (to) =>
        execute(look.say(to > page ? "older" : "newer"), "citizens", { ...data, page: to }),
      ),
    ],
    { actions: [...all, home(look)], refresh: { verb: "citizens", data } },
  );
}

export function citizenRow(look: CardLook, { id, name, persona, lines }: CitizenLine): Element {
  const face = image(look.picture({ name: "me", persona }, FACE * 2), "", FACE);
  const said = lines.map((it) => text(it.said, { size: "small", quiet: it.quiet ?? false, close: true }));
  return row(
    face,
    [text(name, { bold: true }), ...said],
    execute(name, "citizen", { citizen: id }, { inputs: "none" }),
  );
}

/** A field and its button beside each other. */
export function searchField(look: CardLook, q: string): Element {
  const field = typeIn({ id: "q", label: look.say("citizens.search-label"), value: q, most: SEARCH_MOST });
  return box([field, buttons([execute(look.say("citizens.search"), "citizens", { page: 1 })])], { spacing: "small" });
}

/** "Side 2 af 5", and the ways on and back; nothing where there is one page. */
export function pager(
  look: CardLook,
  { page, pages }: { readonly page: number; readonly pages: number },
  to: (page: number) => Action,
): Element | undefined {
  if (pages < 2) return undefined;
  const ways = [...(page > 1 ? [to(page - 1)] : []), ...(page < pages ? [to(page + 1)] : [])];
  return beside([[text(look.staff("inbox.page", { page, of: pages }), { quiet: true })], [buttons(ways)]]);
}

/** The way to the first card. */
export function home(look: CardLook): Action {
  return execute(look.say("home"), "start", {}, { inputs: "none" });
}
