import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { packageOf } from "../channels/teams/package/index.ts";
import type { Config } from "../config.ts";
import { AppError } from "../model/errors.ts";
import { openLibrary } from "../product.ts";
import { print, type Terminal, withJson } from "./output.ts";

interface PackageOptions {
  json?: boolean;
  out: string;
  organisation: string;
  privacy: string;
  terms?: string;
}

/** What Microsoft Teams needs of us. */
export function addTeamsCommands(program: Command, terminal: Terminal): void {
  const teams = program.command("teams").description("the app for Microsoft Teams").exitOverride();
  withJson(
    teams
      .command("package")
      .description("the app for upload in Teams, as a zip of manifest and icons → {file}")
      .requiredOption("--out <file>", "where to write it, such as skridt.zip")
      .option("--organisation <name>", "who runs it, at most 32 characters", "Skridt")
      .requiredOption("--privacy <url>", "your page about privacy")
      .option("--terms <url>", "your terms of use; absent: the same page"),
  ).action(async (options: PackageOptions) => {
    const config = terminal.config();
    const { clientId, url } = mustBeReady(config);
    const { translator } = terminal.opened ?? (await openLibrary(config));
    const content = await packageOf({
      clientId,
      url,
      version: versionHere(),
      organisation: options.organisation,
      privacyUrl: options.privacy,
      termsUrl: options.terms ?? options.privacy,
      words: (language, key) => translator.words(language).say({ from: "teams", key: `package.${key}` }),
    });
    await writeFile(options.out, content).catch((error: NodeJS.ErrnoException) => {
      throw new AppError("unavailable", `--out: expected a file that can be written, got ${error.code}`, {
        cause: error,
      });
    });
    print(terminal, options, { file: options.out }, `${options.out}: upload it in Teams, Apps, Manage your apps.`);
  });
}

/** Teams reaches us from outside, by https only. */
function mustBeReady({ teams, publicUrl }: Config): { clientId: string; url: string } {
  if (!teams) throw new AppError("config", "CLIENT_ID, CLIENT_SECRET, TENANT_ID: expected for Teams, got nothing");
  if (!publicUrl?.startsWith("https://")) {
    throw new AppError("config", `PUBLIC_URL: expected an address of https for Teams, got ${publicUrl ?? "nothing"}`);
  }
  return { clientId: teams.clientId, url: publicUrl };
}

function versionHere(): string {
  const text = readFileSync(join(import.meta.dirname, "../../package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
