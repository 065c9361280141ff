import { Command } from "commander";
import { addAppointmentCommands } from "./appointment.ts";
import { asked, NOTHING_ASKED } from "./asked.ts";
import { addAuditCommands } from "./audit.ts";
import { addBackupCommands } from "./backup.ts";
import { addConsentCommands } from "./consent.ts";
import { addDutyCommands } from "./duty.ts";
import { addEraseCommand } from "./erase.ts";
import { addExportCommand } from "./export.ts";
import { addFlowCommands } from "./flow.ts";
import { addIndicatorsCommand } from "./indicators.ts";
import { addKeysCommands } from "./keys.ts";
import type { Streams, Terminal } from "./output.ts";
import { addPeopleCommands } from "./people.ts";
import { addRetentionCommand } from "./retention.ts";
import { addScheduleCommands } from "./schedule.ts";
import { addTeamsCommands } from "./teams.ts";
import { addTelegramCommands } from "./telegram.ts";
import { addWorkCommands } from "./work.ts";

/** The whole command line. It works beside a running server: both use the same database. */
export function createProgram(streams: Streams): Command {
  let now = NOTHING_ASKED;
  const terminal: Terminal = { ...streams, asked: () => now };
  const program = new Command("skridt")
    .description("Skridt: exercises in plain Danish. Commands for those who run it.")
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.write(text), writeErr: (text) => terminal.complain(text) })
    .showHelpAfterError("(--help shows what is expected)")
    .hook("preAction", (_, command) => {
      now = asked(command);
    });
  addFlowCommands(program, terminal);
  addPeopleCommands(program, terminal);
  addWorkCommands(program, terminal);
  addExportCommand(program, terminal);
  addEraseCommand(program, terminal);
  addAuditCommands(program, terminal);
  addIndicatorsCommand(program, terminal);
  addScheduleCommands(program, terminal);
  addAppointmentCommands(program, terminal);
  addConsentCommands(program, terminal);
  addTelegramCommands(program, terminal);
  addTeamsCommands(program, terminal);
  addDutyCommands(program, terminal);
  addKeysCommands(program, terminal);
  addRetentionCommand(program, terminal);
  addBackupCommands(program, terminal);
  return program;
}
