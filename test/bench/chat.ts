import type { Answered, Connection } from "./client.ts";
import type { Give } from "./dialogue.ts";

const NONCE = /name="nonce" value="([^"]*)"/;

/** A page of the chat: what is needed to answer on it. */
export type Page = string;

type Asked = Pick<Connection, "request">;

/** Opens the chat with a remembered device. */
export async function openChat(connection: Asked, cookie: string): Promise<Page> {
  return pageIn(await connection.request("GET", "/c", `Cookie: ${cookie}\r\n`));
}

/** Uses a one-time link. @returns the cookie of the device that is remembered */
export async function enter(connection: Asked, code: string): Promise<string> {
  const { status, head } = await connection.request("POST", `/c/i/${code}`, "");
  const cookie = /set-cookie: ((?:__Host-)?skridt=[^;]+)/i.exec(head)?.[1];
  if (cookie === undefined) throw new Error(`entering: expected a cookie, got status ${status}`);
  return cookie;
}

/** Answers as the page's script does: its form in the background, met by the parts that changed. */
export async function answer(connection: Asked, cookie: string, page: Page, give: Give): Promise<Page> {
  const nonce = NONCE.exec(page)?.[1] ?? "";
  const given: Record<string, string> = "tap" in give ? { token: tokenIn(page, give.tap) } : { words: give.words };
  const body = new URLSearchParams({ nonce, ...given }).toString();
  const headers = `Cookie: ${cookie}\r\nx-skridt-fragment: 1\r\nContent-Type: application/x-www-form-urlencoded;charset=UTF-8\r\n`;
  return pageIn(await connection.request("POST", "/c/answer", headers, body));
}

/** The token of the button that means `id`: the last of its parts. */
function tokenIn(page: Page, id: string): string {
  const end = page.indexOf(`.${id}"`);
  const begin = page.lastIndexOf('"', end) + 1;
  if (end < 0) throw new Error(`expected a button "${id}" on the page`);
  return page.slice(begin, end + id.length + 1);
}

function pageIn({ status, body }: Answered): Page {
  if (status !== 200) throw new Error(`expected a page, got status ${status}`);
  return body;
}
