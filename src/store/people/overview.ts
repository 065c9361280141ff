import { sql } from "kysely";
import type { Persona } from "../../model/picture.ts";
import type { Member } from "../../people/roles.ts";
import type { Database } from "../open.ts";
import { listUnits, type Unit } from "../people.ts";
import { type Unreached, unreachedInTeams } from "../teams.ts";
import { byName, withNames } from "./names.ts";
import { members } from "./relations.ts";

/** A citizen among the people of a unit. */
export interface CitizenEntry {
  readonly id: string;
  readonly name: string;
  readonly persona: Persona;
  readonly unit: string;
  readonly closed: boolean;
  /** the names of their behandlere now */
  readonly behandlere: readonly string[];
}

/** The people of a unit, by name; nothing of what citizens answered. */
export interface UnitPeople {
  readonly unit: Unit;
  /** those who have not left, each with how many citizens they have now, and whether Teams is no way to them any more */
  readonly staff: readonly (Member & { readonly citizens: number; readonly unreached: Unreached | undefined })[];
  readonly citizens: readonly CitizenEntry[];
}

/** @param only the id of a unit; absent: all units */
export async function peopleOf(database: Database, only?: string): Promise<UnitPeople[]> {
  const { db } = database;
  const [units, staff, counts, citizens, unreached] = await Promise.all([
    listUnits(database),
    members(database),
    db
      .selectFrom("relation")
      .select(["staff_id", sql<number>`count(distinct citizen_id)::int`.as("citizens")])
      .where(sql<boolean>`to_at is null or to_at > now()`)
      .groupBy("staff_id")
      .execute(),
    db
      .selectFrom("citizen")
      .select(["id", "name", "persona", "unit_id as unit", "closed_at"])
      .select(
        sql<string[]>`array(select s.name from relation r join staff s on s.id = r.staff_id
          where r.citizen_id = citizen.id and r.role = 'behandler' and (r.to_at is null or r.to_at > now())
          order by r.from_at)`.as("behandlere"),
      )
      .execute(),
    unreachedInTeams(database),
  ]);
  const named = byName(await withNames(database, citizens));
  const countOf = new Map(counts.map((it) => [it.staff_id, it.citizens]));
  return units
    .filter((unit) => only === undefined || unit.id === only)
    .map((unit) => ({
      unit,
      staff: staff
        .filter((it) => it.unit === unit.id && !it.left)
        .map((it) => ({ ...it, citizens: countOf.get(it.id) ?? 0, unreached: unreached.get(it.id) })),
      citizens: named
        .filter((it) => it.unit === unit.id)
        .map(({ closed_at, ...it }) => ({ ...it, closed: closed_at !== null })),
    }));
}
