import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import type { Context } from "hono";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

const OWN = ["base.css", "console.css", "outcome.css", "demo.css", "console.js", "icon.svg"];

const ATKINSON = "@fontsource/atkinson-hyperlegible";

/**
 * Files that come with packages: name in our addresses → package, and its files one after the other. The extension for
 * events is in one file with htmx: loaded after it, it comes too late for elements that htmx has already met.
 */
const PACKAGED: Readonly<Record<string, readonly [name: string, ...files: string[]]>> = {
  "htmx.js": ["htmx.org", "dist/htmx.min.js", "dist/ext/hx-sse.min.js"],
  "atkinson-400.woff2": [ATKINSON, "files/atkinson-hyperlegible-latin-400-normal.woff2"],
  "atkinson-700.woff2": [ATKINSON, "files/atkinson-hyperlegible-latin-700-normal.woff2"],
};

/** The files of the console's pages. One hash over all is in their address, so that a browser may keep them for good. */
export interface Assets {
  url(name: string): string;
  /** Answers `GET /assets/:version/:name`. */
  serve(c: Context): Response;
}

export function loadAssets(): Assets {
  const require = createRequire(import.meta.url);
  const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));
  const files = new Map(OWN.map((name) => [name, read([join(import.meta.dirname, "assets", name)])]));
  for (const [name, [from, ...parts]] of Object.entries(PACKAGED)) {
    files.set(name, read(parts.map((part) => join(folderOf(from), part))));
  }
  const hash = createHash("sha256");
  for (const bytes of files.values()) hash.update(`${bytes.length}:`).update(bytes);
  const version = hash.digest("base64url").slice(0, 12);
  return {
    url: (name) => `/staff/assets/${version}/${name}`,
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

const NEW_LINE = Buffer.from("\n");

function read(paths: readonly string[]): Uint8Array<ArrayBuffer> {
  const parts = paths.flatMap((path, i) => (i === 0 ? [readFileSync(path)] : [NEW_LINE, readFileSync(path)]));
  return new Uint8Array(Buffer.concat(parts));
}
