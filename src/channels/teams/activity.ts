import { z } from "zod";
import type { ChatKind } from "./parts.ts";

/** What we read of an activity. Whatever else Teams writes into it is left alone. */
const activitySchema = z.object({
  type: z.string(),
  id: z.string().min(1).optional(),
  name: z.string().optional(),
  action: z.string().optional(),
  text: z.string().optional(),
  locale: z.string().optional(),
  channelId: z.string(),
  serviceUrl: z.url(),
  replyToId: z.string().optional(),
  from: z.object({ aadObjectId: z.string().optional() }),
  conversation: z.object({
    // it becomes part of an address
    id: z.string().regex(/^[\w:;=@.|+-]{1,400}$/),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  channelData: z.object({ tenant: z.object({ id: z.string() }).optional() }).nullish(),
  value: z.unknown().optional(),
});

export type Activity = z.infer<typeof activitySchema>;

/** Undefined: it is no activity. */
export function readActivity(body: unknown): Activity | undefined {
  return activitySchema.safeParse(body).data;
}

export const tenantOf = ({ conversation, channelData }: Activity): string | undefined =>
  conversation.tenantId ?? channelData?.tenant?.id;

const KINDS: readonly ChatKind[] = ["personal", "groupChat", "channel"];

/** An unknown kind of chat counts as one where others read along. */
export function kindOf({ conversation }: Activity): ChatKind {
  return KINDS.find((it) => it === conversation.conversationType) ?? "groupChat";
}

/** What was typed, without who it was said to. */
export function wordsOf({ text = "" }: Activity): string {
  return text
    .replace(/<at[^>]*>.*?<\/at>/gs, " ")
    .replace(/&nbsp;|\s+/g, " ")
    .trim();
}

/** What a tap on a card asks for. Of an Action.Submit the verb is in its data. */
export interface Tapped {
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, string>>;
}

const executed = z.object({
  action: z.object({ verb: z.string(), data: z.record(z.string(), z.unknown()).nullish() }),
});
const submitted = z.looseObject({ verb: z.string() });

/** Undefined: nothing of ours was tapped. Whatever was typed or picked is a text beside what the card carried along. */
export function tappedOf({ type, name, value }: Activity): Tapped | undefined {
  if (type === "invoke" && name === "adaptiveCard/action") {
    const read = executed.safeParse(value).data?.action;
    return read && { verb: read.verb, ...apart(read.data ?? {}) };
  }
  if (type !== "message") return undefined;
  const read = submitted.safeParse(value).data;
  if (!read) return undefined;
  const { verb, ...rest } = read;
  return { verb, ...apart(rest) };
}

/** Teams gives what a card carries and what was typed in it in one heap; what was typed is text. */
function apart(all: Readonly<Record<string, unknown>>): Pick<Tapped, "data" | "inputs"> {
  const inputs = Object.entries(all).filter((it): it is [string, string] => typeof it[1] === "string");
  return { data: all, inputs: Object.fromEntries(inputs) };
}
