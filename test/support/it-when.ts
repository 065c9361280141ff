import { it } from "vitest";

/** A test of what only some machine or user can meet: for the others there is nothing to test, and nothing is skipped. */
export const itWhen =
  (holds: boolean) =>
  (name: string, test: () => Promise<void>): void => {
    if (holds) it(name, test);
  };
