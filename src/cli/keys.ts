import type { Command } from "commander";
import { dataKeyOf } from "../data-key.ts";
import { AppError } from "../model/errors.ts";
import { type Progress, retireDataKey, rotateDataKey } from "../store/keys/rotate.ts";
import { print, type Terminal, withJson, withProduct } from "./output.ts";

interface Json {
  json?: boolean;
}

/** Replacing the DATA_KEY: `keys rotate`, then `keys retire`. */
export function addKeysCommands(program: Command, terminal: Terminal): void {
  const keys = program.command("keys").description("the DATA_KEY").exitOverride();

  withJson(
    keys
      .command("rotate")
      .description("replaces DATA_KEY by DATA_KEY_NEW while everything runs; again after a stop, it goes on → {keys}"),
  ).action(async (options: Json) => {
    const config = terminal.config();
    const { newDataKey: next } = config;
    if (!next) {
      throw new AppError(
        "input",
        "DATA_KEY_NEW: expected 32 bytes in base64, got nothing. Make one: openssl rand -base64 32",
      );
    }
    const { bytes: before, file } = await dataKeyOf(config);
    const told = ({ done, all }: Progress) => terminal.complain(`${done} of ${all} keys\n`);
    const { all } = await withProduct(terminal, ({ database }) => rotateDataKey(database, { before, next }, told));
    const where = file === undefined ? "DATA_KEY" : `${file}, or DATA_KEY,`;
    const then = `Set ${where} to the new key everywhere and start again. Then: keys retire`;
    print(terminal, options, { keys: all }, `${all} keys are wrapped with the new key. Both are accepted. ${then}`);
  });

  withJson(
    keys
      .command("retire")
      .description("after keys rotate, with the new DATA_KEY: the old one opens nothing more → {keys}"),
  ).action(async (options: Json) => {
    const { all } = await withProduct(terminal, ({ database }) => retireDataKey(database));
    print(terminal, options, { keys: all }, "The old DATA_KEY opens nothing any more.");
  });
}
