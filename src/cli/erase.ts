import { createInterface } from "node:readline";
import type { Command } from "commander";
import { getCitizen } from "../store/people.ts";
import { print, type Terminal, withJson, withProduct } from "./output.ts";

interface EraseOptions {
  json?: boolean;
  citizen: string;
  yes?: boolean;
}

/** Erasing a citizen: `erase`. */
export function addEraseCommand(program: Command, terminal: Terminal): void {
  withJson(
    program
      .command("erase")
      .description("erases a citizen and all that is theirs, for good → {id, sessions, turns, media}")
      .requiredOption("--citizen <id>", "id of the citizen")
      .option("--yes", "without asking"),
  ).action(async (options: EraseOptions) => {
    const { citizen: id } = options;
    const counts = await withProduct(terminal, async ({ database, erase }) => {
      const { name } = await getCitizen(database, id);
      if (!options.yes && !(await confirmed(terminal, `Erases ${name} for good. Write "erase" to do it: `))) return;
      return (await erase(id)).counts;
    });
    if (counts) print(terminal, options, { id, ...counts }, "erased");
    else {
      terminal.complain("Nothing was erased.\n");
      terminal.fail();
    }
  });
}

async function confirmed({ input, complain }: Terminal, question: string): Promise<boolean> {
  complain(question);
  const lines = createInterface({ input });
  for await (const line of lines) return line.trim() === "erase";
  return false;
}
