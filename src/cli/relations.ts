import { type Command, Option } from "commander";
import { askForTakers } from "../consents.ts";
import { AppError } from "../model/errors.ts";
import { mayStartIn } from "../people/may-start.ts";
import { RELATION_ROLES } from "../people/roles.ts";
import { handOver, leave } from "../store/people/handover.ts";
import { relationsOf, unrelate } from "../store/people/relations.ts";
import { relate } from "../store/people.ts";
import { print, type Terminal, table, withJson, withProduct } from "./output.ts";

interface Json {
  json?: boolean;
}

interface Pair {
  citizen: string;
  staff: string;
}

/** Who belongs to whom, from when to when: `relate`, `unrelate`, `relations`, `handover`, `staff leave`. */
export function addRelationCommands(program: Command, staff: Command, terminal: Terminal): void {
  const role = () => new Option("--role <role>", "role").choices(RELATION_ROLES);
  withJson(
    program
      .command("relate")
      .description("ties a citizen to a staff member → {citizen, staff, role}")
      .requiredOption("--citizen <id>", "id of the citizen")
      .requiredOption("--staff <id>", "id of the staff member")
      .addOption(role().makeOptionMandatory())
      .option("--until <time>", "when it ends by itself, ISO 8601"),
  ).action(async (options: Json & Pair & { role: string; until?: string }) => {
    const until = options.until === undefined ? undefined : timeOf(options.until);
    const related = await withProduct(terminal, ({ database }) => relate(database, { ...options, until }));
    print(terminal, options, related, `${related.role}: related`);
  });

  withJson(
    program
      .command("unrelate")
      .description("ends what a staff member is to a citizen, never leaving one without a behandler → {citizen, staff}")
      .requiredOption("--citizen <id>", "id of the citizen")
      .requiredOption("--staff <id>", "id of the staff member")
      .addOption(role()),
  ).action(async (options: Json & Pair & { role?: string }) => {
    await withProduct(terminal, ({ database, library }) => unrelate(database, options, mayStartIn(library)));
    print(terminal, options, { citizen: options.citizen, staff: options.staff }, "ended");
  });

  withJson(
    program
      .command("relations")
      .description("the staff of a citizen, now and before, the newest first")
      .requiredOption("--citizen <id>", "id of the citizen"),
  ).action(async (options: Json & { citizen: string }) => {
    const all = await withProduct(terminal, ({ database }) => relationsOf(database, options.citizen));
    const rows = all.map((it) => {
      const [from, to] = [it.from.toISOString(), it.to?.toISOString() ?? null];
      return { staff: it.staff.id, name: it.staff.name, role: it.role, from, to };
    });
    print(
      terminal,
      options,
      rows,
      table(rows.map(({ name, role: as, from, to }) => ({ name, role: as, from, to: to ?? "" }))),
    );
  });

  withJson(
    program
      .command("handover")
      .description("gives all citizens of a staff member to others, in one step → {staff, moves, passed}")
      .requiredOption("--staff <id>", "id of the staff member who gives them up")
      .option("--to <id>", "id of the one who takes them")
      .option("--citizen <citizen=staff>", "another one for this citizen; may be repeated", pairOf, {})
      .option("--leave", "the staff member leaves as well"),
  ).action(async (options: Json & { staff: string; to?: string; citizen: Record<string, string>; leave?: boolean }) => {
    const { staff: from, to, citizen: each, leave: leaves } = options;
    const plan = await withProduct(terminal, async (product) => {
      const { database, library } = product;
      const made = await handOver(database, { staff: from, to, each, leave: leaves }, mayStartIn(library));
      const moves = made.ok ? made.moves : [];
      await askForTakers(
        product,
        moves.map((it) => ({ citizen: it.citizen.id, role: it.role, to: it.to.id })),
      );
      return made;
    });
    if (!plan.ok) {
      const lines = plan.orphans.map((it) => `citizen ${it.citizen.id}, ${it.role}: ${it.lack}`);
      throw new AppError("refused", `nothing was handed over: nobody may be orphaned\n${lines.join("\n")}`);
    }
    const moves = plan.moves.map((it) => ({ citizen: it.citizen.id, role: it.role, to: it.to.id }));
    const passed = plan.passed.map(({ work, to: taker }) => ({ kind: work.kind, id: work.id, to: taker }));
    print(
      terminal,
      options,
      { staff: from, moves, passed },
      `handed over: ${moves.length}, with ${passed.length} planned or waiting`,
    );
  });

  withJson(
    staff
      .command("leave")
      .description("a staff member has left and cannot sign in any more; hand over first → {id}")
      .requiredOption("--staff <id>", "id of the staff member"),
  ).action(async (options: Json & { staff: string }) => {
    await withProduct(terminal, ({ database }) => leave(database, options.staff));
    print(terminal, options, { id: options.staff }, "left");
  });
}

function pairOf(text: string, before: Record<string, string>): Record<string, string> {
  const [, citizen, staff] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (citizen === undefined || staff === undefined) {
    throw new AppError("input", `--citizen: expected citizen=staff, got "${text}"`);
  }
  return { ...before, [citizen]: staff };
}

function timeOf(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new AppError("input", `--until: expected a time, ISO 8601, got "${text}"`);
  return time;
}
