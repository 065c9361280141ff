import { strToU8, zipSync } from "fflate";
import { AppError } from "../../../model/errors.ts";
import { drawIcons } from "./icons.ts";
import { type AppFacts, englishOf, manifestOf, problemsOf } from "./manifest.ts";

/** The same facts give the same file. */
const MADE = new Date("2026-01-01T12:00:00");

/**
 * The app for upload in Teams: manifest, its words in English, and two icons, as a zip.
 * @throws AppError "input": what Microsoft's schema has against it
 */
export async function packageOf(facts: AppFacts): Promise<Uint8Array> {
  const [manifest, english] = [manifestOf(facts), englishOf(facts)];
  const problems = [
    ...problemsOf(manifest, "MicrosoftTeams").map((it) => `manifest.json ${it}`),
    ...problemsOf(english, "MicrosoftTeams.Localization").map((it) => `en.json ${it}`),
  ];
  if (problems.length > 0)
    throw new AppError("input", `The app for Teams is not as it has to be:\n${problems.join("\n")}`);
  const { color, outline } = await drawIcons();
  const files = {
    "manifest.json": strToU8(`${JSON.stringify(manifest, null, 2)}\n`),
    "en.json": strToU8(`${JSON.stringify(english, null, 2)}\n`),
    "color.png": color,
    "outline.png": outline,
  };
  return zipSync(files, { mtime: MADE });
}
