import { Command } from "commander";
import { readConfig } from "../config.ts";
import { addAppointmentCommands } from "./appointment.ts";
import { addExportCommand } from "./export.ts";
import { addFlowCommands } from "./flow.ts";
import { addPeopleCommands } from "./people.ts";
import { addScheduleCommands } from "./schedule.ts";
import { addWorkCommands } from "./work.ts";

/** The whole command line. It works beside a running server: both use the same database. */
export function createProgram(environment: Readonly<Record<string, string | undefined>>): Command {
  const program = new Command("skridt")
    .description("Skridt: exercises in plain Danish. Commands for those who run it.")
    .exitOverride()
    .showHelpAfterError("(--help shows what is expected)");
  const config = () => readConfig(environment);
  addFlowCommands(program, config);
  addPeopleCommands(program, config);
  addWorkCommands(program, config);
  addExportCommand(program, config);
  addScheduleCommands(program, config);
  addAppointmentCommands(program, config);
  return program;
}
