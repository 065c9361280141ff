import { sql } from "kysely";
import type { Consent } from "../model/consent.ts";
import { mayRead, type Reader, type Ruling, type Standing } from "../people/access.ts";
import type { Database } from "./open.ts";

/** A member of staff and a citizen, as the access rules need them. */
export interface Between {
  readonly reader: Reader;
  readonly standing: Standing;
  /** the receivers of a release that are this reader: their id, and everyone of their role in their unit */
  readonly receivers: { readonly person: string; readonly group: string };
}

/** Every citizen a member of staff has something to do with: tied now, or let in by the citizen. One who left has nobody. */
export function citizensAround({ db }: Database, staff: string) {
  return db
    .selectFrom("citizen")
    .innerJoin("staff", (join) => join.on("staff.id", "=", staff).on("staff.left_at", "is", null))
    .leftJoin("consent as person", (join) =>
      join.onRef("person.citizen_id", "=", "citizen.id").onRef("person.receiver", "=", "staff.id"),
    )
    .leftJoin("consent as group", (join) =>
      join.onRef("group.citizen_id", "=", "citizen.id").on("group.receiver", "=", GROUP),
    )
    .select(["staff.role", "person.kinds as personKinds", "group.kinds as groupKinds"])
    .select(GROUP.as("group"))
    .select(TIED.as("tied"))
    .where((where) => where.or([TIED, where("group.receiver", "is not", null)]));
}

const GROUP = sql<string>`staff.role || '@' || staff.unit_id`;
const TIED = sql<boolean>`exists (
  select from relation where relation.citizen_id = citizen.id and relation.staff_id = staff.id
    and relation.from_at <= now() and (relation.to_at is null or relation.to_at > now()))`;

interface Row {
  readonly role: string;
  readonly group: string;
  readonly tied: boolean;
  readonly personKinds: Consent["kinds"] | null;
  readonly groupKinds: Consent["kinds"] | null;
}

export function betweenIn(row: Row, staff: string): Between {
  return { reader: { role: row.role }, standing: standingIn(row), receivers: { person: staff, group: row.group } };
}

function standingIn({ tied, personKinds, groupKinds }: Pick<Row, "tied" | "personKinds" | "groupKinds">): Standing {
  return {
    tied,
    ...(personKinds ? { person: { kinds: personKinds } } : {}),
    ...(groupKinds ? { group: { kinds: groupKinds } } : {}),
  };
}

interface BeforeRow extends Omit<Row, "group"> {
  readonly flow_id: string;
  readonly person: boolean;
  readonly group: boolean;
}

/** Whether the acting member of staff may read an outcome, and the rule, also when it is hidden from them; undefined: there is none. */
export async function rulingOnOutcome({ db }: Database, session: string): Promise<Ruling | undefined> {
  const { rows } = await sql<BeforeRow>`select * from skridt_before(${session})`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const to = (["person", "group"] as const).filter((it) => row[it]);
  return mayRead({ role: row.role }, standingIn(row), { flow: row.flow_id, to });
}

/** What is between one member of staff and these citizens; those they have nothing to do with are left out. */
export async function betweenOf(
  database: Database,
  staff: string,
  citizens: readonly string[],
): Promise<ReadonlyMap<string, Between>> {
  if (citizens.length === 0) return new Map();
  const rows = await citizensAround(database, staff).select("citizen.id").where("citizen.id", "in", citizens).execute();
  return new Map(rows.map((row) => [row.id, betweenIn(row, staff)]));
}
