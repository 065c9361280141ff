/** Some of many, a page at a time. */
export interface Page<T> {
  readonly shown: readonly T[];
  /** from 1 */
  readonly page: number;
  /** at least 1 */
  readonly pages: number;
}

/** The page that was asked for, or the nearest there is. */
export function pageOf<T>(all: readonly T[], asked: number, size: number): Page<T> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(Math.max(1, asked), pages);
  return { shown: all.slice((page - 1) * size, page * size), page, pages };
}
