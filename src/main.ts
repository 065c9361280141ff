import pino from "pino";
import { startApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { AppError } from "./model/errors.ts";

/** `npm start`: reads the environment, runs until told to stop. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  process.env.TZ = config.timeZone;
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const app = await startApp(config, { log: pino({ level: config.logLevel }, pino.destination(2)), onProgress: say });
  const lines = app.demo
    ? [
        "Skridt kører som demo med opfundne personer.",
        `Åbn ${app.url} i en browser: borgerens telefon og behandlerens konsol side om side.`,
        `Data ligger i ${config.dataDir}. Stop med Ctrl-C.`,
      ]
    : [`Skridt kører på ${app.url}. Stop med Ctrl-C.`];
  for (const line of lines) say(line);

  let stopping = false;
  const stop = (): void => {
    // a second Ctrl-C does not wait
    if (stopping) process.exit(1);
    stopping = true;
    say("Stopper …");
    app.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

main().catch((error: unknown) => {
  const text = error instanceof AppError ? error.message : `Skridt stopped: ${(error as Error).stack}`;
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
