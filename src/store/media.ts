import { randomUUID } from "node:crypto";
import type { Media } from "../model/value.ts";
import type { Database } from "./open.ts";

/** A voice message or photo of a citizen, ready to be stored. */
export interface NewMedia {
  readonly citizen: string;
  readonly type: Media["type"];
  readonly mime: string;
  readonly bytes: Buffer;
}

export async function saveMedia({ db }: Database, media: NewMedia): Promise<Media> {
  const { citizen, type, mime, bytes } = media;
  const row = { id: randomUUID(), citizen_id: citizen, type, mime, bytes };
  return await db.insertInto("media").values(row).returning(["id", "type"]).executeTakeFirstOrThrow();
}

/** @param citizen whose it must be: an id of another citizen finds nothing */
export async function getMedia(
  { db }: Database,
  citizen: string,
  id: string,
): Promise<{ mime: string; bytes: Buffer } | undefined> {
  return await db
    .selectFrom("media")
    .select(["mime", "bytes"])
    .where("id", "=", id)
    .where("citizen_id", "=", citizen)
    .executeTakeFirst();
}
