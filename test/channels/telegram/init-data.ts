import { createHmac } from "node:crypto";

/** What Telegram would say of whoever opened the Mini App, signed with a bot's token. */
export function initDataOf(token: string, fields: Readonly<Record<string, string>>): string {
  const signed = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
  const key = createHmac("sha256", "WebAppData").update(token).digest();
  const hash = createHmac("sha256", key).update(signed.sort().join("\n")).digest("hex");
  return new URLSearchParams({ ...fields, hash }).toString();
}

/** An opening by a person, at a moment. */
export function openingOf(token: string, user: number, at: Date, query = "q"): string {
  const auth_date = String(Math.floor(at.getTime() / 1000));
  return initDataOf(token, { auth_date, query_id: query, user: JSON.stringify({ id: user, first_name: "Ole" }) });
}
