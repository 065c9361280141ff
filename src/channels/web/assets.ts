import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import type { Context } from "hono";

const FONT_WEIGHTS = ["400", "700"];
const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** The page's own files. One hash over all of them is in their address, so that a browser may keep them for good. */
export interface Assets {
  url(name: string): string;
  /** Answers `GET /assets/:version/:name`. */
  serve(c: Context): Response;
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

export function loadAssets(): Assets {
  const files = new Map([...ownFiles(), ...fontFiles()]);
  const hash = createHash("sha256");
  for (const [name, bytes] of files) hash.update(`${name}:${bytes.length}:`).update(bytes);
  const version = hash.digest("base64url").slice(0, 12);
  return {
    url: (name) => `/c/assets/${version}/${name}`,
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

type File = readonly [name: string, bytes: Uint8Array<ArrayBuffer>];

function ownFiles(): File[] {
  const folder = join(import.meta.dirname, "assets");
  return readdirSync(folder)
    .sort()
    .map((name): File => [name, new Uint8Array(readFileSync(join(folder, name)))]);
}

function fontFiles(): File[] {
  const found = createRequire(import.meta.url).resolve("@fontsource/atkinson-hyperlegible/package.json");
  const folder = join(dirname(found), "files");
  return FONT_WEIGHTS.map((weight): File => {
    const file = join(folder, `atkinson-hyperlegible-latin-${weight}-normal.woff2`);
    return [`atkinson-${weight}.woff2`, new Uint8Array(readFileSync(file))];
  });
}
