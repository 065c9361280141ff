import { readdir, readFile } from "node:fs/promises";
import { join, parse } from "node:path";
import { AppError } from "../model/errors.ts";
import { PERSONAS } from "../model/picture.ts";
import { loadSharp } from "./sharp.ts";

/** A picture of the user's own, ready to be embedded. */
export interface Override {
  readonly dataUri: string;
  readonly width: number;
  readonly height: number;
}

/** `name` or `name.persona` -> picture. */
export type Overrides = ReadonlyMap<string, Override>;

const EXTENSIONS = new Set([".svg", ".png", ".jpg", ".jpeg"]);
const LARGEST_SIDE = 768;

/**
 * Reads a folder of `<name>.svg|png|jpg` (or `<name>.<persona>.…`, for that persona only). Every picture becomes
 * a PNG, so that nothing in a file but its look gets any further: no script, no link, no place where it was taken.
 * @throws AppError config: every file that is no picture, or whose name `has` does not know
 */
export async function readOverrides(directory: string, has: (name: string) => boolean): Promise<Overrides> {
  const problems: string[] = [];
  const overrides = new Map<string, Override>();
  const files = await readdir(directory).catch((cause: unknown) => {
    throw new AppError("config", "the folder of own pictures: expected a folder that can be read, got none", {
      details: { directory },
      cause,
    });
  });
  for (const file of files.sort()) {
    const { name, ext } = parse(file);
    if (!EXTENSIONS.has(ext.toLowerCase())) continue;
    const [picture = "", persona, ...rest] = name.split(".");
    const personaKnown = persona === undefined || PERSONAS.some((known) => known === persona);
    if (!has(picture) || !personaKnown || rest.length > 0) {
      problems.push(`${file}: expected the name of a picture, or name.persona, got "${name}"`);
      continue;
    }
    if (overrides.has(name)) {
      problems.push(`${file}: expected one file per picture, got a second`);
      continue;
    }
    try {
      const sharp = await loadSharp();
      const { data, info } = await sharp(await readFile(join(directory, file)))
        .rotate()
        .resize({
          width: LARGEST_SIDE,
          height: LARGEST_SIDE,
          fit: "inside",
          withoutEnlargement: ext.toLowerCase() !== ".svg",
        })
        .png()
        .toBuffer({ resolveWithObject: true });
      const dataUri = `data:image/png;base64,${data.toString("base64")}`;
      overrides.set(name, { dataUri, width: info.width, height: info.height });
    } catch {
      problems.push(`${file}: expected a picture, got a file that cannot be drawn`);
    }
  }
  if (problems.length > 0) throw new AppError("config", problems.join("\n"));
  return overrides;
}
