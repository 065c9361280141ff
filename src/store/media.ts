import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Media } from "../model/value.ts";
import type { Database } from "./open.ts";
import { hashOf } from "./secrets.ts";

/** A voice message or photo of a citizen, ready to be stored. */
export interface NewMedia {
  readonly citizen: string;
  readonly type: Media["type"];
  readonly mime: string;
  readonly bytes: Buffer;
  /** the first picture of an album; others join it */
  readonly album?: AlbumPart | undefined;
}

/** One picture of an album; `part` tells it from the others. */
export interface AlbumPart {
  readonly album: string;
  readonly part: number;
}

export async function saveMedia({ db, keys }: Database, media: NewMedia): Promise<Media> {
  const { citizen, type, mime, album } = media;
  // an album that is begun again lies where it lay: what is sealed opens there only
  const id = album ? hashOf(`${citizen} ${album.album}`) : randomUUID();
  const bytes = (await keys.of(citizen)).sealBytes(media.bytes, "media.bytes", id);
  const joined = album ? { album: album.album, album_parts: [String(album.part)] } : {};
  const row = { id, citizen_id: citizen, type, mime, bytes, ...joined };
  if (!album) {
    // who adds it may not be who may see it
    await db.insertInto("media").values(row).execute();
    return { id, type };
  }
  return await db
    .insertInto("media")
    .values(row)
    .onConflict((known) =>
      known
        .columns(["citizen_id", "album"])
        .where("album", "is not", null)
        .doUpdateSet({ id, bytes, ...joined }),
    )
    .returning(["id", "type"])
    .executeTakeFirstOrThrow();
}

/** Others of the same album join it at the same moment: tried so often. */
const RACES = 10;

/**
 * Puts a picture to the others of its album, which are one photo. Put twice it is there once.
 * @param join makes one photo of what there is and what is put to it
 * @returns false: there is no photo of that album
 */
export async function joinAlbum(
  { db, keys }: Database,
  { citizen, album, part }: AlbumPart & { readonly citizen: string },
  join: (before: Buffer) => Promise<Buffer>,
): Promise<boolean> {
  const key = await keys.of(citizen);
  for (let race = 0; race < RACES; race++) {
    const found = await db
      .selectFrom("media")
      .select(["id", "bytes", "album_parts as parts"])
      .where("citizen_id", "=", citizen)
      .where("album", "=", album)
      .where("type", "=", "photo")
      .executeTakeFirst();
    if (!found?.parts) return false;
    if (found.parts.includes(String(part))) return true;
    const place = ["media.bytes", found.id] as const;
    const bytes = key.sealBytes(await join(key.openBytes(found.bytes, ...place)), ...place);
    const joined = await db
      .updateTable("media")
      .set({ bytes, album_parts: [...found.parts, String(part)] })
      .where("id", "=", found.id)
      .where(sql`cardinality(album_parts)`, "=", found.parts.length)
      .returning("id")
      .executeTakeFirst();
    if (joined) return true;
  }
  return false;
}

/** @param citizen whose it must be: an id of another citizen finds nothing */
export async function getMedia(
  { db, keys }: Database,
  citizen: string,
  id: string,
): Promise<{ mime: string; bytes: Buffer } | undefined> {
  const row = await db
    .selectFrom("media")
    .select(["mime", "bytes"])
    .where("id", "=", id)
    .where("citizen_id", "=", citizen)
    .executeTakeFirst();
  return row && { mime: row.mime, bytes: (await keys.of(citizen)).openBytes(row.bytes, "media.bytes", id) };
}
