import { enableCompileCache, flushCompileCache } from "node:module";
import { resolve } from "node:path";
import pino from "pino";
import { type Config, readConfig } from "./config.ts";
import { KEY_FILE } from "./data-key.ts";
import { AppError } from "./model/errors.ts";

/** What is under way gets so long to finish. */
const STOP_MS = 9_000;
/** npm passes a Ctrl-C on to a program that the terminal told already: the echo is not a second wish. */
const ECHO_MS = 1_000;

/** `npm start`: reads the environment, runs until told to stop. Told while it starts, it stops when it has started. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  process.env.TZ = config.timeZone;
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const told = stopSignal(say);
  // compiling what we are made of is half of a start: it is kept for the next one, and begins when the variables are right
  enableCompileCache(resolve(import.meta.dirname, "../node_modules/.cache/skridt"));
  const tracing = config.traces === undefined ? undefined : await traceTo(config.traces);
  const begun = await beginDatabase(config);
  const { startApp } = await import("./app.ts");
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const app = await startApp(config, { log, onProgress: say, ...begun }).catch(async (error: unknown) => {
    // it may still be on its way
    await (await begun.embedded?.catch(() => undefined))?.stop();
    throw error;
  });
  const lines = app.demo
    ? [
        "Skridt kører som demo med opfundne personer.",
        `Åbn ${app.url} i en browser: borgerens telefon og behandlerens konsol side om side.`,
        `Teams: Agents Playground når os på ${app.url}/api/messages, kun fra denne maskine og uden underskrift.`,
        `Nøglen til data ligger samme sted som data (${KEY_FILE}): det er kun til en demo.`,
        `Data ligger i ${config.dataDir}. Stop med Ctrl-C.`,
      ]
    : [`Skridt kører på ${app.url}. Stop med Ctrl-C.`];
  for (const line of lines) say(line);
  flushCompileCache();

  await told;
  await app.stop();
  await tracing?.stop();
  process.exit(0);
}

/** PostgreSQL starts beside us while we read what we are made of. */
async function beginDatabase({ databaseUrl, dataDir }: Config) {
  if (databaseUrl !== undefined) return {};
  const { beginEmbedded } = await import("./store/embedded/index.ts");
  return await beginEmbedded(dataDir);
}

const traceTo = async (endpoint: string) => (await import("./tracing/export.ts")).openTracing(endpoint);

/** Resolves when the program is told to stop. A second Ctrl-C, or a stop that takes too long, ends it at once. */
function stopSignal(say: (text: string) => void): Promise<void> {
  let toldAt: number | undefined;
  return new Promise((done) => {
    const stop = (): void => {
      if (toldAt !== undefined && performance.now() - toldAt < ECHO_MS) return;
      if (toldAt !== undefined) process.exit(1);
      toldAt = performance.now();
      say("Stopper …");
      setTimeout(() => process.exit(1), STOP_MS).unref();
      done();
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
});

/** One line a person can act on; for what should not happen, where it happened. */
function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  const { code, path, stack } = error as NodeJS.ErrnoException;
  if (path === undefined) return `Skridt stopped: ${stack}`;
  return `${path}: cannot be used (${code}). Check DATA_DIR, FLOWS_DIR, LOCALES_DIR and MEDIA_DIR, and who may write there.`;
}
