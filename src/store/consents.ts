import type { Consents } from "../model/consent.ts";
import type { Database } from "./open.ts";

/** What was decided once, in the words the citizen read or tapped. */
export interface ConsentRecord {
  readonly receiver: string;
  readonly name: string;
  /** true: yes, false: no, null: nothing is said about it any more */
  readonly kinds: Readonly<Record<string, boolean | null>>;
  readonly wording: string;
  readonly at: Date;
}

/** What counts now. */
export async function consentsOf({ db }: Database, citizen: string): Promise<Consents> {
  const rows = await db
    .selectFrom("consent")
    .select(["receiver", "name", "kinds"])
    .where("citizen_id", "=", citizen)
    .orderBy("receiver")
    .execute();
  return Object.fromEntries(rows.map(({ receiver, name, kinds }) => [receiver, { name, kinds }]));
}

/** All that was ever decided, the newest first. */
export async function consentRecords({ db, keys }: Database, citizen: string): Promise<ConsentRecord[]> {
  const rows = await db
    .selectFrom("consent_record")
    .select(["receiver", "name", "kinds", "wording", "at"])
    .where("citizen_id", "=", citizen)
    .orderBy("id", "desc")
    .execute();
  if (rows.length === 0) return [];
  const key = await keys.of(citizen);
  return rows.map((row) => {
    const wording = key.open(row.wording, "consent_record.wording", row.receiver, row.at.toISOString());
    return { ...row, wording };
  });
}
