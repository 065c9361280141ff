import { randomUUID } from "node:crypto";
import type { Database } from "./open.ts";
import { mustExist } from "./people.ts";
import { hashOf, newCode, newSecret } from "./secrets.ts";

/** How long a link or QR code can be used. */
const VALID_DAYS = 7;

export interface Invitation {
  readonly code: string;
  readonly expiresAt: Date;
}

/** A one-time code for a citizen's way in. Only its hash is stored. @throws AppError "not-found": no such citizen */
export async function invite(
  database: Database,
  invitation: { citizen: string; channel: "web" | "telegram"; now: Date },
): Promise<Invitation> {
  await mustExist(database, "citizen", invitation.citizen);
  const code = newCode();
  const expiresAt = new Date(invitation.now.getTime() + VALID_DAYS * 24 * 60 * 60 * 1000);
  const row = { code_hash: hashOf(code), citizen_id: invitation.citizen, channel: invitation.channel };
  await database.db
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

/** A lost or lent phone no longer opens the chat, from its next request on. */
export async function revokeDevice({ db }: Database, citizen: string, device: string, now: Date): Promise<void> {
  await db
    .updateTable("device")
    .set({ revoked_at: now })
    .where("id", "=", device)
    .where("citizen_id", "=", citizen)
    .execute();
}
