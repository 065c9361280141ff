import type { Command } from "commander";
import { AppError } from "../model/errors.ts";
import { periodOf } from "../schedule/period.ts";
import { type AuditProblem, verifyAudit } from "../store/audit-seals.ts";
import { type Asked, type AuditRow, listAudit, sampleAudit } from "../store/audit-trail.ts";
import { mustBeDay, print, type Terminal, table, withJson, withProduct } from "./output.ts";

interface Options {
  json?: boolean;
  citizen?: string;
  who?: string;
  from?: string;
  to?: string;
  denied?: boolean;
}

const SHAPE = "[{id, at, actor, name, role, action, what, ref, citizen, session, columns, allowed, rule}]";

/** Who did what with what is the citizens': `audit list|sample|verify`. */
export function addAuditCommands(program: Command, terminal: Terminal): void {
  const audit = program
    .command("audit")
    .description("who looked at, changed or was denied what of citizens")
    .exitOverride();

  const asking = (command: Command) =>
    withJson(command)
      .option("--citizen <id>", "only about this citizen")
      .option("--who <id>", "only by this member of staff, or by service:command-line and the like")
      .option("--from <day>", "only on this day or later, such as 2026-11-27")
      .option("--to <day>", "only on this day or before")
      .option("--denied", "only tries that were denied");

  asking(audit.command("list").description(`the newest first → ${SHAPE}`))
    .option("--limit <n>", "so many at most", "100")
    .action(async (options: Options & { limit: string }) => {
      const limit = numberOf("limit", options.limit);
      const rows = await withProduct(terminal, ({ database }) => listAudit(database, askedOf(options), limit));
      show(terminal, options, rows);
    });

  asking(audit.command("sample").description(`some by chance, for spot checks → ${SHAPE}`))
    .option("--n <n>", "how many", "20")
    .action(async (options: Options & { n: string }) => {
      const count = numberOf("n", options.n);
      const rows = await withProduct(terminal, ({ database }) => sampleAudit(database, askedOf(options), count));
      show(terminal, options, rows);
    });

  withJson(
    audit
      .command("verify")
      .description("whether anything was changed since it was sealed → {ok, rows, seals, pruned, open, head, problems}")
      .option(
        "--head <number:hash>",
        "a head that the log told at an earlier time: nothing may be cut or rewritten since",
      ),
  ).action(async (options: { json?: boolean; head?: string }) => {
    const { head: noted } = options;
    if (noted !== undefined && !/^\d+:[\w-]+$/.test(noted)) {
      throw new AppError("input", `--head: expected a head that the log told, such as 12:aB3…, got "${noted}"`);
    }
    const found = await withProduct(terminal, ({ database, now }) => verifyAudit(database, now(), noted));
    const { ok, rows, seals, pruned, open, head, problems } = found;
    const counted = `${rows} rows in ${seals} seals; the rows of ${pruned} were pruned; ${open} rows are not sealed yet`;
    const lines = [counted, `head ${head ?? "(none)"}`, ok ? "as it was sealed" : "NOT as it was sealed:"];
    print(terminal, options, found, [...lines, ...problems.map(problemSaid)].join("\n"));
    if (!ok) terminal.fail();
  });
}

function askedOf({ citizen, who, from, to, denied }: Options): Asked {
  mustBeDay("from", from);
  mustBeDay("to", to);
  const period = periodOf({ from, to });
  return { ...period, ...(citizen ? { citizen } : {}), ...(who ? { actor: who } : {}), ...(denied ? { denied } : {}) };
}

function show(terminal: Terminal, options: { json?: boolean }, rows: readonly AuditRow[]): void {
  const lines = rows.map(({ id, at, actor, name, role, action, what, citizen, session, columns, rule }) => ({
    id,
    at: at.toISOString(),
    who: name === null ? actor : `${name} (${role})`,
    what: [action, what, columns?.join(",")].filter(Boolean).join(" "),
    citizen: citizen ?? "",
    session: session ?? "",
    rule,
  }));
  print(terminal, options, rows, table(lines));
}

const SAID: Readonly<Record<AuditProblem["problem"], string>> = {
  changed: "was changed",
  gone: "is gone",
  "put-in": "was put in",
  moved: "stands in the place of another",
  rewritten: "is another than the log told",
};
const problemSaid = ({ seal, row, problem }: AuditProblem): string =>
  `${row === undefined ? `seal ${seal}` : `row ${row}, in seal ${seal},`} ${SAID[problem]}`;

function numberOf(name: string, given: string): number {
  const number = Number(given);
  if (Number.isInteger(number) && number > 0) return number;
  throw new AppError("input", `--${name}: expected a number of rows, got "${given}"`);
}
