import type { Sheet, SheetPerson } from "../../model/picture.ts";
import type { Brush } from "../brush.ts";
import type { Part } from "../layout.ts";
import { artPart } from "../layout.ts";
import { PALETTE } from "../palette.ts";
import type { Box } from "../svg.ts";
import { measureText } from "../text.ts";
import { CARD_GAP, FIELD, framed, headingParts, stacked } from "./card.ts";
import { drawMark, HELPS } from "./circle-marks.ts";
import { markParts } from "./circle-people.ts";
import { MARK } from "./circle-rows.ts";
import type { Block } from "./words.ts";
import { ITEM_SIZES, wordsPart } from "./words.ts";

type CircleSheet = Extract<Sheet, { sheet: "circle" }>;

const LEGEND_MARK = 38;
const LEGEND_FACE = 44;

/** What the rings themselves do not say. */
interface Unsaid {
  /** the people have numbers */
  readonly numbered: boolean;
  /** the rings have their names */
  readonly named: boolean;
}

/** Below the rings: what the marks mean, and the people of each ring where the rings do not say all about them. */
export function circleList(sheet: CircleSheet, { numbered, named }: Unsaid, top: number, brush: Brush): Block {
  if (sheet.drawingOnly === true) return { parts: [], bottom: top };
  const legend = sheet.people.some(({ helps }) => helps !== undefined)
    ? legendParts(sheet.legend, top, brush)
    : { parts: [], bottom: top };
  if (!numbered && sheet.people.every(({ relation }) => relation === undefined)) return legend;
  const people = sheet.people
    .toSorted((a, b) => a.ring - b.ring)
    .map((person, index) => ({ person, number: index + 1 }));
  const groups = sheet.rings
    .map((label, index) => ({
      label,
      ring: index + 1,
      people: people.filter(({ person }) => person.ring === index + 1),
    }))
    .filter((group) => !named || group.people.length > 0);
  const marked = numbered || sheet.people.some(({ helps }) => helps !== undefined);
  const cards = stacked(groups, legend.bottom + CARD_GAP, (group, y) =>
    framed(`list ${group.ring}`, { ...FIELD, y }, (inner) => {
      const heading = headingParts(`list ${group.ring}`, { ...group, picture: `ring-${group.ring}` }, inner, brush);
      let bottom = heading.bottom + 4;
      const rows = group.people.flatMap(({ person, number }) => {
        const row = personRow(person, numbered ? number : undefined, marked, { ...inner, y: bottom + 6 });
        bottom = row.bottom;
        return row.parts;
      });
      return { parts: [...heading.parts, ...rows], bottom };
    }),
  );
  return { parts: [...legend.parts, ...cards.parts], bottom: cards.bottom };
}

/** Mark, name, and the relation behind the name or, when that is too long, below it. */
function personRow(
  person: SheetPerson,
  number: number | undefined,
  marked: boolean,
  place: { readonly x: number; readonly y: number; readonly width: number },
): Block {
  const what = `list ${number ?? person.name}`;
  const box = { x: place.x, y: place.y, width: MARK, height: MARK };
  const mark =
    number !== undefined
      ? markParts(what, person.helps, number, box)
      : person.helps !== undefined
        ? [artPart(`${what} mark`, box, drawMark(person.helps, smaller(box)))]
        : [];
  const left = marked ? MARK + 14 : 0;
  const field = { x: place.x + left, width: place.width - left };
  const name = wordsPart(`${what} name`, person.name, {
    ...field,
    y: place.y + (MARK - 36) / 2,
    weight: "bold",
    sizes: ITEM_SIZES,
    fill: PALETTE.ink,
  });
  const parts: Part[] = [...mark, name];
  let bottom = name.box.y + name.box.height;
  if (person.relation !== undefined) {
    const style = { weight: "regular", sizes: ITEM_SIZES, fill: PALETTE.quiet } as const;
    const after = name.box.x + name.box.width + 16;
    const room = place.x + place.width - after;
    const oneLine = name.box.height < MARK && measureText(person.relation, { size: 30, weight: "regular" }) <= room;
    const where = oneLine ? { x: after, y: name.box.y, width: room } : { ...field, y: bottom };
    const relation = wordsPart(`${what} relation`, person.relation, { ...style, ...where });
    parts.push(relation);
    bottom = relation.box.y + relation.box.height;
  }
  return { parts, bottom: Math.max(bottom, place.y + MARK) };
}

function legendParts(legend: CircleSheet["legend"], top: number, brush: Brush): Block {
  let y = top;
  const parts = HELPS.flatMap((help) => {
    const what = `legend ${help}`;
    const mark = { x: FIELD.x + 8, y: y + 3, width: LEGEND_MARK, height: LEGEND_MARK };
    const face = { x: mark.x + LEGEND_MARK + 12, y, width: LEGEND_FACE, height: LEGEND_FACE };
    const x = face.x + LEGEND_FACE + 14;
    const width = FIELD.x + FIELD.width - x;
    const words = wordsPart(what, legend[help], {
      weight: "regular",
      sizes: ITEM_SIZES,
      fill: PALETTE.ink,
      x,
      y: y + 4,
      width,
    });
    y = Math.max(words.box.y + words.box.height, y + LEGEND_FACE) + 8;
    return [
      artPart(`${what} mark`, mark, drawMark(help, mark)),
      artPart(`${what} face`, face, brush.thing(help, face)),
      words,
    ];
  });
  return { parts, bottom: y - 8 };
}

function smaller(box: Box): Box {
  return { x: box.x + 7, y: box.y + 7, width: LEGEND_MARK, height: LEGEND_MARK };
}
