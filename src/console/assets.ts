import { join } from "node:path";
import { type Assets, filesIn, fontFiles, packaged, serveAssets } from "../http/assets.ts";

/** The extension for events is in one file with htmx: loaded after it, it comes too late for elements that htmx has met. */
const HTMX = ["dist/htmx.min.js", "dist/ext/hx-sse.min.js"];

/** The files of the console's pages. */
export function loadAssets(): Assets {
  const own = filesIn(join(import.meta.dirname, "assets"));
  return serveAssets("/staff/assets", [...own, packaged("htmx.js", "htmx.org", HTMX), ...fontFiles()]);
}
