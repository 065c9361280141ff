import { createHmac, timingSafeEqual } from "node:crypto";
import type { Picture } from "./model/picture.ts";
import type { Pictures } from "./pictures/index.ts";

/** Addresses of pictures; those with words of a citizen are signed, and end. */
export interface MediaLinks {
  /** `/media/…` of a picture on a page: signed where it is drawn from somebody's answers, for half a day at least. */
  address(picture: Picture): { readonly url: string; readonly width: number; readonly height: number };
  /**
   * `/media/<hash>.png?until=…&seal=…`: opens without cookies, for who cannot sign in (a card in Teams).
   * @param ttlMs how long, in milliseconds
   */
  signed(hash: string, ttlMs: number): string;
  /** Whether a picture may be handed out to who asks with this address, and until when it may be kept. */
  opens(hash: string, query: { readonly until?: string | undefined; readonly seal?: string | undefined }): Opens;
}

/** `forged`: not that its time is over. `until`: milliseconds since 1970; absent: for good */
type Opens =
  | { readonly allowed: false; readonly forged: boolean }
  | { readonly allowed: true; readonly until?: number };

/** The page of an open chat keeps its picture as long as somebody may look at it without doing anything. */
const PAGE_MS = 12 * 60 * 60 * 1000;
/** The same address for a while, so that a browser that has the picture does not ask again. */
const STEP_MS = 60 * 60 * 1000;

/** @param secret 32 bytes that every process of the installation has */
export function createMediaLinks(
  { pictures, now }: { readonly pictures: Pictures; now(): Date },
  secret: Uint8Array,
): MediaLinks {
  const sealOf = (hash: string, until: string): Buffer =>
    createHmac("sha256", secret).update(`${hash} ${until}`).digest();
  const signedUntil = (hash: string, at: number): string => {
    const until = String(at);
    return `/media/${hash}.png?until=${until}&seal=${sealOf(hash, until).toString("base64url")}`;
  };
  return {
    address(picture) {
      const { hash, width, height } = pictures.link(picture);
      if (!pictures.isPersonal(hash)) return { url: `/media/${hash}.svg`, width, height };
      const until = Math.ceil((now().getTime() + PAGE_MS) / STEP_MS) * STEP_MS;
      return { url: signedUntil(hash, until), width, height };
    },
    signed: (hash, ttlMs) => signedUntil(hash, now().getTime() + ttlMs),
    opens(hash, { until, seal }) {
      if (!pictures.isPersonal(hash)) return { allowed: true };
      if (!until || !seal || Number(until) <= now().getTime()) return { allowed: false, forged: false };
      const [given, right] = [Buffer.from(seal, "base64url"), sealOf(hash, until)];
      const allowed = given.length === right.length && timingSafeEqual(given, right);
      return allowed ? { allowed, until: Number(until) } : { allowed, forged: true };
    },
  };
}
