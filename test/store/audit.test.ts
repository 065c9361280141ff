import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OWN } from "../../src/console/sending.ts";
import { refusedBy } from "../../src/people/entry.ts";
import { acting, allowedBy } from "../../src/store/acting.ts";
import { recordDenied, recordLooks } from "../../src/store/audit.ts";
import { pruneAudit, sealAudit, verifyAudit } from "../../src/store/audit-seals.ts";
import { type AuditRow, listAudit } from "../../src/store/audit-trail.ts";
import { loadConversation } from "../../src/store/load-conversation.ts";
import { addStaff, type Staff } from "../../src/store/people.ts";
import { headTeller } from "../../src/tell-head.ts";
import { run } from "../cli/run.ts";
import { openConsole, type TestConsole } from "../console/console.ts";
import { complete } from "../console/exercise.ts";
import { asOwner } from "../support/database.ts";
import { deniedIn } from "../support/denied.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";

let house: Installation;
let console: TestConsole;
let bo: TestCitizen;
let lis: Staff;
let ada: Staff;
beforeAll(async () => {
  house = await openInstallation();
  console = openConsole(house);
  bo = await house.newCitizen("Villads");
  const { database } = house.product;
  lis = await addStaff(database, { name: "Lis", role: "behandler", unit: house.unit.id });
  ada = await addStaff(database, { name: "Ada", role: "administrator", unit: house.unit.id });
});
afterAll(() => house?.close());

/** What was written down since, the oldest first. */
async function during(work: () => Promise<unknown>): Promise<AuditRow[]> {
  const { database } = house.product;
  const [last] = await listAudit(database, {}, 1);
  await work();
  return (await listAudit(database, {}, 100)).filter(({ id }) => BigInt(id) > BigInt(last?.id ?? 0)).reverse();
}
const in_ = (rows: readonly AuditRow[]) =>
  rows.map(({ actor, action, what, columns, citizen, allowed, rule }) => {
    const name = { [house.staff.id]: "Mette", [lis.id]: "Lis", [ada.id]: "Ada" }[actor] ?? actor;
    const whose = citizen === bo.id ? "Bo" : (citizen ?? "-");
    const about = [what, columns?.join(",")].filter(Boolean).join(" ");
    return `${name} ${allowed ? "" : "was denied: "}${action} ${about} (${whose}; ${rule})`.replace(/ +/g, " ");
  });
const page = (path = "") => `/staff/citizens/${bo.id}${path}`;

describe("what is written down", () => {
  test("a look at any page of a citizen, once an hour, with the rule that allowed it (R23)", async () => {
    const mette = console.as(house.staff);
    const rows = await during(async () => {
      for (const path of ["/invite", "/send", "/week", "", "/consent"]) await mette.get(page(path));
    });
    expect(in_(rows)).toEqual(["Mette looked (Bo; tied)"]);
    expect(in_(await during(() => console.as(ada).get(page("/profile"))))).toEqual([
      "Ada settings (Bo; administrator: set-profile always)",
    ]);
  });

  test("a change, by whom, for whom and by which rule, and which columns, never to what", async () => {
    const rows = await during(async () => {
      const sent = { "param-topic": OWN, "own-topic": "hemmeligt", "param-points": "5", when: "now" };
      expect((await console.as(house.staff).post(page("/send/parathed"), sent)).status).toBe(303);
      await console.as(ada).post(page("/relations"), { staff: lis.id, role: "behandler" });
      await console.as(ada).post(page("/relations/end"), { staff: lis.id, role: "behandler" });
      await run(house.environment, "citizen", "set", "--citizen", bo.id, "--pace", "calm");
    });
    expect(in_(rows)).toEqual([
      "Mette added assignment (Bo; tied)",
      "Ada added relation (Bo; administrator: relate always)",
      "Ada changed relation to_at (Bo; administrator: relate always)",
      "service:command-line looked citizen set --citizen --pace (Bo; operation)",
      "service:command-line changed citizen pace (Bo; operation)",
    ]);
    expect(JSON.stringify(rows)).not.toContain("hemmeligt");
  });

  test("what was done for somebody by a part of the program is theirs; who goes around the program is named too", async () => {
    const { database } = house.product;
    const talk = { citizen: bo.id, at: new Date("2026-12-02T10:00:00Z"), minutes: 45, place: "her" };
    const make = () =>
      house.product.appointments.make({ ...talk, look: { picture: "calendar" }, staff: [house.staff.id], others: [] });
    const mette = { kind: "staff", id: house.staff.id } as const;
    const rows = await during(async () => {
      await acting(mette, () => {
        allowedBy({ allowed: true, rule: "tied" });
        return make();
      });
      await asOwner(database.url, `update citizen set pace = 'normal' where id = '${bo.id}'`);
    });
    const said = in_(rows);
    expect(said[0]).toBe("Mette added appointment (Bo; tied)");
    expect(new Set(said.slice(1, -1).map((it) => it.split(" ")[0]))).toEqual(new Set(["Mette"]));
    expect(said.at(-1)).toMatch(/^database:\S+ changed citizen pace \(Bo; owner\)$/);
    // a change of staff that no rule allowed is not made, whatever code it was
    await expect(acting(mette, make)).rejects.toThrow("appointment: no rule allowed this change");
  });

  test("a try that was denied, by which rule, once an hour; not of what is nobody's", async () => {
    const rows = await during(async () => {
      for (const path of ["", "/send"]) expect((await console.as(lis).get(page(path))).status).toBe(404);
      expect((await console.as(ada).get(page())).status).toBe(404);
      expect((await console.as(lis).get(page("/move"))).status).toBe(404);
      expect((await console.as(lis).get("/staff/citizens/nobody")).status).toBe(404);
      expect((await console.as(lis).get("/staff/people")).status).toBe(403);
    });
    expect(in_(rows)).toEqual([
      "Lis was denied: tried citizen (Bo; not-tied)",
      "Ada was denied: tried citizen (Bo; no-content)",
      "Lis was denied: tried citizen (Bo; behandler: move never)",
      "Lis was denied: tried people (-; behandler: see-people never)",
    ]);
  });

  test("an outcome, a button, an exercise, and what is another citizen's, by the rule that denied them", async () => {
    const ida = await house.newCitizen("Ida");
    await complete(house, bo, "parathed", { release: false });
    const { database } = house.product;
    const { id } = await database.db.selectFrom("session").select("id").executeTakeFirstOrThrow();
    const rows = await during(async () => {
      for (const who of [house.staff, lis, ada]) {
        expect((await console.as(who).get(`/staff/outcomes/${id}`)).status).toBe(404);
      }
      expect((await console.as(house.staff).get(page("/send/samtykke"))).status).toBe(404);
      expect((await console.as(house.staff).get("/staff/numbers")).status).toBe(403);
      const { message } = await house.product.receive.view((await loadConversation(database, ida))!);
      const { token } = message.controls[0]!;
      for (const _ of [1, 2]) await bo.take({ kind: "tap", token });
      await bo.take({ kind: "tap", token: `${bo.conversation.slice(0, 6)}.m.samtykke` });
    });
    expect(in_(rows)).toEqual([
      "Mette was denied: tried outcome (Bo; kept-private)",
      "Lis was denied: tried outcome (Bo; kept-private)",
      "Ada was denied: tried outcome (Bo; no-content)",
      "Mette was denied: tried exercise (Bo; own-chat-only)",
      "Mette was denied: tried numbers (-; no-numbers)",
      `citizen:${bo.id} was denied: tried button (Bo; not-own)`,
      `citizen:${bo.id} was denied: tried exercise (Bo; not-offered)`,
    ]);
  });

  test("of one who tries thousands no more than fifty in an hour", async () => {
    const { database } = house.product;
    const before = (await deniedIn(database)).length;
    const ruling = refusedBy("not-own");
    for (let n = 0; n < 60; n++) {
      await recordDenied(database, { actor: "citizen:x", what: "button", id: String(n), ruling }, new Date());
    }
    expect((await deniedIn(database)).length - before).toBe(50);
  });

  test("what the citizen does is in their turns, and not here", async () => {
    expect(in_(await during(() => bo.say("parathed")))).toEqual([]);
  });
});

describe("the chain", () => {
  const hour = (n: number) => new Date(Date.parse(house.clock.now()) + n * 60 * 60 * 1000);
  const restore = async () => {
    const { database } = house.product;
    await asOwner(
      database.url,
      "delete from audit; insert into audit overriding system value table kept; drop table kept",
    );
    await asOwner(database.url, "delete from audit_seal; insert into audit_seal table kept_seal; drop table kept_seal");
  };
  const changed = async (statements: readonly string[], check: () => Promise<void>) => {
    const { database } = house.product;
    const all = ["begin", "set session_replication_role = replica", ...statements, "commit"];
    await asOwner(database.url, "create table kept as table audit; create table kept_seal as table audit_seal");
    await asOwner(database.url, all.join("; "));
    await check().finally(restore);
  };
  const found = async (head?: string) => (await verifyAudit(house.product.database, hour(9), head)).problems;
  let ids: string[];
  beforeAll(async () => {
    const { database } = house.product;
    for (const n of [1, 2, 3]) {
      const looks = ["a", "b", "c"].map(
        (it) => ({ actor: house.staff.id, action: "copied", citizen: bo.id, session: it, rule: "tied" }) as const,
      );
      await recordLooks(database, looks, hour(n));
      await sealAudit(database, hour(n));
    }
    ids = (await listAudit(database, {}, 6)).map(({ id }) => id).reverse();
  });

  test("is whole, and does not grow when there is nothing new", async () => {
    const { database } = house.product;
    expect(await sealAudit(database, hour(4))).toBe(0);
    const verified = await verifyAudit(database, hour(4));
    expect(verified).toMatchObject({ ok: true, seals: 3, open: 0, problems: [] });
    expect(await found(verified.head ?? "")).toEqual([]);
  });

  test("tells which row was changed, is gone, was put in, or stands elsewhere", async () => {
    const [first, second] = ids as [string, string];
    const seal = 2;
    await changed([`update audit set rule = 'consent' where id = ${first}`], async () => {
      expect(await found()).toEqual([{ seal, row: first, problem: "changed" }]);
    });
    await changed([`delete from audit where id = ${first}`], async () => {
      expect(await found()).toEqual([{ seal, row: first, problem: "gone" }]);
    });
    const swap = `update audit a set session_id = k.session_id from kept k
      where a.id in (${first}, ${second}) and k.id in (${first}, ${second}) and k.id <> a.id`;
    await changed([swap], async () => {
      expect(await found()).toEqual([
        { seal, row: first, problem: "moved" },
        { seal, row: second, problem: "moved" },
      ]);
    });
    const put =
      "insert into audit (id, at, actor, action, rule) overriding system value values (-5, now(), 'x', 'looked', 'tied')";
    await changed([put], async () => {
      expect(await found()).toEqual([{ seal: 1, row: "-5", problem: "put-in" }]);
    });
  });

  test("tells which seal was changed or is gone; cutting off the end shows against a head of before", async () => {
    const { head } = await verifyAudit(house.product.database, hour(4));
    await changed(["update audit_seal set at = at - interval '1 year' where n = 2"], async () => {
      expect(await found()).toEqual([{ seal: 2, problem: "changed" }]);
    });
    await changed(
      [
        "delete from audit where id >= (select first_id from audit_seal where n = 3)",
        "delete from audit_seal where n = 3",
      ],
      async () => {
        expect(await found()).toEqual([]);
        expect(await found(head ?? "")).toEqual([{ seal: 3, problem: "gone" }]);
      },
    );
    await changed(["delete from audit_seal where n = 2"], async () => {
      expect((await found()).slice(0, 2)).toEqual([
        { seal: 2, problem: "gone" },
        { seal: 3, problem: "changed" },
      ]);
    });
    await changed(
      [
        "delete from audit where id <= (select last_id from audit_seal where n = 1)",
        "update audit_seal set ids = null, digests = null, pruned_at = now() where n = 1",
      ],
      async () => {
        expect(await found()).toEqual([{ seal: 1, problem: "changed" }]);
      },
    );
  });

  test("is told to the log once a day; what was told shows that all was sealed anew by who has the DATA_KEY", async () => {
    const { database } = house.product;
    const told: string[] = [];
    let at = hour(4);
    const tellHead = headTeller({ database, now: () => at }, (head) => told.push(head));
    for (const _ of [1, 2]) await tellHead();
    at = hour(4 + 24);
    await tellHead();
    const { head } = await verifyAudit(database, hour(4));
    expect(told).toEqual([head, head]);
    await changed(["delete from audit_seal", "delete from audit where id % 2 = 0"], async () => {
      for (const n of [1, 2, 3]) {
        await recordLooks(
          database,
          [{ actor: house.staff.id, action: "copied", citizen: bo.id, rule: "tied" }],
          hour(n),
        );
        await sealAudit(database, hour(n));
      }
      expect(await found()).toEqual([]);
      expect(await found(head ?? "")).toEqual([{ seal: 3, problem: "rewritten" }]);
    });
  });

  test("is pruned from its beginning when it is old, and stays whole", async () => {
    const { database } = house.product;
    const year = 365 * 24;
    await changed(["delete from audit_seal"], async () => {
      await sealAudit(database, hour(-2 * year));
      await recordLooks(database, [{ actor: house.staff.id, action: "copied", citizen: bo.id, rule: "tied" }], hour(5));
      await sealAudit(database, hour(5));
      expect(await pruneAudit(database, hour(0))).toBeGreaterThan(10);
      expect(await verifyAudit(database, hour(5))).toMatchObject({
        ok: true,
        seals: 2,
        pruned: 1,
        rows: 1,
        problems: [],
      });
    });
  });

  test("nobody of the application changes or removes what is written down, nor a seal", async () => {
    const { pool } = house.product.database;
    for (const table of ["audit", "audit_seal"]) {
      for (const text of [`update ${table} set at = at`, `delete from ${table}`, `truncate ${table}`]) {
        await expect(pool.query(text), text).rejects.toMatchObject({ code: "42501" });
      }
    }
    const prune = () => pool.query("select prune_audit(now())");
    for (const actor of [undefined, { kind: "staff", id: ada.id }] as const) {
      await expect(acting(actor, prune)).rejects.toMatchObject({ code: "42501" });
    }
  });
});

test("the command line lists, takes samples and verifies; it fails when something is not as it was", async () => {
  const { environment } = house;
  const asked = async (...words: string[]) => JSON.parse((await run(environment, "audit", ...words, "--json")).out);
  const denied = await asked("list", "--who", lis.id, "--denied");
  expect(denied[0]).toMatchObject({ name: "Lis", allowed: false, action: "tried", rule: expect.any(String) });
  const sample: AuditRow[] = await asked(
    "sample",
    "--n",
    "5",
    "--citizen",
    bo.id,
    "--from",
    "2026-01-01",
    "--to",
    "2099-01-01",
  );
  expect(sample.length).toBe(5);
  expect(new Set(sample.map(({ citizen }) => citizen))).toEqual(new Set([bo.id]));
  expect(await asked("list", "--to", "2020-01-01")).toEqual([]);
  expect(await run(environment, "audit", "verify")).toMatchObject({
    code: 0,
    out: expect.stringContaining("as it was sealed"),
  });
  const { head } = await asked("verify");
  expect((await asked("verify", "--head", head)).ok).toBe(true);
  const rewritten = await run(environment, "audit", "verify", "--head", "1:another");
  expect([rewritten.code, rewritten.out]).toEqual([1, expect.stringContaining("seal 1 is another than the log told")]);
  expect(await run(environment, "audit", "verify", "--head", "12")).toMatchObject({ code: 2 });
  const { database } = house.product;
  await asOwner(database.url, "update audit set actor = 'nobody' where id = (select min(id) from audit)");
  const broken = await run(environment, "audit", "verify");
  expect(broken.code).toBe(1);
  expect(broken.out).toContain(`row ${(await listAudit(database, {}, 1000)).at(-1)!.id}, in seal 1, was changed`);
});
