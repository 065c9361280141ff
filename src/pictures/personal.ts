import { createHash } from "node:crypto";
import type { Picture } from "../model/picture.ts";
import { clampWidth, type PictureFile, type PictureFormat, renderPng } from "./cache.ts";
import { outlineText } from "./outline.ts";

/** What is remembered of a drawing that holds a citizen's words: what to draw, to draw it again when it is asked for. */
interface Remembered {
  readonly key: string;
  draw(): string;
  readonly link: Link;
}

interface Link {
  readonly hash: string;
  readonly width: number;
  readonly height: number;
}

/** Drawings with words of citizens: never on disk, and forgotten after a while. */
export interface PersonalDrawings {
  link(picture: Picture): Link;
  /** a chart, as `Pictures.keep` */
  keep(svg: string): Link;
  has(hash: string): boolean;
  /** undefined: none of that hash is remembered */
  file(hash: string, format: PictureFormat, width?: number): Promise<PictureFile | undefined>;
  forget(): void;
}

/** Enough for the pages that are open. */
const REMEMBERED = 2000;
/** Bytes of what was rendered. */
const RENDERED = 16 * 1024 * 1024;

/** @param rendered told how long a rendering took that was not kept yet, seconds */
export function personalDrawings(
  compose: (picture: Picture) => { readonly svg: string; readonly width: number; readonly height: number },
  rendered?: (seconds: number) => void,
): PersonalDrawings {
  const hashes = new Map<string, string>();
  const drawings = new Map<string, Remembered>();
  const pngs = new Map<string, Promise<Buffer>>();
  let bytes = 0;

  const drop = (hash: string): void => {
    hashes.delete(drawings.get(hash)?.key ?? "");
    drawings.delete(hash);
  };

  const render = async (name: string, draw: () => string, width: number | undefined): Promise<Buffer> => {
    const known = pngs.get(name);
    if (known) return await known;
    const begun = performance.now();
    const making = renderPng(Buffer.from(draw()), width);
    pngs.set(name, making);
    making.catch(() => pngs.delete(name));
    const body = await making;
    rendered?.((performance.now() - begun) / 1000);
    if (pngs.get(name) === making) bytes += body.length;
    for (const [oldest, other] of pngs) {
      if (bytes <= RENDERED || oldest === name) break;
      pngs.delete(oldest);
      bytes -= (await other).length;
    }
    return body;
  };

  const remember = (drawing: Remembered): Link => {
    const { key, link } = drawing;
    hashes.set(key, link.hash);
    drawings.set(link.hash, drawing);
    const [oldest] = drawings.keys();
    if (drawings.size > REMEMBERED && oldest !== undefined) drop(oldest);
    return link;
  };
  const hashOf = (svg: string): string => createHash("sha256").update(svg).digest("base64url");

  return {
    link(picture) {
      const key = JSON.stringify(picture);
      const known = hashes.get(key);
      const found = known === undefined ? undefined : drawings.get(known);
      if (known !== undefined && found) {
        drawings.delete(known);
        drawings.set(known, found);
        return found.link;
      }
      const { svg, width, height } = compose(picture);
      return remember({ key, draw: () => compose(picture).svg, link: { hash: hashOf(svg), width, height } });
    },
    keep(svg) {
      const [, width, height] = / width="(\d+)"[^>]* height="(\d+)"/.exec(svg) ?? [];
      const link = { hash: hashOf(svg), width: Number(width), height: Number(height) };
      // its words become outlines when it is asked for: there they are ten times as long
      return remember({ key: link.hash, draw: () => outlineText(svg), link });
    },
    has: (hash) => drawings.has(hash),
    async file(hash, format, width) {
      const found = drawings.get(hash);
      if (!found) return undefined;
      if (format === "svg") return { body: Buffer.from(found.draw()), type: "image/svg+xml" };
      const pixels = width === undefined ? undefined : clampWidth(width);
      return { body: await render(`${hash}-${pixels}`, found.draw, pixels), type: "image/png" };
    },
    forget() {
      hashes.clear();
      drawings.clear();
      pngs.clear();
      bytes = 0;
    },
  };
}
