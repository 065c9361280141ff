import type { Update } from "grammy/types";
import { z } from "zod";

/** Of a kind that Telegram does not send, it counts as left out: the rest of a message is not lost over it. */
const text = z.string().optional().catch(undefined);
const chat = z.looseObject({ id: z.int(), type: z.string() });
const file = z
  .looseObject({ file_id: z.string(), file_size: z.number().optional().catch(undefined), mime_type: text })
  .optional()
  .catch(undefined);
const button = z.looseObject({ text: z.string(), callback_data: text });
const message = z.looseObject({
  message_id: z.int(),
  chat,
  text,
  caption: text,
  media_group_id: text,
  photo: z
    .array(z.looseObject({ file_id: z.string() }))
    .optional()
    .catch(undefined),
  voice: file,
  audio: file,
  document: file,
  poll: z.looseObject({ question: text }).optional().catch(undefined),
  reply_markup: z
    .looseObject({ inline_keyboard: z.array(z.array(button)) })
    .optional()
    .catch(undefined),
});
const update = z.looseObject({
  update_id: z.int(),
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: z.looseObject({ id: z.string(), data: text, message: message.optional() }).optional(),
  my_chat_member: z.looseObject({ chat, new_chat_member: z.looseObject({ status: z.string() }) }).optional(),
});

/** An update as we read it; undefined: it is none, or not from a chat. What is not read is left as it came. */
export function readUpdate(given: unknown): Update | undefined {
  const read = update.safeParse(given);
  return read.success ? (read.data as unknown as Update) : undefined;
}
