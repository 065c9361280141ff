import type { Context } from "hono";

/** What a browser may play or show; anything else is only handed over as a file. */
const SHOWN = /^(image\/(jpeg|png|webp|gif|avif)|audio\/[\w.+-]+)$/;

/** Answers with a recording or photo, or with the part that a player asks for: phones play nothing otherwise. */
export function sendMedia(c: Context, { mime, bytes }: { mime: string; bytes: Uint8Array }): Response {
  const type = mime.split(";")[0]?.trim() ?? "";
  const headers = {
    "Content-Type": SHOWN.test(type) ? mime : "application/octet-stream",
    "Content-Disposition": SHOWN.test(type) ? "inline" : "attachment",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Accept-Ranges": "bytes",
  };
  const range = readRange(c.req.header("range"), bytes.length);
  if (range === undefined) return c.body(new Uint8Array(bytes), 200, headers);
  if (range === "outside") return c.body(null, 416, { "Content-Range": `bytes */${bytes.length}` });
  const [from, to] = range;
  const part = new Uint8Array(bytes.subarray(from, to + 1));
  return c.body(part, 206, { ...headers, "Content-Range": `bytes ${from}-${to}/${bytes.length}` });
}

/** One range of bytes, both ends included (RFC 9110, 14.1.2); several at once, or other units, are answered with all. */
function readRange(header: string | undefined, length: number): readonly [number, number] | "outside" | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return undefined;
  const from = first === "" ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === "" || last === "" ? length - 1 : Math.min(Number(last), length - 1);
  return from <= to ? [from, to] : "outside";
}
