import type { CitizenKey, CitizenKeys } from "./citizen-keys.ts";

/**
 * What rows hold, each opened with the key of its citizen, in their order. Left out are those of citizens who were erased
 * since the rows were read, or whose key is lost: they must not keep the others.
 */
export async function openEach<Row, Opened>(
  keys: Pick<CitizenKeys, "all">,
  rows: readonly Row[],
  citizenOf: (row: Row) => string,
  open: (row: Row, key: CitizenKey) => Opened,
): Promise<Opened[]> {
  const all = await keys.all(rows.map(citizenOf));
  return rows.flatMap((row) => {
    const key = all.get(citizenOf(row));
    return key ? [open(row, key)] : [];
  });
}
