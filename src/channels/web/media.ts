import { AppError } from "../../model/errors.ts";
import type { Media } from "../../model/value.ts";
import { loadSharp } from "../../pictures/sharp.ts";

/** The longest side of a stored photo, pixels: enough to read a drawing on any screen. */
const PHOTO_SIDE = 1600;
/** refuses pictures that unpack to more than this many pixels */
const MOST_PIXELS = 50_000_000;

const VOICE = new Set([
  "audio/ogg",
  "audio/opus",
  "audio/webm",
  "video/webm",
  "audio/mp4",
  "video/mp4",
  "audio/x-m4a",
  "audio/mpeg",
  "audio/wav",
]);

/** Photos that came together stand below each other, this far apart; so high they may become. Pixels. */
const GAP = 24;
const HIGHEST = 20_000;

/**
 * What a citizen recorded or photographed, as it may be kept: told by its bytes, never by its name. A photo is turned
 * upright, sized down and written anew, without the place and time it was taken.
 * @throws AppError "input" when it is neither
 */
export async function readMedia(bytes: Uint8Array): Promise<{ type: Media["type"]; mime: string; bytes: Buffer }> {
  const { fileTypeFromBuffer } = await import("file-type");
  const found = await fileTypeFromBuffer(bytes);
  if (found?.mime.startsWith("image/")) {
    try {
      const sharp = await loadSharp();
      const image = sharp(bytes, { limitInputPixels: MOST_PIXELS }).rotate();
      const fitted = image.resize(PHOTO_SIDE, PHOTO_SIDE, { fit: "inside", withoutEnlargement: true });
      return { type: "photo", mime: "image/jpeg", bytes: await fitted.jpeg({ quality: 82 }).toBuffer() };
    } catch (cause) {
      throw new AppError("input", "photo: expected a picture that can be read, got a damaged or huge one", { cause });
    }
  }
  // "audio/ogg; codecs=opus", as Telegram's voice messages are
  const [mime = ""] = found?.mime.split(";") ?? [];
  if (!VOICE.has(mime))
    throw new AppError("input", `file: expected a photo or a voice message, got ${mime || "neither"}`);
  return { type: "voice", mime: mime.replace("video/", "audio/"), bytes: Buffer.from(bytes) };
}

/** Two photos as one, below each other. @throws AppError "input" when they become too high */
export async function photoBelow(above: Buffer, below: Buffer): Promise<Buffer> {
  const sharp = await loadSharp();
  const [first, second] = await Promise.all([sharp(above).metadata(), sharp(below).metadata()]);
  const [width, height] = [Math.max(first.width, second.width), first.height + GAP + second.height];
  if (height > HIGHEST) throw new AppError("input", `photos: expected at most ${HIGHEST} pixels, got ${height}`);
  const middle = (it: { width: number }) => Math.floor((width - it.width) / 2);
  return await sharp({ create: { width, height, channels: 3, background: "white" } })
    .composite([
      { input: above, left: middle(first), top: 0 },
      { input: below, left: middle(second), top: first.height + GAP },
    ])
    .jpeg({ quality: 82 })
    .toBuffer();
}
