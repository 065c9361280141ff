import type { Command } from "commander";
import type { Appointment } from "../model/appointment.ts";
import { AppError } from "../model/errors.ts";
import { momentOf } from "../schedule/local.ts";
import { timingFrom } from "../schedule/timing.ts";
import { appointmentsOf, namesWith } from "../store/appointments.ts";
import { mustExist } from "../store/people.ts";
import { print, type Terminal, table, withJson, withProduct } from "./output.ts";

interface Json {
  json?: boolean;
}

interface AddOptions extends Json {
  citizen: string;
  at: string;
  minutes: string;
  place: string;
  picture: string;
  staff: string[];
  other: string[];
  by?: string;
}

/** Talks that a citizen has been given a time for. */
export function addAppointmentCommands(program: Command, terminal: Terminal): void {
  const appointment = program.command("appointment").description("talks of a citizen").exitOverride();
  const time = "when, ISO 8601; without an offset in Danish time";
  const several = (text: string, before: string[]) => [...before, text];

  withJson(
    appointment
      .command("add")
      .description("makes an appointment; the preparation is offered before it → {id}")
      .requiredOption("--citizen <id>", "id of the citizen")
      .requiredOption("--at <time>", time)
      .requiredOption("--place <words>", "where")
      .option("--minutes <n>", "how long", "45")
      .option("--picture <name>", "what the place looks like: a picture of the catalogue", "behandler")
      .option("--staff <id>", "a member of staff who comes; may be repeated", several, [])
      .option("--other <name>", "first name of another who comes; may be repeated", several, [])
      .option("--by <staff>", "id of the staff member who makes it"),
  ).action(async (options: AddOptions) => {
    const { citizen, place, picture, staff, other: others, by } = options;
    const { id } = await withProduct(terminal, async (product) => {
      if (!product.pictures.has(picture)) {
        throw new AppError("input", `picture: expected the name of a picture, got "${picture}"`);
      }
      const at = momentIn(options.at, product.now());
      const made = { citizen, at, minutes: Number(options.minutes), place, look: { picture }, staff, others };
      return await product.appointments.make({ ...made, ...(by ? { by } : {}) });
    });
    print(terminal, options, { id }, `made (${id})`);
  });

  withJson(
    appointment
      .command("list")
      .description("the appointments of a citizen that are to come, the next first")
      .requiredOption("--citizen <id>", "id of the citizen"),
  ).action(async (options: Json & { citizen: string }) => {
    const rows = await withProduct(terminal, async ({ database, now }) => {
      await mustExist(database, "citizen", options.citizen);
      const all = await appointmentsOf(database, options.citizen, now());
      return await Promise.all(all.map(async (it) => rowOf(it, await namesWith(database, it))));
    });
    const lines = rows.map(({ at, minutes, place, id }) => ({ at, minutes: String(minutes), place, id }));
    print(terminal, options, rows, table(lines));
  });

  withJson(
    appointment
      .command("move")
      .description("moves an appointment, and what follows it → {id}")
      .argument("<id>", "id of the appointment")
      .requiredOption("--at <time>", time)
      .option("--minutes <n>", "how long; as before when absent"),
  ).action(async (id: string, options: Json & { at: string; minutes?: string }) => {
    await withProduct(terminal, async ({ appointments, now }) => {
      const minutes = options.minutes === undefined ? [] : [Number(options.minutes)];
      await appointments.move(id, momentIn(options.at, now()), ...minutes);
    });
    print(terminal, options, { id }, `moved (${id})`);
  });

  withJson(
    appointment
      .command("cancel")
      .description("cancels an appointment, and what follows it → {id}")
      .argument("<id>", "id of the appointment"),
  ).action(async (id: string, options: Json) => {
    await withProduct(terminal, ({ appointments }) => appointments.cancel(id));
    print(terminal, options, { id }, `cancelled (${id})`);
  });
}

function momentIn(at: string, now: Date): Date {
  return momentOf(Temporal.PlainDateTime.from(timingFrom({ at, now }).start));
}

function rowOf({ id, at, minutes, place, look, became, movedFrom }: Appointment, people: readonly string[]) {
  const moved = movedFrom?.toISOString() ?? null;
  return { id, at: at.toISOString(), minutes, place, ...look, with: people, became: became ?? null, movedFrom: moved };
}
