import type { Answered } from "../model/conversation.ts";
import type { Media, Value } from "../model/value.ts";
import type { Database } from "./open.ts";

/** Recordings and photos of these answers that are not stored any more. */
export async function goneAmong(
  { db }: Database,
  citizen: string,
  answers: readonly Answered[],
): Promise<ReadonlySet<string>> {
  const ids = answers.flatMap(([, value]) => mediaIn(value)?.id ?? []);
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom("media")
    .select("id")
    .where("citizen_id", "=", citizen)
    .where("id", "in", ids)
    .execute();
  const there = new Set(rows.map(({ id }) => id));
  return new Set(ids.filter((id) => !there.has(id)));
}

/** The answers, saying of what was let go of since that it is gone: that it was given stays. */
export function withoutGone(answers: readonly Answered[], gone: ReadonlySet<string>): readonly Answered[] {
  if (gone.size === 0) return answers;
  return answers.map(([path, value]) => {
    const media = mediaIn(value);
    const marked = media && gone.has(media.id) ? ({ ...value, media: { ...media, gone: true } } as Value) : value;
    return [path, marked] as const;
  });
}

const mediaIn = (value: Value): Media | undefined =>
  value.kind === "media" || value.kind === "choices" ? value.media : undefined;
