import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadSharp } from "./sharp.ts";

/** The widest a picture is rendered, in pixels. */
const MAX_WIDTH = 1024;
/** The highest: a sheet keeps its width, so that its words can be read on a phone, and goes on downwards. */
const MAX_HEIGHT = 8192;
const WIDTH_STEP = 16;
/** sharp draws one CSS pixel as one pixel at this density */
const CSS_DENSITY = 72;
const HASH = /^[A-Za-z0-9_-]{43}$/;

export type PictureFormat = "svg" | "png";

export interface PictureFile {
  readonly body: Buffer;
  /** media type */
  readonly type: string;
}

/** Drawings on disk by the hash of their content, and what was rendered of them. */
interface PictureCache {
  /** Keeps a drawing and returns its hash: sha256 as base64url, 43 characters. */
  store(svg: string): string;
  /** A kept drawing, or its rendering `width` pixels wide (in steps of 16; without: natural size); undefined when there is none of that hash. */
  file(hash: string, format: PictureFormat, width?: number): Promise<PictureFile | undefined>;
}

/**
 * @param directory is created when missing; may be emptied at any time between two runs
 * @param rendered told how long a rendering took that was not kept yet, seconds
 */
export function openCache(directory: string, rendered?: (seconds: number) => void): PictureCache {
  mkdirSync(directory, { recursive: true });
  const rendering = new Map<string, Promise<Buffer | undefined>>();
  /** drawings for which the disk had no room */
  const homeless = new Map<string, string>();
  const drawingOf = async (hash: string): Promise<Buffer | undefined> => {
    const here = homeless.get(hash);
    return here === undefined ? await readIfThere(join(directory, `${hash}.svg`)) : Buffer.from(here);
  };

  const render = async (hash: string, width: number | undefined, path: string): Promise<Buffer | undefined> => {
    const kept = await readIfThere(path);
    if (kept !== undefined) return kept;
    const svg = await drawingOf(hash);
    if (svg === undefined) return undefined;
    const begun = performance.now();
    const body = await renderPng(svg, width);
    rendered?.((performance.now() - begun) / 1000);
    const temporary = `${path}.${randomUUID()}`;
    try {
      await writeFile(temporary, body);
      await rename(temporary, path);
    } catch {
      // it is rendered again next time
      await rm(temporary, { force: true });
    }
    return body;
  };

  return {
    store: (svg) => {
      const hash = createHash("sha256").update(svg).digest("base64url");
      const path = join(directory, `${hash}.svg`);
      if (existsSync(path)) return hash;
      const temporary = `${path}.${randomUUID()}`;
      try {
        writeFileSync(temporary, svg);
        renameSync(temporary, path);
        homeless.delete(hash);
      } catch {
        rmSync(temporary, { force: true });
        homeless.set(hash, svg);
      }
      return hash;
    },
    file: async (hash, format, width) => {
      if (!HASH.test(hash)) return undefined;
      if (format === "svg") {
        const body = await drawingOf(hash);
        return body && { body, type: "image/svg+xml" };
      }
      const pixels = width === undefined ? undefined : clampWidth(width);
      const path = join(directory, pixels === undefined ? `${hash}.png` : `${hash}-${pixels}.png`);
      let running = rendering.get(path);
      if (running === undefined) {
        running = render(hash, pixels, path).finally(() => rendering.delete(path));
        rendering.set(path, running);
      }
      const body = await running;
      return body && { body, type: "image/png" };
    },
  };
}

/** Widths in steps, so that a caller who asks for every width cannot fill the disk. */
export function clampWidth(width: number): number {
  const stepped = Math.ceil(width / WIDTH_STEP) * WIDTH_STEP;
  return Math.min(MAX_WIDTH, Math.max(WIDTH_STEP, Number.isFinite(stepped) ? stepped : MAX_WIDTH));
}

export async function renderPng(svg: Buffer, width: number | undefined): Promise<Buffer> {
  // Our own file says its width in the first line; asking sharp for it would draw the picture once more.
  const natural = Number(/ width="(\d+)"/.exec(svg.toString("latin1", 0, 200))?.[1] ?? MAX_WIDTH);
  const wanted = width ?? natural;
  const sharp = await loadSharp();
  return sharp(svg, { density: (CSS_DENSITY * wanted) / natural })
    .resize({ width: wanted, height: MAX_HEIGHT, fit: "inside" })
    .png({ compressionLevel: 3 })
    .toBuffer();
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
