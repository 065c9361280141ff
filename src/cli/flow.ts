import { join } from "node:path";
import { instance } from "@viz-js/viz";
import type { Command } from "commander";
import { checkFlows } from "../flow/check.ts";
import { toDot, toMermaid } from "../flow/draw.ts";
import { AppError } from "../model/errors.ts";
import { openPictures } from "../pictures/index.ts";
import { openLibrary } from "../product.ts";
import { drawingOf } from "../reports/drawing.ts";
import { print, type Terminal, withJson } from "./output.ts";
import { play } from "./play.ts";

interface Json {
  json?: boolean;
}

/** Checking, playing and drawing exercises. None of these needs a database. */
export function addFlowCommands(program: Command, terminal: Terminal): void {
  const flow = program.command("flow").description("the exercises").exitOverride();

  withJson(
    flow
      .command("check")
      .description("all problems of all exercises, by file and line → {ok, flows, problems}")
      .argument("[file]", "only the problems of this file"),
  ).action(async (file: string | undefined, options: Json) => {
    const { mediaDir, ownMediaDir, dataDir, flowsDir, localesDir } = terminal.config();
    const own = ownMediaDir ? { overrideDir: ownMediaDir } : {};
    const pictures = await openPictures({ mediaDir, ...own, cacheDir: join(dataDir, "pictures") });
    const { flows, problems: all } = checkFlows({ flowsDir, localesDir, pictures });
    const problems = file === undefined ? all : all.filter((it) => it.file.endsWith(file));
    const ok = problems.length === 0;
    const lines = problems.map((it) => `${it.file}:${it.line} ${it.message}`);
    print(terminal, options, { ok, flows, problems }, ok ? `${flows.length} exercises: no problems` : lines.join("\n"));
    if (!ok) terminal.fail();
  });

  flow
    .command("play")
    .description("runs an exercise in the terminal, by the same engine")
    .argument("<id>", "the exercise")
    .option("--language <language>", "da or en", "da")
    .option("--param <name=value...>", "settings of the exercise")
    .exitOverride()
    .action(async (id: string, options: { language: string; param?: string[] }) => {
      const params = Object.fromEntries((options.param ?? []).map((it) => it.split(/=(.*)/s).slice(0, 2)));
      await play(terminal, await openLibrary(terminal.config()), { flow: id, language: options.language, params });
    });

  flow
    .command("draw")
    .description("an exercise as a picture: Mermaid, or SVG")
    .argument("<id>", "the exercise")
    .option("--svg", "as SVG instead of Mermaid")
    .exitOverride()
    .action(async (id: string, options: { svg?: boolean }) => {
      const { library, translator } = await openLibrary(terminal.config());
      const compiled = library.latest(id);
      if (!compiled) throw new AppError("not-found", `flow: expected the id of an exercise, got "${id}"`);
      const words = translator.words("da");
      const graph = drawingOf(compiled, words);
      const picture = options.svg ? (await instance()).renderString(toDot(graph), { format: "svg" }) : toMermaid(graph);
      terminal.write(`${picture}\n`);
    });
}
