import type { Command } from "commander";
import { applyRetention, previewRetention } from "../retention.ts";
import { print, type Terminal, withJson, withProduct } from "./output.ts";

/** Letting go of what is old: `retention`. */
export function addRetentionCommand(program: Command, terminal: Terminal): void {
  withJson(
    program
      .command("retention")
      .description("lets go of what is old, as each night → {turns, messages, media, citizens, looks}")
      .option("--dry-run", "only says what would go"),
  ).action(async (options: { json?: boolean; dryRun?: boolean }) => {
    const config = terminal.config();
    const work = options.dryRun ? previewRetention : applyRetention;
    const gone = await withProduct(terminal, (product) => work(product, config));
    const lines = Object.entries(gone).map(([kind, count]) => `${kind}: ${count}`);
    print(terminal, options, gone, [options.dryRun ? "would go:" : "gone:", ...lines].join("\n"));
  });
}
