import { BlockList, isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { AppError } from "../model/errors.ts";

/** Proxies of our own, whose word is taken for where a request came from. */
export interface Proxies {
  includes(address: string): boolean;
}

/**
 * Reads `10.0.0.5, 10.1.0.0/16, ::1`.
 * @throws AppError "input": no address or network
 */
export function proxiesOf(list: string): Proxies {
  const trusted = new BlockList();
  for (const entry of list.split(",").map((it) => it.trim())) {
    if (entry === "") continue;
    const [address = "", bits] = entry.split("/");
    const family = familyOf(address);
    const size = bits === undefined ? undefined : Number(bits);
    const most = family === "ipv6" ? 128 : 32;
    if (!family || (size !== undefined && !(Number.isInteger(size) && size >= 0 && size <= most))) {
      throw new AppError("input", `expected addresses or networks such as 10.0.0.5 or 10.1.0.0/16, got "${entry}"`);
    }
    if (size === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, size, family);
  }
  return {
    includes(address) {
      const family = familyOf(address);
      return family !== undefined && trusted.check(address, family);
    },
  };
}

/**
 * Where a request came from: the nearest address that is no proxy of ours. What others say of themselves in
 * `X-Forwarded-For` is only passed on by a trusted proxy, and stands left of what it added.
 */
export function clientAddress(c: Context, proxies: Proxies): string {
  const near = plain(getConnInfo(c).remote.address ?? "");
  if (!proxies.includes(near)) return near;
  const way = (c.req.header("x-forwarded-for") ?? "").split(",").map((it) => plain(it.trim()));
  const found = way.findLast((it) => !proxies.includes(it));
  return found !== undefined && isIP(found) > 0 ? found : near;
}

const plain = (address: string): string => address.replace(/^::ffff:/, "");

function familyOf(address: string): "ipv4" | "ipv6" | undefined {
  return ({ 0: undefined, 4: "ipv4", 6: "ipv6" } as const)[isIP(address) as 0 | 4 | 6];
}
