import type { Encouragement } from "./desk/parts.ts";
import type { Product } from "./product.ts";

/** Writes a few words to a citizen, in their chat; with the same id once. They come when nothing else is asked (R19, R21). */
export async function encourage(
  { receive, now }: Pick<Product, "receive" | "now">,
  { id, conversation, by, words }: Encouragement,
): Promise<void> {
  const at = now().toISOString();
  await receive.receive(conversation, { kind: "encourage", channel: "staff", id, at, from: by, words });
}
