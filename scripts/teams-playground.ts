import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * `npm run teams:playground`: the demo, and Microsoft's Agents Playground as the Teams of its behandler, until Ctrl-C.
 * The Playground sends nothing to Microsoft, and is reached from this machine only.
 */
const PAGE = Number(process.env.PLAYGROUND_PORT ?? 56150);
const port = process.env.PORT ?? "3000";
const url = `http://127.0.0.1:${port}`;
const cli = createRequire(import.meta.url).resolve("@microsoft/m365agentsplayground/cli.js");
const LOOK_AGAIN_MS = 250;

const product = spawn(process.execPath, ["src/main.ts"], { stdio: "inherit", env: { ...process.env, PORT: port } });
const ended = once(product, "exit").then(() => false);
let playground: ChildProcess | undefined;
if (await Promise.race([answers(), ended])) {
  const preload = ["--import", join(import.meta.dirname, "loopback-only.ts")];
  const given = ["start", "-e", `${url}/api/messages`, "-c", "msteams", "-p", String(PAGE), "--disable-telemetry"];
  const env = { ...process.env, TEAMSAPPTESTER_BROWSER: "none" };
  // it writes its log where it stands
  const cwd = process.env.DATA_DIR ?? "data";
  playground = spawn(process.execPath, [...preload, cli, ...given], {
    stdio: ["ignore", "ignore", "inherit"],
    env,
    cwd,
  });
  process.stdout.write(`Åbn http://localhost:${PAGE} og skriv "hej".\n`);
}
// a Ctrl-C reaches all of them: this one waits for the product to finish
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => product.kill(signal));
await ended;
playground?.kill();
process.exitCode = product.exitCode ?? 1;

/** Resolves when the product serves its pages. */
async function answers(): Promise<boolean> {
  for (;;) {
    const answer = await fetch(url, { redirect: "manual" }).catch(() => undefined);
    if (answer && answer.status < 500) return true;
    await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS));
  }
}
