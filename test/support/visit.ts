/** A browser without pages: keeps cookies as one does, by host and port, and follows where it is led. */
export interface Browsing {
  /** @param follow false: stops at the first answer */
  get(url: string, follow?: boolean): Promise<Response>;
  /** Sends a form from a page of the same place. */
  post(url: string, form?: Record<string, string>): Promise<Response>;
  /** what is kept for an address: name → value */
  cookies(url: string): Map<string, string>;
  /** another with the same cookies */
  copy(): Browsing;
}

const MOST_HOPS = 10;

export function startBrowsing(jars = new Map<string, Map<string, string>>()): Browsing {
  const cookies = (url: string): Map<string, string> => {
    const { host } = new URL(url);
    if (!jars.has(host)) jars.set(host, new Map());
    return jars.get(host) as Map<string, string>;
  };
  const ask = async (url: string, init: RequestInit): Promise<Response> => {
    const jar = cookies(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { ...init, redirect: "manual", headers: { ...init.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/;\s*max-age=0\b|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  const get: Browsing["get"] = async (url, follow = true) => {
    let at = url;
    for (let hop = 0; hop < MOST_HOPS; hop++) {
      const response = await ask(at, {});
      const to = response.headers.get("location");
      if (!follow || to === null) return Object.defineProperty(response, "url", { value: at });
      await response.body?.cancel();
      at = new URL(to, at).href;
    }
    throw new Error(`${url}: led on more than ${MOST_HOPS} times`);
  };
  return {
    get,
    post: (url, form = {}) =>
      ask(url, { method: "POST", body: new URLSearchParams(form), headers: { origin: new URL(url).origin } }),
    cookies,
    copy: () => startBrowsing(new Map([...jars].map(([host, jar]) => [host, new Map(jar)]))),
  };
}
