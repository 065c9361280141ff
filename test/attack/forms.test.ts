import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StaffRole } from "../../src/model/staff.ts";
import { invite, redeem } from "../../src/store/invitations.ts";
import { outcomesOf } from "../../src/store/outcomes.ts";
import { addStaff, addUnit, relate, type Staff } from "../../src/store/people.ts";
import { pairChat } from "../../src/store/telegram.ts";
import { openConsole, type TestConsole } from "../console/console.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { watchRows } from "../support/tables.ts";
import { wholeCitizen } from "../support/whole-citizen.ts";
import { type Form, formsOf } from "./form-fields.ts";

const SQL = "'; drop table citizen; --";
/** As they stand in a form or an address. The browser of nobody sends half a character, or a NUL. */
const NUL = "a%00b";
const HALF = "a%ED%A0%80b";
const LONG = "x".repeat(100_000);
const OTHERS = ["2026-02-30", "00000000-0000-0000-0000-000000000000", "__proto__", "-1e309", HALF, "%", LONG];

/** What is sent, and whether it may be taken for an answer. */
interface Attack {
  readonly at?: Readonly<Record<string, string>>;
  readonly type?: string;
  readonly mayBeTaken?: boolean;
}

let house: Installation;
let site: TestConsole;
let bo: TestCitizen;
let people: Readonly<Record<Form["as"], Staff>>;
let ids: Readonly<Record<string, string>>;
const failed: unknown[] = [];
let changed: () => Promise<boolean>;

beforeAll(async () => {
  house = await openInstallation();
  site = openConsole(house, { failed: (error) => void failed.push(error) });
  bo = await wholeCitizen(house, "Bo");
  const { database, now } = house.product;
  const add = (name: string, role: StaffRole) => addStaff(database, { name, role, unit: house.unit.id });
  const one = async (table: string): Promise<string> =>
    (await database.pool.query<{ id: string }>(`select id from ${table} limit 1`)).rows[0]?.id ?? "none";
  // two behandlere: one of them can always be taken off
  const [taker, second] = [await add("Per", "behandler"), await add("Pia", "behandler")];
  await relate(database, { citizen: bo.id, staff: second.id, role: "behandler" });
  people = { behandler: house.staff, administrator: await add("Adam", "administrator") };
  const invited = async (channel: "web" | "telegram") =>
    (await invite(database, { citizen: bo.id, channel, now: now() })).code;
  await pairChat(database, await invited("telegram"), 77, now());
  const device = (await redeem(database, await invited("web"), now()))?.device ?? "none";
  await bo.say("jeg vil ikke leve mere");
  const [alert] = await house.product.alerts.list(house.staff.id);
  const [outcome] = await outcomesOf(database, bo.id, house.staff.id);
  ids = {
    ...{ citizen: bo.id, staff: house.staff.id, unit: house.unit.id, flow: "parathed", taker: taker.id },
    ...{ tovholder: (await add("Tove", "tovholder")).id, leder: (await add("Lis", "leder")).id, device, chat: "77" },
    ...{ other: (await addUnit(database, "Et andet sted")).id, duty: await one("duty"), alert: alert!.id },
    ...{ appointment: await one("appointment"), schedule: await one("schedule") },
    ...{ session: await one("session"), media: await one("media"), id: outcome!.id },
  };
  changed = await watchRows(database);
});
afterAll(() => house?.close());

const filled = (path: string, at: Readonly<Record<string, string>> = {}): string =>
  path.replace(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => at[name] ?? ids[name] ?? "x");
const encoded = (fields: readonly (readonly [string, string])[]): string =>
  new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();

interface Answer {
  readonly status: number;
  readonly refused: boolean;
  readonly changed: boolean;
  readonly failed: readonly string[];
}

async function send(as: Form["as"], path: string, body?: string | FormData, type?: string): Promise<Answer> {
  // nobody sends so many forms in a minute
  house.clock.pass({ minutes: 1 / 60 });
  failed.length = 0;
  const headers = {
    ...(typeof body === "string" ? { "content-type": type ?? "application/x-www-form-urlencoded" } : {}),
    ...(typeof body === "string" ? { "content-length": String(body.length) } : {}),
  };
  const response = await site
    .as(people[as])
    .send(path, body === undefined ? { headers } : { method: "POST", headers, body });
  const refused = response.status >= 400 || /[?&](problem=|lost)/.test(response.headers.get("location") ?? "");
  await response.body?.cancel();
  return {
    status: response.status,
    refused,
    changed: await changed(),
    failed: failed.map((it) => (it as Error).message),
  };
}

/** What must not be; undefined: it is as it should. */
function wrongIn(answer: Answer, { mayBeTaken = false } = {}): string | undefined {
  if (answer.status >= 500 || answer.failed.length > 0) return `failed ${answer.status} ${answer.failed.join()}`;
  if (answer.refused) return answer.changed ? "refused, and changed" : undefined;
  return mayBeTaken || answer.status === 413 ? undefined : `taken ${answer.status}`;
}

const FORMS = Object.keys(formsOf({}));
/** Who has nothing to sign is refused, whatever they send. */
const NEVER_TAKEN = "/outcomes/:id/sign";
/** These read no more than they need of a file, and show the same question again for what is none. */
const TAKES_FILES = /(guide.*answer|appointments.new)$/;

describe("every form of the console", () => {
  it("is attacked here", () => {
    const posted = site.app.routes.filter(({ method }) => method === "POST");
    const known = new Set(posted.map(({ path }) => path.slice("/staff".length)));
    expect([...known].sort()).toEqual([...FORMS].sort());
  });

  it.each(FORMS)(
    "takes nothing that is no answer to it: %s",
    async (route) => {
      const form = formsOf(ids)[route]!;
      const right = { ...form.fields, ...form.words };
      const big = TAKES_FILES.test(route);
      const found: string[] = [];
      let taken = false;
      const attack = async (how: string, body: string | FormData, more: Attack = {}) => {
        const answer = await send(form.as, `/staff${filled(route, { ...form.at, ...more.at })}`, body, more.type);
        taken ||= !answer.refused && answer.status !== 413;
        const wrong = wrongIn(answer, more);
        if (wrong) found.push(`${how}: ${wrong}`);
      };
      for (const [i, name] of Object.keys(right).entries()) {
        const mayBeTaken = name in form.words;
        const rest = Object.entries(right).filter(([it]) => it !== name);
        const other = mayBeTaken ? [HALF, LONG][i % 2]! : OTHERS[i % OTHERS.length]!;
        for (const value of [encodeURIComponent(SQL), other]) {
          await attack(`${name}=${value.slice(0, 40)}`, `${encoded(rest)}&${name}=${value}`, { mayBeTaken });
        }
        await attack(`${name} twice`, `${encoded(rest)}&${name}=a&${name}=b`, { mayBeTaken });
        // each second one, as each costs
        if (i % 2 === 0) {
          const file = new FormData();
          for (const [it, value] of rest) file.set(it, value);
          file.set(name, new File([SQL], "x.svg"));
          await attack(`${name} as a file`, file, { mayBeTaken: true });
        }
        if (i > 0) continue;
        await attack("nothing", "", { mayBeTaken: true });
        await attack(`NUL in ${name}`, `${encoded(rest)}&${name}=${NUL}`, { mayBeTaken: big });
        await attack("1 MB", `${encoded(rest)}&${name}=${"x".repeat(1024 * 1024)}`, { mayBeTaken: big });
        await attack("no form", "no form", { type: "multipart/form-data", mayBeTaken: big });
      }
      for (const [, name = ""] of route.matchAll(/:(\w+)/g)) {
        // a duty that is not there is what was wanted
        const mayBeTaken = name === "duty";
        const all = encoded(Object.entries(right));
        await attack(`:${name} SQL`, all, { at: { [name]: encodeURIComponent(SQL) }, mayBeTaken });
        await attack(`:${name} NUL`, all, { at: { [name]: NUL } });
      }
      expect(found).toEqual([]);
      // what is right is taken: else nothing above says anything
      await attack("what is right", encoded(Object.entries(right)), { mayBeTaken: true });
      expect([taken, found]).toEqual([route !== NEVER_TAKEN, []]);
    },
    60_000,
  );
});

describe("every page of the console", () => {
  it("answers an address that is none in words, and what stands behind its question mark as if it did not", async () => {
    const pages = site.app.routes.filter(({ method, path }) => method === "GET" && !path.endsWith("*"));
    const names = [
      "citizen",
      "flow",
      "from",
      "to",
      "format",
      "run",
      "period",
      "shown",
      "page",
      "looked",
      "seen",
      "by",
      "unit",
      "behandler",
      "leave",
      "done",
      "problem",
      "persona",
    ];
    const query = names.map((name) => `${name}=${encodeURIComponent(SQL)}`).join("&");
    const found: string[] = [];
    for (const path of new Set(pages.map((it) => it.path))) {
      const asked = [`${filled(path)}?${query}`, `${filled(path)}?from=${NUL}`];
      for (const [, name = ""] of path.matchAll(/:(\w+)/g))
        asked.push(filled(path, { [name]: encodeURIComponent(SQL) }), filled(path, { [name]: HALF }));
      for (const [i, at] of asked.entries()) {
        const wrong = wrongIn(await send(path.includes("people") ? "administrator" : "behandler", at), {
          mayBeTaken: i === 0,
        });
        if (wrong) found.push(`${at}: ${wrong}`);
      }
    }
    expect(found).toEqual([]);
  }, 60_000);
});
