import pino from "pino";
import { startApp } from "./app.ts";
import { readConfig } from "./config.ts";
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
  const app = await startApp(config, { log: pino({ level: config.logLevel }, pino.destination(2)), onProgress: say });
  const lines = app.demo
    ? [
        "Skridt kører som demo med opfundne personer.",
        `Åbn ${app.url} i en browser: borgerens telefon og behandlerens konsol side om side.`,
        `Data ligger i ${config.dataDir}. Stop med Ctrl-C.`,
      ]
    : [`Skridt kører på ${app.url}. Stop med Ctrl-C.`];
  for (const line of lines) say(line);

  await told;
  await app.stop();
  process.exit(0);
}

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
  const text = error instanceof AppError ? error.message : `Skridt stopped: ${(error as Error).stack}`;
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
