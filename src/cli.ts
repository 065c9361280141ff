import { runCommandLine } from "./cli/command-line.ts";

process.exitCode = await runCommandLine({
  words: process.argv.slice(2),
  environment: process.env,
  input: process.stdin,
  write: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
