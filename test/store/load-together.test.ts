import { afterAll, beforeAll, expect, it } from "vitest";
import { loadConversation } from "../../src/store/load-conversation.ts";
import type { Database } from "../../src/store/open.ts";
import { type Installation, openInstallation } from "../support/installation.ts";

let house: Installation;
beforeAll(async () => {
  house = await openInstallation();
});
afterAll(() => house.close());

/** The database, and how many statements were asked of it. */
function counted(): { database: Database; statements: () => number } {
  const { database } = house.product;
  let asked = 0;
  const query: Database["pool"]["query"] = (text, values) => {
    asked += 1;
    return database.pool.query(text, values);
  };
  return { database: { ...database, pool: { ...database.pool, query } }, statements: () => asked };
}

it("loads the first at once, and those that came meanwhile by one statement", async () => {
  const people = await Promise.all(["Ida", "Ole", "Bo", "Mia", "Per"].map((name) => house.newCitizen(name)));
  const { database, statements } = counted();
  const loaded = await Promise.all(people.map(({ conversation }) => loadConversation(database, { conversation })));
  expect(loaded.map((it) => it?.profile.name)).toEqual(["Ida", "Ole", "Bo", "Mia", "Per"]);
  expect(statements()).toBe(2);
});

it("gives each what they asked for, though others asked for nothing that there is, or for the same", async () => {
  const [ida, ole] = [await house.newCitizen("Ida"), await house.newCitizen("Ole")];
  const { database } = counted();
  const asked = [ida.conversation, "nobody", ole.conversation, ida.conversation, "' or true --"];
  const loaded = await Promise.all(asked.map((conversation) => loadConversation(database, { conversation })));
  expect(loaded.map((it) => it?.profile.name)).toEqual(["Ida", undefined, "Ole", "Ida", undefined]);
});
