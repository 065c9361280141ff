import { join } from "node:path";
import { type Assets, filesIn, fontFiles, serveAssets } from "../../http/assets.ts";

/** The files of the chat, which the console shows as well. */
export function chatAssets(): Assets {
  return serveAssets("/c/assets", [...filesIn(join(import.meta.dirname, "assets")), ...fontFiles()]);
}
