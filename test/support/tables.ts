import type { Database } from "../../src/store/open.ts";

/** All that is stored: table → rows, in an order of their own. */
export async function contents({ pool }: Database): Promise<Record<string, readonly string[]>> {
  const names = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  const all: Record<string, readonly string[]> = {};
  for (const { name } of names.rows) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`);
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

/** The tables in which anything differs. */
export function changed(before: Record<string, readonly string[]>, after: Record<string, readonly string[]>): string[] {
  return Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** Tells whether any row was written since the last time, other than what is written down of who looked. Cheap. */
export async function watchRows({ pool }: Database): Promise<() => Promise<boolean>> {
  const { rows: tables } = await pool.query<{ name: string }>(`
    select quote_ident(table_name) as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'audit%'`);
  const counts = tables.map(
    ({ name }) => `(select count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) from ${name})`,
  );
  const stamp = async (): Promise<string> => {
    const { rows } = await pool.query<{ stamp: string }>({
      name: "stamp",
      text: `select array[${counts}]::text as stamp`,
    });
    return rows[0]?.stamp ?? "";
  };
  let last = await stamp();
  return async () => {
    const before = last;
    last = await stamp();
    return last !== before;
  };
}

/** All rows of all tables that are not PostgreSQL's own, as text in small letters. */
export async function everyRow({ pool }: Database): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
  const all = tables.map(async ({ name }) => {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${name} t`);
    return rows.map(({ row }) => `${name}: ${row}`.toLowerCase());
  });
  return (await Promise.all(all)).flat();
}

/** The rows with any of these texts in them: themselves, as bytes, or in base64 at any place. */
export function holding(rows: readonly string[], texts: readonly string[]): string[] {
  return texts.flatMap(shapesOf).flatMap((shape) => rows.filter((row) => row.includes(shape)));
}

function shapesOf(text: string): string[] {
  const shifted = [0, 1, 2].map((by) =>
    Buffer.from(" ".repeat(by) + text)
      .toString("base64")
      .slice(4, -4),
  );
  // so short that what is sealed holds it by chance
  const told = shifted.filter((it) => it.length >= 8);
  return [text, Buffer.from(text).toString("hex"), ...told].map((it) => it.toLowerCase());
}
