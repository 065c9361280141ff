import { readSources } from "../src/flow/sources.ts";
import { type FlowMeasure, lintWords } from "../src/words/lint.ts";
import { loadProjectWords } from "../src/words/project-words.ts";
import { checkSpelling, createSpellers } from "./spelling.ts";

const localesDir = "locales";
const sources = readSources({ flowsDir: "flows", localesDir });
const { problems, table } = lintWords(sources, (language) => loadProjectWords(localesDir, language));
const misspelled = checkSpelling(sources, await createSpellers(localesDir, sources.words.languages));
const all = [...sources.words.problems, ...problems, ...misspelled];

console.log(["language  file                  LIX  longest sentence  words  long words", ...table.map(row)].join("\n"));
for (const { file, line, message } of all) console.error(`${file}:${line} ${message}`);
if (all.length > 0) process.exitCode = 1;

function row({ language, name, lix, longestSentence, words, longWords }: FlowMeasure): string {
  const cells = [lix.toFixed(1).padStart(4), String(longestSentence).padStart(16), String(words).padStart(5)];
  return [language.padEnd(8), name.padEnd(20), ...cells, String(longWords).padStart(10)].join("  ");
}
