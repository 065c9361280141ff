import { type Api, GrammyError } from "grammy";
import { AppError } from "../../model/errors.ts";
import { MAX_FILE } from "./map.ts";
import type { TelegramParts } from "./parts.ts";

const GIVE_UP_MS = 60_000;

type Download = (file: string) => Promise<Uint8Array | undefined>;

/**
 * Fetches a file a person sent. Undefined: it is bigger than may be fetched, or Telegram has it no more.
 * @throws AppError "unavailable"; HttpError
 */
export function createDownload({ apiRoot, token }: Pick<TelegramParts, "apiRoot" | "token">, api: Api): Download {
  return async (id) => {
    const path = await pathOf(api, id);
    if (path === undefined) return undefined;
    try {
      // not a word of what goes wrong: the address holds the token
      const response = await fetch(`${apiRoot}/file/bot${token}/${path}`, { signal: AbortSignal.timeout(GIVE_UP_MS) });
      if (!response.ok || !response.body) throw new Error();
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of response.body) {
        size += chunk.length;
        if (size > MAX_FILE) return undefined;
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } catch {
      throw new AppError("unavailable", "a file could not be fetched from Telegram");
    }
  };
}

async function pathOf(api: Api, id: string): Promise<string | undefined> {
  try {
    return (await api.getFile(id)).file_path;
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400) return undefined;
    throw error;
  }
}
