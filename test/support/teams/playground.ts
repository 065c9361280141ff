import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Locator, Page } from "playwright-core";

/** The Entra object id of who writes in the Playground, by its own settings. */
export const PLAYGROUND_AAD = "00000000-0000-0000-0000-0000000000020";
const LOOK_AGAIN_MS = 100;

export interface Playground {
  readonly url: string;
  close(): Promise<void>;
}

/** Microsoft's Agents Playground as a process of its own, in a folder of its own: it writes a log where it stands. */
export async function startPlayground(endpoint: string, port: number): Promise<Playground> {
  const cwd = await mkdtemp(join(tmpdir(), "skridt-playground-"));
  const preload = ["--import", resolve("scripts/loopback-only.ts")];
  const cli = resolve("node_modules/@microsoft/m365agentsplayground/cli.js");
  const given = ["start", "-e", endpoint, "-c", "msteams", "-p", String(port), "--disable-telemetry"];
  const env = { ...process.env, TEAMSAPPTESTER_BROWSER: "none" };
  const child = spawn(process.execPath, [...preload, cli, ...given], { cwd, env, stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  await serving(url, child);
  return {
    url,
    async close() {
      child.kill("SIGKILL");
      await rm(cwd, { recursive: true, force: true });
    },
  };
}

async function serving(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    if (await fetch(url).catch(() => undefined)) return;
    await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS));
  }
  throw new Error(`the Playground ended with ${child.exitCode}`);
}

/** Cards as they are seen in the chat. */
export interface Chat {
  readonly page: Page;
  say(text: string): Promise<void>;
  /** The newest card that holds this text. */
  card(text: string | RegExp): Locator;
  /** Taps a button of the newest card with this text. */
  press(text: string | RegExp, button: string): Promise<void>;
}

export function chatOn(page: Page): Chat {
  const card = (text: string | RegExp): Locator => page.locator(".ac-adaptiveCard", { hasText: text }).last();
  return {
    page,
    card,
    async say(text) {
      await page.locator("[role=textbox][data-lexical-editor]").click();
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
    },
    async press(text, button) {
      await card(text).getByRole("button", { name: button, exact: true }).first().click();
    },
  };
}
