import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { dropCookie, keepCookie, readCookie } from "../../http/cookies.ts";
import type { TextSize } from "./view/look.ts";

const DEVICE = "skridt";
const SIZE = "skridt-text";
/** The longest a browser keeps a cookie; begun anew at every visit. */
const MAX_AGE = 400 * 24 * 60 * 60;

/** A remembered device: what the cookie holds, as `<device>.<secret>`. */
export interface Device {
  readonly device: string;
  readonly secret: string;
}

export function readDevice(c: Context, secure: boolean): Device | undefined {
  const [device, secret, ...more] = (readCookie(c, DEVICE, secure) ?? "").split(".");
  return device && secret && more.length === 0 ? { device, secret } : undefined;
}

export function rememberDevice(c: Context, { device, secret }: Device, secure: boolean): void {
  keepCookie(c, DEVICE, `${device}.${secret}`, { secure, maxAge: MAX_AGE });
}

export function forgetDevice(c: Context, secure: boolean): void {
  dropCookie(c, DEVICE, { secure });
}

export function readTextSize(c: Context): TextSize {
  const size = getCookie(c, SIZE);
  return size === "2" || size === "3" ? size : "1";
}

/** @param path the pages it is for */
export function rememberTextSize(c: Context, size: TextSize, secure: boolean, path = "/c"): void {
  setCookie(c, SIZE, size, { path, httpOnly: true, sameSite: "Lax", secure, maxAge: MAX_AGE });
}
