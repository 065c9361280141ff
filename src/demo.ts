import type { Product } from "./product.ts";
import { asService } from "./store/acting.ts";
import { invite, redeem } from "./store/invitations.ts";
import type { Database } from "./store/open.ts";
import { addCitizen, addStaff, addUnit, listUnits, relate } from "./store/people.ts";

/** The invented people of a database that nobody configured. */
export interface DemoPeople {
  readonly citizen: string;
  readonly staff: string;
}

/** Puts in the demo people when the database is empty, all or nothing; undefined when it holds real ones. */
export async function demoPeople(product: Product): Promise<DemoPeople | undefined> {
  return await asService("demo", () => foundOrInvented(product));
}

async function foundOrInvented({ database }: Product): Promise<DemoPeople | undefined> {
  const known = await database.db.selectFrom("setting").select("value").where("name", "=", "demo").executeTakeFirst();
  if (known) return known.value as DemoPeople;
  if ((await listUnits(database)).length > 0) return undefined;
  return await database.db.transaction().execute((db) => invent({ ...database, db }));
}

async function invent(database: Database): Promise<DemoPeople> {
  const unit = await addUnit(database, "Rusmiddelcenter Demo");
  const staff = await addStaff(database, { name: "Mette (demo)", role: "behandler", unit: unit.id });
  const citizen = await addCitizen(database, { name: "Bo (demo)", unit: unit.id, persona: "young-man" });
  await relate(database, { citizen: citizen.id, staff: staff.id, role: "behandler" });
  const people = { citizen: citizen.id, staff: staff.id };
  const setting = { name: "demo", value: JSON.stringify(people) };
  await database.db.insertInto("setting").values(setting).execute();
  return people;
}

/** A remembered device for the demo citizen's phone. */
export async function demoDevice(
  { database, now }: Product,
  people: DemoPeople,
): Promise<{ device: string; secret: string }> {
  return await asService("demo", async () => {
    const { code } = await invite(database, { citizen: people.citizen, channel: "web", now: now() });
    return (await redeem(database, code, now())) as { device: string; secret: string };
  });
}
