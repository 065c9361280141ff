import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

async function skridt(...words: string[]) {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn("node_modules/.bin/node", ["src/cli.ts", ...words], { env: { PATH, HOME } });
  const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code, out, errors };
}

test("the program ends with 0 when done, 1 when it went wrong, 2 when it was not understood", async () => {
  const [help, wrong, unknown] = await Promise.all([
    skridt("--help"),
    skridt("flow", "draw", "no-such-exercise"),
    skridt("flow", "dance"),
  ]);
  expect(help).toMatchObject({ code: 0, out: expect.stringContaining("Usage: skridt"), errors: "" });
  expect(wrong).toMatchObject({ code: 1, out: "", errors: expect.stringContaining('got "no-such-exercise"') });
  expect(unknown).toMatchObject({ code: 2, out: "", errors: expect.stringContaining("unknown command 'dance'") });
}, 60_000);
