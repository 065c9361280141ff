import { afterAll, beforeAll, expect, test } from "vitest";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { type Ran, run } from "./run.ts";

let installation: Installation;
let bo: TestCitizen;
beforeAll(async () => {
  installation = await openInstallation();
  bo = await installation.newCitizen("Bo");
});
afterAll(() => installation?.close());

const appointment = (...words: string[]): Promise<Ran> => run(installation.environment, "appointment", ...words);
const AT = "2099-11-27T13:00";
const add = (...words: string[]) =>
  appointment("add", "--citizen", bo.id, "--place", "Rådhuset", "--staff", installation.staff.id, "--json", ...words);

test("appointments are made, listed, moved and cancelled", async () => {
  const { id } = JSON.parse((await add("--at", AT, "--other", "Ole")).out);
  const list = async () => JSON.parse((await appointment("list", "--citizen", bo.id, "--json")).out);
  const made = { id, at: "2099-11-27T12:00:00.000Z", minutes: 45, place: "Rådhuset", picture: "behandler" };
  expect(await list()).toEqual([{ ...made, with: ["Mette", "Ole"], became: null, movedFrom: null }]);
  expect(
    JSON.parse((await appointment("move", id, "--at", "2099-06-01T09:00:00Z", "--minutes", "30", "--json")).out),
  ).toEqual({ id });
  expect(await list()).toMatchObject([{ at: "2099-06-01T09:00:00.000Z", minutes: 30, movedFrom: made.at }]);
  expect(JSON.parse((await appointment("cancel", id, "--json")).out)).toEqual({ id });
  expect(await list()).toEqual([]);
});

test.each([
  ["a time that has gone", ["--at", "2020-01-01T10:00"], "at: expected a time to come"],
  ["a picture that is none", ["--at", AT, "--picture", "nowhere"], "picture: expected the name of a picture"],
  ["a length that is none", ["--at", AT, "--minutes", "x"], "minutes: expected 5 to 480"],
])("is refused with %s", async (_, words, text) => {
  const { code, errors } = await add(...words);
  expect([code, errors]).toEqual([2, expect.stringContaining(text)]);
});
