import type { Command } from "commander";
import { openAlerts } from "../store/alert-queries.ts";
import { addDuty, clockOf, minutesOf, removeDuty, setDuty, watchOf } from "../store/duty.ts";
import { print, type Terminal, table, withJson, withProduct } from "./output.ts";

interface Setting {
  readonly json?: boolean;
  readonly unit: string;
  readonly staff?: string;
  readonly day?: string;
  readonly hours?: string;
  readonly rank?: string;
  readonly remove?: string;
  readonly first?: string;
  readonly then?: string;
  readonly tovholder?: string;
  readonly leder?: string;
  readonly phone?: string;
}

/** Who is on duty, and what cannot wait. */
export function addDutyCommands(program: Command, terminal: Terminal): void {
  const duty = program.command("duty").description("who is told when something cannot wait").exitOverride();
  withJson(
    duty
      .command("set")
      .description("puts a duty into a unit's plan, takes one out, or sets how it escalates → {id}")
      .requiredOption("--unit <id>", "id of the unit")
      .option("--day <day>", "1 (Monday) to 7, holiday, or a day such as 2026-12-24")
      .option("--hours <from-to>", "Danish time: 08:00-16:00, 22:00-08:00")
      .option("--staff <id>", "who is on duty; without it nobody is")
      .option("--rank <n>", "1 is told first, the others are deputies", "1")
      .option("--remove <id>", "the duty that is taken out")
      .option("--first <minutes>", "until the deputies and the tovholder are told")
      .option("--then <minutes>", "after that, until the leder is told")
      .option("--tovholder <id>", "who is told first when nobody takes it")
      .option("--leder <id>", "who is told then")
      .option("--phone <number>", "the number of the leder on duty"),
  ).action(async (options: Setting) => {
    const id = await withProduct(terminal, async ({ database }) => {
      const { unit, day, remove } = options;
      if (remove !== undefined) await removeDuty(database, unit, remove);
      if (isEscalation(options)) await setDuty(database, unit, settingOf(options, await watchOf(database, { unit })));
      if (day === undefined) return remove ?? unit;
      const [from = "", to = ""] = (options.hours ?? "00:00-24:00").split("-");
      const hours = { from: minutesOf(from), to: minutesOf(to) };
      const made = { day, ...hours, staff: options.staff ?? null, rank: Number(options.rank) };
      return (await addDuty(database, unit, made)).id;
    });
    print(terminal, options, { id }, `set: ${id}`);
  });
  withJson(
    duty.command("list").description("the plan of a unit").requiredOption("--unit <id>", "id of the unit"),
  ).action(async (options: { json?: boolean; unit: string }) => {
    const watch = await withProduct(terminal, ({ database }) => watchOf(database, { unit: options.unit }));
    const rows = watch.duties.map(({ id, day, from, to, name, left, rank }) => {
      const hours = `${clockOf(from)}-${clockOf(to)}`;
      return { day, hours, who: name === null ? "nobody" : left ? `${name} (left)` : name, rank: String(rank), id };
    });
    print(terminal, options, watch, table(rows));
  });

  const alert = program.command("alert").description("what cannot wait").exitOverride();
  withJson(alert.command("list").description("alerts that are open, without what was said")).action(
    async (options: { json?: boolean }) => {
      const alerts = await withProduct(terminal, ({ database }) => openAlerts(database));
      const rows = alerts.map(({ id, citizen, unit, urgency, state, raisedAt, level }) => {
        return { raised: raisedAt.toISOString(), urgency, state, level: String(level), citizen, unit, id };
      });
      print(terminal, options, alerts, table(rows));
    },
  );
}

const ESCALATION = ["first", "then", "tovholder", "leder", "phone"] as const;
const isEscalation = (options: Setting): boolean => ESCALATION.some((it) => options[it] !== undefined);

/** What is not given stays as it is. */
function settingOf(options: Setting, before: Awaited<ReturnType<typeof watchOf>>) {
  return {
    firstMinutes: options.first === undefined ? before.firstMinutes : Number(options.first),
    thenMinutes: options.then === undefined ? before.thenMinutes : Number(options.then),
    tovholder: options.tovholder ?? before.tovholder,
    leder: options.leder ?? before.leder,
    lederPhone: options.phone ?? before.lederPhone,
  };
}
