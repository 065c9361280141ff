import { createHash, createHmac } from "node:crypto";
import type { Selectable } from "kysely";
import { asService } from "./acting.ts";
import type { Database } from "./open.ts";
import type { Tables } from "./tables.ts";

type Seal = Selectable<Tables["audit_seal"]>;
type Parts = Pick<Database, "db" | "pool" | "keyring">;

/** Rows in one seal, at most. */
const BATCH = 1000;
const DIGEST_BYTES = 32;
/** Below the first id there can be. */
const BEGINNING = "-9223372036854775808";
/** Nothing younger is pruned: migration 019 says so as well. */
const PRUNABLE_DAYS = 365;
const DAY_MS = 24 * 60 * 60 * 1000;
/** SQLSTATE: somebody writes for long. The next minute makes up for it. */
const LOCKED = "55P03";

/** A row of the audit with all that was written down. Moments are text: microseconds count. */
const ROWS = `
  select id::text, to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at, actor, action, what, ref,
    citizen_id, session_id, columns, rule, allowed
  from audit where id > $1 and id <= $2 order by audit.id`;
interface Row extends Record<string, unknown> {
  readonly id: string;
}

/** Of what stands in a row, and not of its place. */
function digestOf({ id, ...said }: Row): Buffer {
  return createHash("sha256")
    .update(JSON.stringify(Object.values(said)))
    .digest();
}

const bodyOf = (ids: readonly string[], digests: Buffer): string =>
  createHash("sha256").update(JSON.stringify(ids)).update(digests).digest("base64url");

/** Who has the database and not the DATA_KEY cannot make one. */
function hashOf({ keyring }: Parts, seal: Omit<Seal, "hash" | "ids" | "digests" | "pruned_at">): string {
  const { n, at, first_id, last_id, count, body, previous } = seal;
  const said = JSON.stringify([n, at.toISOString(), first_id, last_id, count, body, previous]);
  return createHmac("sha256", keyring.secret("audit")).update(said).digest("base64url");
}

/**
 * Seals what was written down since the last time, each batch bound to the one before. Nobody who writes waits for it.
 * Several processes may do it at the same moment.
 * @returns how many rows
 */
export async function sealAudit(parts: Parts, now: Date): Promise<number> {
  return await asService("audit", async () => {
    const until = await horizon(parts);
    let sealed = 0;
    for (;;) {
      const count = until === null ? 0 : await sealNext(parts, until, now);
      sealed += count;
      if (count < BATCH) return sealed;
    }
  });
}

/** Up to here nothing more comes; null: nothing is there, or it is not known now. */
async function horizon({ pool }: Parts): Promise<string | null> {
  try {
    const { rows } = await pool.query<{ id: string | null }>("select audit_horizon()::text as id");
    return rows[0]?.id ?? null;
  } catch (error) {
    if ((error as { code?: string }).code === LOCKED) return null;
    throw error;
  }
}

async function sealNext(parts: Parts, until: string, at: Date): Promise<number> {
  const { db, pool } = parts;
  const last = await db
    .selectFrom("audit_seal")
    .select(["n", "last_id", "hash"])
    .orderBy("n", "desc")
    .limit(1)
    .execute();
  const { n = 0, last_id: after = BEGINNING, hash: previous = "" } = last[0] ?? {};
  const { rows } = await pool.query<Row>(`${ROWS} limit ${BATCH}`, [after, until]);
  const [first, newest] = [rows[0], rows.at(-1)];
  if (!first || !newest) return 0;
  const ids = rows.map(({ id }) => id);
  const digests = Buffer.concat(rows.map(digestOf));
  const bare = {
    n: n + 1,
    at,
    first_id: first.id,
    last_id: newest.id,
    count: ids.length,
    body: bodyOf(ids, digests),
    previous,
  };
  await db
    .insertInto("audit_seal")
    .values({ ...bare, ids, digests, hash: hashOf(parts, bare), pruned_at: null })
    .onConflict((other) => other.doNothing())
    .execute();
  return rows.length;
}

/** The newest seal, as "NUMBER:HASH"; undefined: nothing is sealed yet. */
export async function headOfAudit({ db }: Pick<Database, "db">): Promise<string | undefined> {
  const newest = db.selectFrom("audit_seal").select(["n", "hash"]).orderBy("n", "desc").limit(1);
  const row = await asService("audit", () => newest.executeTakeFirst());
  return row && `${row.n}:${row.hash}`;
}

/** Something that is not as it was sealed; "rewritten": nor as it was noted elsewhere. */
export interface AuditProblem {
  /** the number of the seal */
  readonly seal: number;
  /** the id of the row; absent: the seal itself */
  readonly row?: string;
  readonly problem: "changed" | "gone" | "put-in" | "moved" | "rewritten";
}

/** What was found. `rows` are those that were looked at; `open` those not sealed yet; `pruned` the seals whose rows are gone by right. */
export interface Verified {
  readonly ok: boolean;
  readonly rows: number;
  readonly seals: number;
  readonly pruned: number;
  readonly open: number;
  /** the newest seal: noted elsewhere, it shows later that nothing was cut off the end */
  readonly head: string | null;
  readonly problems: readonly AuditProblem[];
}

/** Seals that are read at a time. */
const CHUNK = 50;

/**
 * Holds the audit against its seals.
 * @param noted the `head` of an earlier time, "NUMBER:HASH": it must be there, and be the same
 */
export async function verifyAudit(parts: Parts, now: Date, noted?: string): Promise<Verified> {
  const { db } = parts;
  const problems: AuditProblem[] = [];
  const counts = { rows: 0, seals: 0, pruned: 0 };
  let [n, previous, after] = [0, "", BEGINNING];
  const [notedAt, notedHash] = noted?.split(":") ?? [];
  let found = noted === undefined;
  for (;;) {
    const seals = await db.selectFrom("audit_seal").selectAll().where("n", ">", n).orderBy("n").limit(CHUNK).execute();
    const newest = seals.at(-1);
    if (!newest) break;
    const rows = await rowsBetween(parts, after, newest.last_id);
    counts.rows += rows.size;
    for (const seal of seals) {
      for (n += 1; n < seal.n; n++) problems.push({ seal: n, problem: "gone" });
      const isPruned = seal.ids === null;
      // rows are pruned from the beginning and when they are old; when it was sealed cannot be changed
      const wrongly =
        isPruned && (counts.pruned < counts.seals || now.getTime() - seal.at.getTime() < PRUNABLE_DAYS * DAY_MS);
      if (wrongly || seal.previous !== previous || seal.hash !== hashOf(parts, seal)) {
        problems.push({ seal: seal.n, problem: "changed" });
      }
      problems.push(...problemsIn(seal, rows));
      counts.seals += 1;
      counts.pruned += isPruned ? 1 : 0;
      if (seal.n === Number(notedAt)) {
        found = true;
        if (seal.hash !== notedHash) problems.push({ seal: seal.n, problem: "rewritten" });
      }
      previous = seal.hash;
    }
    // what is left was in none of them
    problems.push(
      ...[...rows.keys()].map((row) => ({ seal: sealAround(seals, row), row, problem: "put-in" as const })),
    );
    after = newest.last_id;
  }
  if (!found) problems.push({ seal: Number(notedAt), problem: "gone" });
  const open = await rowsOpen(parts, after);
  const head = n === 0 ? null : `${n}:${previous}`;
  return { ok: problems.length === 0, ...counts, open, head, problems };
}

const sealAround = (seals: readonly Seal[], row: string): number =>
  (seals.find((it) => BigInt(row) <= BigInt(it.last_id)) as Seal).n;

/** Takes the rows of a seal out of `rows`. */
function problemsIn(seal: Seal, rows: Map<string, Buffer>): AuditProblem[] {
  const { n, ids, digests } = seal;
  if (ids === null || digests === null) return [];
  if (bodyOf(ids, digests) !== seal.body) return [{ seal: n, problem: "changed" }];
  const sealed = ids.map((id, i) => ({ id, digest: digests.subarray(i * DIGEST_BYTES, (i + 1) * DIGEST_BYTES) }));
  const all = new Set(sealed.map(({ digest }) => digest.toString("hex")));
  return sealed.flatMap(({ id: row, digest }): AuditProblem[] => {
    const found = rows.get(row);
    rows.delete(row);
    if (found?.equals(digest)) return [];
    if (!found) return [{ seal: n, row, problem: "gone" }];
    return [{ seal: n, row, problem: all.has(found.toString("hex")) ? "moved" : "changed" }];
  });
}

async function rowsBetween({ pool }: Parts, after: string, until: string): Promise<Map<string, Buffer>> {
  const { rows } = await pool.query<Row>(ROWS, [after, until]);
  return new Map(rows.map((row) => [row.id, digestOf(row)]));
}

async function rowsOpen({ db }: Parts, after: string): Promise<number> {
  const row = await db
    .selectFrom("audit")
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .where("id", ">", after)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** How many sealed rows there are from before a moment. */
export async function countPrunable({ db }: Parts, before: Date): Promise<number> {
  const row = await db
    .selectFrom("audit_seal")
    .select(({ fn }) => fn.sum<string | null>("count").as("count"))
    .where("at", "<", before)
    .where("pruned_at", "is", null)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/**
 * Removes sealed rows from before a moment, and nothing of the last year; the seals stay, and show that nothing else is gone.
 * The program may not remove what is in the audit: a function of its owner does.
 * @returns how many
 */
export async function pruneAudit({ pool }: Parts, before: Date): Promise<number> {
  const { rows } = await pool.query<{ count: number }>("select prune_audit($1)::int as count", [before]);
  return rows[0]?.count ?? 0;
}
