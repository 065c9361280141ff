import { writeFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { copyOf } from "../copy/index.ts";
import { AppError } from "../model/errors.ts";
import type { Product } from "../product.ts";
import { exportFile, FORMATS, type Format } from "../reports/export/file.ts";
import { periodOf } from "../schedule/period.ts";
import { exportedOf } from "../store/exported.ts";
import { getCitizen } from "../store/people.ts";
import { mustBeDay, print, type Terminal, withJson, withProduct } from "./output.ts";

interface ExportOptions {
  json?: boolean;
  citizen: string;
  flow?: string[];
  from?: string;
  to?: string;
  format?: Format;
  out?: string;
}

/** Only who runs the server may read what is written. */
const PRIVATE = 0o600;

/** Handing out all there is of a citizen, or what they have completed, whoever may see it. */
export function addExportCommand(program: Command, terminal: Terminal): void {
  withJson(
    program
      .command("export")
      .description(
        "a copy of everything of a citizen, as a zip → {format, sessions, file}; with --format what they have completed, as a file → {format, sessions, content}, with --out {…, file}",
      )
      .requiredOption("--citizen <id>", "id of the citizen")
      .option("--flow <id...>", "only these exercises")
      .option("--from <day>", "only what was finished on this day or later, such as 2026-11-27")
      .option("--to <day>", "only what was finished on this day or before")
      .addOption(new Option("--format <format>", "of a file with what was completed").choices(FORMATS))
      .option("--out <file>", "where to write it; absent: to the terminal, the zip into this folder"),
  ).action(async (options: ExportOptions) => {
    const { format, out, citizen } = options;
    if (format === undefined) {
      const given = (["flow", "from", "to"] as const).find((name) => options[name] !== undefined);
      if (given) throw new AppError("input", `--${given}: expected --format with it; without, everything is copied`);
      const { name, sessions, bytes } = await withProduct(terminal, (product) => copyOf(product, citizen));
      const file = out ?? name;
      await write(file, bytes);
      print(terminal, options, { format: "zip", sessions, file }, `everything: ${file}`);
      return;
    }
    for (const name of ["from", "to"] as const) mustBeDay(name, options[name]);
    const asked = { ...options, format };
    const { count, content } = await withProduct(terminal, (product) => contentOf(product, asked));
    const made = { format, sessions: count };
    if (out === undefined) {
      if (options.json) print(terminal, options, { ...made, content }, "");
      else terminal.write(content);
      return;
    }
    await write(out, content);
    print(terminal, options, { ...made, file: out }, `${count} sessions: ${out}`);
  });
}

async function contentOf(
  product: Product,
  { citizen: id, flow: flows, from, to, format }: ExportOptions & { format: Format },
) {
  const { database, library, translator, now } = product;
  const citizen = await getCitizen(database, id);
  const sessions = await exportedOf(product, id, { ...(flows ? { flows } : {}), ...periodOf({ from, to }) });
  const unknown = flows?.find((it) => !library.latest(it) && !sessions.some(({ outcome }) => outcome.flow.id === it));
  if (unknown !== undefined) throw new AppError("input", `--flow: expected the id of an exercise, got "${unknown}"`);
  const words = translator.words("da", citizen.word_for_use ?? undefined);
  const { content } = exportFile(format, sessions, { citizen: id, at: now() }, words);
  return { count: sessions.length, content };
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content, { mode: PRIVATE });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new AppError("unavailable", `--out: expected a file that can be written, got ${code}`, { cause: error });
  }
}
