import { randomUUID } from "node:crypto";
import type { Database } from "./open.ts";
import { mustExist } from "./people.ts";
import { hashOf, newCode, newSecret } from "./secrets.ts";

/** How long a link or QR code can be used. */
const VALID_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;
/** How often the secret of a device is changed. */
const RENEW_DAYS = 30;

export interface Invitation {
  readonly code: string;
  readonly expiresAt: Date;
}

/**
 * A one-time code for a citizen's way in. Only its hash is stored; one from before that nobody used opens nothing more.
 * @throws AppError "not-found": no such citizen
 */
export async function invite(
  database: Database,
  invitation: { citizen: string; channel: "web" | "telegram"; now: Date },
): Promise<Invitation> {
  await mustExist(database, "citizen", invitation.citizen);
  const code = newCode();
  const expiresAt = new Date(invitation.now.getTime() + VALID_DAYS * DAY_MS);
  const row = { code_hash: hashOf(code), citizen_id: invitation.citizen, channel: invitation.channel };
  await database.db
    .with("replaced", (with_) =>
      with_
        .updateTable("invitation")
        .set({ expires_at: invitation.now })
        .where("citizen_id", "=", invitation.citizen)
        .where("channel", "=", invitation.channel)
        .where("used_at", "is", null)
        .where("expires_at", ">", invitation.now),
    )
    .insertInto("invitation")
    .values({ ...row, expires_at: expiresAt, used_at: null })
    .execute();
  return { code, expiresAt };
}

/** Exchanges a code for a remembered device, once. Undefined: unknown, used or expired. */
export async function redeem(
  { db }: Database,
  code: string,
  now: Date,
): Promise<{ device: string; secret: string } | undefined> {
  const [device, secret] = [randomUUID(), newSecret()];
  const added = await db
    .with("used", (with_) =>
      with_
        .updateTable("invitation")
        .set({ used_at: now })
        .where("code_hash", "=", hashOf(code))
        .where("channel", "=", "web")
        .where("used_at", "is", null)
        .where("expires_at", ">", now)
        .returning("citizen_id"),
    )
    .insertInto("device")
    .columns(["id", "citizen_id", "secret_hash"])
    .expression((select) =>
      select
        .selectFrom("used")
        .select(({ val }) => [val(device).as("id"), "used.citizen_id", val(hashOf(secret)).as("secret_hash")]),
    )
    .returning("id")
    .executeTakeFirst();
  return added && { device, secret };
}

export interface Device {
  readonly id: string;
  readonly createdAt: Date;
}

/** The devices a citizen can use now. */
export async function listDevices({ db }: Database, citizen: string, now: Date): Promise<Device[]> {
  return await db
    .selectFrom("device")
    .select(["id", "created_at as createdAt"])
    .where("citizen_id", "=", citizen)
    .where("revoked_at", "is", null)
    .where((where) => where.or([where("expires_at", "is", null), where("expires_at", ">", now)]))
    .orderBy("created_at")
    .execute();
}

/** A lost or lent phone no longer opens the chat, from its next request on. @returns false: none of the citizen's */
export async function revokeDevice({ db }: Database, citizen: string, device: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("device")
    .set({ revoked_at: now })
    .where("id", "=", device)
    .where("citizen_id", "=", citizen)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Whether a secret is of a device that was in once and is no more. */
export async function isRemovedDevice(
  { db }: Database,
  { device, secret }: { readonly device: string; readonly secret: string },
): Promise<boolean> {
  const found = await db
    .selectFrom("device")
    .select("id")
    .where("id", "=", device)
    .where((where) =>
      where.or([where("secret_hash", "=", hashOf(secret)), where("previous_hash", "=", hashOf(secret))]),
    )
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * A new secret for a device whose secret is a month old; undefined: not now. The old one is good until the new one has
 * been used: an answer that was lost on the way shuts nobody out.
 */
export async function renewDevice(
  { db }: Database,
  { device, secret }: { readonly device: string; readonly secret: string },
  now: Date,
): Promise<string | undefined> {
  const next = newSecret();
  const own = db.updateTable("device").where("id", "=", device).where("secret_hash", "=", hashOf(secret));
  const renewed = await own
    .set({ previous_hash: hashOf(secret), secret_hash: hashOf(next), rotated_at: now })
    .where("rotated_at", "<", new Date(now.getTime() - RENEW_DAYS * DAY_MS))
    .executeTakeFirst();
  if (renewed.numUpdatedRows > 0n) return next;
  // it came with the new one
  await own.set({ previous_hash: null }).where("previous_hash", "is not", null).execute();
  return undefined;
}
