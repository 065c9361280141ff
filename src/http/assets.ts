import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import type { Context } from "hono";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
const FONT_WEIGHTS = ["400", "700"];
const NEW_LINE = Buffer.from("\n");

export type AssetFile = readonly [name: string, bytes: Uint8Array<ArrayBuffer>];

/** The files of some pages. One hash over all of them is in their address, so that a browser may keep them for good. */
export interface Assets {
  url(name: string): string;
  /** Answers `GET <base>/:version/:name`. */
  serve(c: Context): Response;
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** @param base where they are served: "/c/assets" */
export function serveAssets(base: string, list: readonly AssetFile[]): Assets {
  const files = new Map(list);
  const hash = createHash("sha256");
  for (const [name, bytes] of files) hash.update(`${name}:${bytes.length}:`).update(bytes);
  const version = hash.digest("base64url").slice(0, 12);
  return {
    url: (name) => `${base}/${version}/${name}`,
    scripts: [...files.keys()].filter((name) => name.endsWith(".js")),
    styles: [...files.keys()].filter((name) => name.endsWith(".css")),
    serve: (c) => {
      const name = c.req.param("name") ?? "";
      const bytes = files.get(name);
      if (!bytes) return c.notFound() as Response;
      // A page from before an update asks for an older version: it gets the files of now, not kept.
      const kept = c.req.param("version") === version;
      return c.body(bytes, 200, {
        "Content-Type": TYPES[extname(name)] ?? "application/octet-stream",
        "Cache-Control": kept ? "public, max-age=31536000, immutable" : "no-store",
      });
    },
  };
}

/** Every file of a folder, in the order of their names. */
export function filesIn(folder: string): AssetFile[] {
  return readdirSync(folder)
    .sort()
    .map((name) => [name, read([join(folder, name)])]);
}

/** Files of the package `from`, one after the other as one file. */
export function packaged(name: string, from: string, files: readonly string[]): AssetFile {
  const folder = dirname(createRequire(import.meta.url).resolve(`${from}/package.json`));
  return [name, read(files.map((file) => join(folder, file)))];
}

/** The letters that all pages are set in. */
export function fontFiles(): AssetFile[] {
  return FONT_WEIGHTS.map((weight) =>
    packaged(`atkinson-${weight}.woff2`, "@fontsource/atkinson-hyperlegible", [
      `files/atkinson-hyperlegible-latin-${weight}-normal.woff2`,
    ]),
  );
}

function read(paths: readonly string[]): Uint8Array<ArrayBuffer> {
  const parts = paths.flatMap((path, i) => (i === 0 ? [readFileSync(path)] : [NEW_LINE, readFileSync(path)]));
  return new Uint8Array(Buffer.concat(parts));
}
