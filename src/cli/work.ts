import { type Command, Option } from "commander";
import QRCode from "qrcode";
import { botLink } from "../channels/telegram/link.ts";
import { AppError } from "../model/errors.ts";
import { plain } from "../model/value.ts";
import type { Product } from "../product.ts";
import { noteOf, noteText } from "../reports/note.ts";
import { timingFrom } from "../schedule/timing.ts";
import { learnVersions } from "../store/flow-versions.ts";
import { invite } from "../store/invitations.ts";
import { outcomesOf } from "../store/outcomes.ts";
import { getCitizen } from "../store/people.ts";
import { print, type Terminal, withJson, withProduct } from "./output.ts";

interface Json {
  json?: boolean;
}

interface AssignOptions {
  citizen: string;
  flow: string;
  by?: string;
  at?: string;
  every?: string;
  holidays?: "skip" | "keep";
  param: Record<string, string>;
}

/** Letting citizens in, sending exercises, reading outcomes. */
export function addWorkCommands(program: Command, terminal: Terminal): void {
  withJson(
    program
      .command("invite")
      .description("a one-time way in for a citizen → {url, code, expiresAt}")
      .requiredOption("--citizen <id>", "id of the citizen")
      .addOption(new Option("--channel <channel>", "where").choices(["web", "telegram"]).default("web")),
  ).action(async (options: Json & { citizen: string; channel: "web" | "telegram" }) => {
    const { publicUrl, host, port, telegram } = terminal.config();
    // before the code is made: without its bot there is nowhere to use it
    const bot = options.channel === "telegram" ? await botLink(telegram) : undefined;
    const { code, expiresAt } = await withProduct(terminal, ({ database, now }) =>
      invite(database, { citizen: options.citizen, channel: options.channel, now: now() }),
    );
    const url = bot ? bot(code) : `${publicUrl ?? `http://${host}:${port}`}/c/i/${code}`;
    const picture = options.json ? "" : await QRCode.toString(url, { type: "terminal", small: true });
    print(
      terminal,
      options,
      { url, code, expiresAt: expiresAt.toISOString() },
      `${url}\nuntil ${expiresAt.toISOString()}\n${picture}`,
    );
  });

  withJson(
    program
      .command("assign")
      .description("sends an exercise to a citizen, now or at times → {id}")
      .requiredOption("--citizen <id>", "id of the citizen")
      .requiredOption("--flow <id>", "the exercise")
      .option("--by <staff>", "id of the staff member who asks")
      .option("--at <time>", "when, ISO 8601; without an offset in Danish time")
      .option("--every <rule>", "again and again: an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=FR;COUNT=8")
      .addOption(
        new Option("--holidays <what>", "on Danish public holidays: skip (default with --every) or keep").choices([
          "skip",
          "keep",
        ]),
      )
      .option("--param <name=value>", "a setting of the exercise; may be repeated", collect, {}),
  ).action(async (options: Json & AssignOptions) => {
    const { citizen, flow, param: params, by, at, every } = options;
    const given = { citizen, flow, params, ...(by ? { by } : {}) };
    const id = await withProduct(terminal, async (product) => {
      if (at === undefined && every === undefined) return (await product.assign(given)).id;
      const timing = timingFrom({ at, every, now: product.now() });
      const holidays = options.holidays ?? (every === undefined ? "keep" : "skip");
      return (await product.plan({ ...given, ...timing, holidays })).id;
    });
    print(
      terminal,
      options,
      { id },
      `${flow}: ${at === undefined && every === undefined ? "sent" : "planned"} (${id})`,
    );
  });

  withJson(
    program
      .command("outcomes")
      .description("what a citizen has completed, newest first")
      .requiredOption("--citizen <id>", "id of the citizen"),
  ).action(async (options: Json & { citizen: string }) => {
    const outcomes = await withProduct(terminal, (product) => readOutcomes(product, options.citizen));
    print(terminal, options, outcomes, outcomes.map((it) => it.note).join("\n\n---\n\n") || "(none)");
  });

  withJson(program.command("migrate").description("brings the database to the newest shape")).action(
    async (options: Json) => {
      await withProduct(terminal, async () => undefined);
      print(terminal, options, { ok: true }, "the database has the newest shape");
    },
  );
}

function collect(text: string, before: Record<string, string>): Record<string, string> {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new AppError("input", `--param: expected name=value, got "${text}"`);
  return { ...before, [name]: value };
}

/** The shape that scripts rely on. */
async function readOutcomes({ database, library, translator }: Product, citizenId: string) {
  const citizen = await getCitizen(database, citizenId);
  const outcomes = await outcomesOf(database, citizenId);
  await learnVersions(
    { database, library },
    outcomes.map((it) => it.flow),
  );
  const words = translator.words("da", citizen.word_for_use ?? undefined);
  return outcomes.map((outcome) => {
    const compiled = library.get(outcome.flow);
    const engineSteps = ["intro", "review", "release"];
    const answers = outcome.answers.filter(([path, value]) => !engineSteps.includes(path) && value.kind !== "seen");
    return {
      id: outcome.id,
      flow: outcome.flow.id,
      version: outcome.flow.version,
      startedAt: outcome.startedAt.toISOString(),
      completedAt: outcome.completedAt.toISOString(),
      answeredBy: outcome.answeredBy,
      answers: Object.fromEntries(answers.map(([path, value]) => [path, plain(value)])),
      note: noteText(noteOf(compiled, outcome, words), words),
    };
  });
}
