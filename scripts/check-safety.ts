import { readFileSync, writeFileSync } from "node:fs";
import { measureSet, measureTable, productLookFor, SETS } from "./safety-measure.ts";
import { misspeltRows } from "./safety-misspelt.ts";

/** Measures the crisis rules and holds docs/safety.md against it; `--write` records it there. */
const FILE = "docs/safety.md";
const GENERATED = /(?<=<!-- measured -->\n)[\s\S]*(?=\n<!-- end -->)/;

const lookFor = productLookFor();
const table = `${measureTable(lookFor)}\n${misspeltRows(lookFor)}`;
const recorded = readFileSync(FILE, "utf8");
console.log(table);
if (process.argv.includes("--wrong")) {
  // what is held out stays unread by whoever changes the rules
  for (const name of SETS.filter((it) => !it.includes("-")))
    for (const it of measureSet(lookFor, name))
      for (const said of it.wrong) console.log(`${name} ${it.label}: ${said}`);
}
if (process.argv.includes("--write")) {
  writeFileSync(
    FILE,
    recorded.replace(GENERATED, () => table),
  );
} else if (GENERATED.exec(recorded)?.[0] !== table) {
  console.error(`${FILE}: expected what was measured now; record it by node scripts/check-safety.ts --write`);
  process.exitCode = 1;
}
