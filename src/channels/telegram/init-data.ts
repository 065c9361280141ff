import { createHmac, timingSafeEqual } from "node:crypto";

/** How old an opening may be when it reaches us. */
const FRESH_MS = 5 * 60 * 1000;
/** How much Telegram's clock may be ahead of ours. */
const AHEAD_MS = 60 * 1000;
const MAX_LENGTH = 8192;

/** Who opened a Mini App, as Telegram signed it. */
export interface Opening {
  readonly user: number;
  readonly at: Date;
  /** what tells this opening from every other one */
  readonly digest: string;
}

/**
 * Reads what Telegram says of whoever opened the Mini App (`initData`), signed with the bot's token.
 * Undefined: it is not signed by that bot, too old, or names nobody.
 */
export function readInitData(initData: string, token: string, now: Date): Opening | undefined {
  if (initData.length > MAX_LENGTH) return undefined;
  const fields = new URLSearchParams(initData);
  const digest = fields.get("hash") ?? "";
  if (fields.getAll("hash").length !== 1 || !/^[0-9a-f]{64}$/.test(digest)) return undefined;
  const signed = [...fields].filter(([name]) => name !== "hash").map(([name, value]) => `${name}=${value}`);
  const key = createHmac("sha256", "WebAppData").update(token).digest();
  const expected = createHmac("sha256", key).update(signed.sort().join("\n")).digest();
  if (!timingSafeEqual(expected, Buffer.from(digest, "hex"))) return undefined;
  const at = Number(fields.get("auth_date")) * 1000;
  const age = now.getTime() - at;
  // not a number is neither
  if (!(age <= FRESH_MS && age >= -AHEAD_MS)) return undefined;
  const user = userIn(fields.get("user"));
  return user === undefined ? undefined : { user, at: new Date(at), digest };
}

function userIn(text: string | null): number | undefined {
  try {
    const { id } = JSON.parse(text ?? "");
    return Number.isSafeInteger(id) && id > 0 ? id : undefined;
  } catch {
    return undefined;
  }
}
