import type { Command } from "commander";
import { AppError } from "../model/errors.ts";
import { cellSaid, tablesSaid } from "../reports/indicators/said.ts";
import { indicatorsOf } from "../reports/indicators.ts";
import { localDate } from "../schedule/local.ts";
import { quarterOf, readyOn, readyQuarters } from "../schedule/quarter.ts";
import { indicatorsShown } from "../store/indicators.ts";
import { print, type Terminal, table, withJson, withProduct } from "./output.ts";

/** What is counted together about a unit: the same as a leder sees. */
export function addIndicatorsCommand(program: Command, terminal: Terminal): void {
  withJson(
    program
      .command("indicators")
      .description(
        "numbers of people of a unit in a quarter, five or more → {unit, period, waiting, uses, changes, opinions}",
      )
      .requiredOption("--unit <id>", "id of the unit")
      .option("--period <quarter>", "such as 2026-Q4; the newest when absent"),
  ).action(async (options: { json?: boolean; unit: string; period?: string }) => {
    await withProduct(terminal, async (product) => {
      const { unit, period } = options;
      const now = product.now();
      const [newest] = readyQuarters(now, 1);
      const quarter = period === undefined ? (newest as NonNullable<typeof newest>) : quarterOf(period);
      if (localDate(now) < readyOn(quarter)) {
        throw new AppError(
          "input",
          `period: expected a quarter whose numbers are ready, got ${quarter.id}: ready on ${readyOn(quarter)}`,
        );
      }
      const shown = await indicatorsShown(product, { unit, quarter }, now, indicatorsOf);
      const words = product.translator.words("da");
      const texts = tablesSaid(shown, product.library, words).map((said) => {
        const rows = said.rows.map(({ label, cells, notes }) => {
          const columns = [...said.columns, ...said.noteColumns].map((name, i) => {
            return [name, i < cells.length ? cellSaid(cells[i] ?? null, words) : (notes[i - cells.length] ?? "")];
          });
          return { [said.head]: label, ...Object.fromEntries(columns) };
        });
        return `${said.title}\n${table(rows)}`;
      });
      print(terminal, options, { unit, period: quarter.id, ...shown }, texts.join("\n\n"));
    });
  });
}
