/**
 * A value as PostgreSQL can keep it: its texts have no NUL character, and half a surrogate pair is "�". Some phones and
 * all attackers send such text. Objects and arrays keep their shape.
 */
export function storable<T>(value: T): T {
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\0", "").toWellFormed();
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [clean(key), clean(it)]));
}
