import { crc32, deflateSync, gzipSync } from "node:zlib";
import sharp from "sharp";

/** A PNG of one colour, of some kilobytes, that unpacks to as many pixels as it says. */
export function pngBomb(side: number): Uint8Array<ArrayBuffer> {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 1; // one bit for each pixel
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))), { level: 1 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  return new Uint8Array(
    Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]),
  );
}

/** What a gzip of this many bytes of nothing unpacks to is a thousand times as much. */
export const gzipBomb = (bytes: number): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync(Buffer.alloc(bytes)));

const SCRIPT = "<script>alert(1)</script>";
const picture = () => sharp({ create: { width: 40, height: 30, channels: 3, background: "red" } });
const bytes = (...parts: (string | Buffer)[]) =>
  new Uint8Array(Buffer.concat(parts.map((it) => Buffer.from(it as string))));

/** Files that are no photo, whatever they are called. */
export async function notPhotos(): Promise<[what: string, bytes: Uint8Array<ArrayBuffer>][]> {
  const jpeg = await picture().jpeg().toBuffer();
  return [
    // more than we take, and less than sharp takes by itself
    ["a picture that unpacks to 225 million pixels", pngBomb(15_000)],
    ["a picture that unpacks to 900 million pixels", pngBomb(30_000)],
    ["a drawing with a script", bytes(`<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`)],
    [
      "a drawing that is called XML",
      bytes(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`),
    ],
    ["a page that begins like a GIF", bytes(`GIF89a/*${"\0".repeat(8)}*/=1;${SCRIPT}`)],
    ["a page that begins like a WebP", bytes(`RIFF${"\x10\0\0\0"}WEBPVP8 ${SCRIPT}`)],
    ["a page", bytes(`<!doctype html>${SCRIPT}`)],
    ["a JPEG that was cut off", new Uint8Array(jpeg.subarray(0, jpeg.length / 2))],
    ["an archive", bytes("PK\x03\x04", Buffer.alloc(60), "PK\x05\x06", Buffer.alloc(18))],
    ["a bomb in gzip", gzipBomb(10 * 1024 * 1024)],
    ["a program", bytes("MZ", Buffer.alloc(100))],
  ];
}

/** Photos that can be read, with something of their own hidden in them. */
export async function photosWithMore(): Promise<[what: string, bytes: Uint8Array<ArrayBuffer>][]> {
  const [jpeg, gif, webp] = await Promise.all([
    picture().jpeg().toBuffer(),
    picture().gif().toBuffer(),
    picture().webp().toBuffer(),
  ]);
  const noted = await picture()
    .withExif({ IFD0: { ImageDescription: SCRIPT } })
    .jpeg()
    .toBuffer();
  return [
    ["a JPEG with a page behind it", bytes(jpeg, SCRIPT)],
    ["a JPEG with an archive behind it", bytes(jpeg, "PK\x03\x04", SCRIPT)],
    ["a JPEG with a script in what it says of itself", new Uint8Array(noted)],
    ["a GIF with a page behind it", bytes(gif, SCRIPT)],
    ["a WebP with a page behind it", bytes(webp, SCRIPT)],
  ];
}
