import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProgram } from "../../src/cli/program.ts";
import { ownLooks } from "../../src/own-looks.ts";
import { OPERATOR } from "../../src/store/audit.ts";
import { listAudit } from "../../src/store/audit-trail.ts";
import { invite } from "../../src/store/invitations.ts";
import { addUnit } from "../../src/store/people.ts";
import { pairChat } from "../../src/store/telegram.ts";
import { complete } from "../console/exercise.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { run } from "./run.ts";

let house: Installation;
let folder: string;
let bo: TestCitizen;
beforeAll(async () => {
  house = await openInstallation();
  folder = await mkdtemp(join(tmpdir(), "skridt-looks-"));
  bo = await house.newCitizen("Bodilmarie");
  const { database } = house.product;
  await complete(house, bo, "parathed", { release: true });
  const { code } = await invite(database, { citizen: bo.id, channel: "telegram", now: new Date() });
  await pairChat(database, code, 77, new Date());
  await bo.say("jeg vil ikke leve mere");
});
afterAll(async () => {
  await house?.close();
  await rm(folder, { recursive: true, force: true });
});

/** What is not run here, and why: nothing of a citizen comes of it. */
const NOT_RUN: Readonly<Record<string, string>> = {
  "flow check": "no database",
  "flow play": "no database",
  "flow draw": "no database",
  "teams package": "no database",
  migrate: "answers with nothing",
  restore: "into an empty database: test/store/backup.test.ts",
  "keys rotate": "a count",
  "keys retire": "a count",
  "unit add": "units",
  "unit set": "units",
  "unit list": "units",
  "staff add": "staff",
  "staff list": "staff",
  "staff leave": "staff",
  "duty set": "staff",
  "duty list": "staff",
  "audit verify": "ids of rows",
};
/** After these nothing more can be asked of Bo. */
const LAST = ["handover", "citizen close", "citizen reopen", "erase"];

/** What is given for each option and argument that must be; for one command alone it begins with its name. */
async function valuesFor(): Promise<Readonly<Record<string, string>>> {
  const { product, staff, unit } = house;
  const planned = { citizen: bo.id, flow: "parathed", params: {}, start: "2026-12-01T10:00:00", rule: "FREQ=WEEKLY" };
  const talk = { citizen: bo.id, at: new Date("2026-12-02T10:00:00Z"), minutes: 45, place: "her" };
  const schedule = await product.plan({ ...planned, holidays: "skip" });
  const appointment = await product.appointments.make({
    ...{ ...talk, look: { picture: "calendar" }, staff: [staff.id], others: [] },
  });
  const elsewhere = await addUnit(product.database, "Nord");
  return {
    ...{ citizen: bo.id, staff: staff.id, unit: unit.id, role: "behandler", name: "Ny", flow: "parathed" },
    ...{ at: "2026-12-02T10:00", place: "her", reason: "completed", file: join(folder, "all.gz") },
    ...{ out: join(folder, "out"), "citizen move unit": elsewhere.id, "schedule stop id": schedule.id },
    ...{ "appointment move id": appointment.id, "appointment cancel id": appointment.id },
    "handover citizen": `${bo.id}=${staff.id}`,
  };
}
/** Options that are given besides. */
const ALSO = ["citizen", "out", "yes"];
const ASKED: Readonly<Record<string, readonly string[]>> = { "consent ask": ["staff"] };

const leavesOf = (command: Command, name = ""): [string, Command][] =>
  command.commands.length === 0
    ? [[name.trim(), command]]
    : command.commands.flatMap((it) => leavesOf(it, `${name} ${it.name()}`));
const program = createProgram({
  config: () => {
    throw new Error("not run");
  },
  input: process.stdin,
  write: () => undefined,
  complain: () => undefined,
  fail: () => undefined,
});
const all = leavesOf(program).filter(([name]) => !(name in NOT_RUN));
const placeOf = (name: string) => LAST.indexOf(name);
const commands = all.sort(([a], [b]) => placeOf(a) - placeOf(b));
const looksOf = async (since: bigint) =>
  (await listAudit(house.product.database, { citizen: bo.id, actor: OPERATOR }, 50)).filter(
    ({ id, action }) => BigInt(id) > since && (action === "looked" || action === "copied"),
  );

test("the citizen is told that the municipality's IT saw it, and what (R23)", async () => {
  const ole = await house.newCitizen("Ole");
  const skridt = (...words: string[]) => run(house.environment, ...words, "--citizen", ole.id);
  await skridt("outcomes");
  await skridt("outcomes");
  await skridt("export", "--format", "csv");
  await skridt("export", "--out", join(folder, "first.zip"));
  await skridt("relations");
  const visitor = { device: "d1", citizen: ole.id, conversation: ole.conversation, name: "Ole", language: "da" };
  const days = await ownLooks(house.product, { ...visitor, readAloud: false, pace: "normal" });
  expect(days.flatMap(({ entries }) => entries.map(({ title, lines }) => `${title}. ${lines}`))).toEqual([
    "Kommunens IT så dine oplysninger. De passer Skridt",
    "Kommunens IT hentede en kopi af alt. De passer Skridt",
    "Kommunens IT hentede dine svar. De passer Skridt",
    "Kommunens IT så dine svar. De passer Skridt",
  ]);
});

describe("a command that takes or shows a citizen is a look, whichever it is (R23)", () => {
  let values: Readonly<Record<string, string>>;
  beforeAll(async () => {
    values = await valuesFor();
  });

  test.each(commands)("%s", async (name, command) => {
    const words = wordsFor(name, command, values);
    const before = await newest();
    const ran = await run(house.environment, ...name.split(" "), ...words, "--json");
    expect(ran, ran.errors).not.toMatchObject({ code: 2 });
    const shown = words.some((it) => it.includes(bo.id)) || ran.out.includes(bo.id) || ran.out.includes(bo.name);
    const looks = (await looksOf(before)).filter((it) => it.what?.startsWith(name));
    expect(looks.map(({ rule }) => rule)).toEqual(shown ? ["operation"] : []);
  });
});

const newest = async () => BigInt((await listAudit(house.product.database, {}, 1))[0]?.id ?? 0);

function wordsFor(name: string, command: Command, values: Readonly<Record<string, string>>): string[] {
  const givenFor = (wanted: string): string => {
    const value = values[`${name} ${wanted}`] ?? values[wanted];
    if (value === undefined) throw new Error(`${name}: say here what to give for "${wanted}", or why it is not run`);
    return value;
  };
  const given = command.registeredArguments.filter((it) => it.required).map((it) => givenFor(it.name()));
  const needed = command.options.filter(
    (it) => it.mandatory || [...ALSO, ...(ASKED[name] ?? [])].includes(it.attributeName()),
  );
  const options = needed.flatMap((it) => [it.long as string, ...(it.required ? [givenFor(it.attributeName())] : [])]);
  return [...given, ...options];
}
