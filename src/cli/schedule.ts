import type { Command } from "commander";
import { mustExist } from "../store/people.ts";
import { schedulesOf, stopSchedule } from "../store/schedules.ts";
import { print, type Terminal, table, withJson, withProduct } from "./output.ts";

interface Json {
  json?: boolean;
}

/** Exercises that are asked at times; `assign --at` and `--every` make them. */
export function addScheduleCommands(program: Command, terminal: Terminal): void {
  const schedule = program.command("schedule").description("exercises that are sent at times").exitOverride();
  withJson(
    schedule
      .command("list")
      .description("what is to come for a citizen, the next first")
      .requiredOption("--citizen <id>", "id of the citizen"),
  ).action(async (options: Json & { citizen: string }) => {
    const all = await withProduct(terminal, async ({ database }) => {
      await mustExist(database, "citizen", options.citizen);
      return schedulesOf(database, options.citizen);
    });
    const rows = all.map(({ id, flow, params, by, start, rule, holidays, paused, nextAt }) => {
      const optional = { by: by ?? null, every: rule ?? null, paused: paused ?? null };
      return { id, flow, params, at: start, holidays, ...optional, next: nextAt?.toISOString() ?? null };
    });
    const lines = rows.map(({ flow, at, every, next, id }) => ({ flow, at, every: every ?? "", next: next ?? "", id }));
    print(terminal, options, rows, table(lines));
  });

  withJson(
    schedule
      .command("stop")
      .description("sends nothing more of a schedule → {id}")
      .argument("<id>", "id of the schedule"),
  ).action(async (id: string, options: Json) => {
    await withProduct(terminal, ({ database, now }) => stopSchedule(database, id, now()));
    print(terminal, options, { id }, `stopped (${id})`);
  });
}
