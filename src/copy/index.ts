import { promisify } from "node:util";
import { type AsyncZippable, strToU8, zip } from "fflate";
import type { Library } from "../flow/library.ts";
import { common } from "../model/text.ts";
import type { Words } from "../model/words.ts";
import { exportJson } from "../reports/export/json.ts";
import type { Database } from "../store/open.ts";
import { getCitizen } from "../store/people.ts";
import { type Gathered, gather } from "./gather.ts";
import { historyOf } from "./history.ts";
import { copyPage } from "./page.ts";

/** Grows by one with every change that a reader of the old shape could not read. */
const VERSION = 1;
/** What is packed already. */
const STORED = { level: 0 } as const;

interface CopyParts {
  readonly database: Database;
  readonly library: Library;
  readonly translator: { words(language: string, own?: string): Words };
  now(): Date;
}

/** A copy of everything there is of a citizen. */
export interface Copy {
  /** says what it is and not whose */
  readonly name: string;
  readonly sessions: number;
  /** a zip: `index.html` to read, `data.json` for programs, and `media/` */
  readonly bytes: Uint8Array;
}

/** Makes the copy, in the citizen's language. @throws AppError "not-found" */
export async function copyOf(parts: CopyParts, citizen: string): Promise<Copy> {
  const { language, word_for_use: own } = await getCitizen(parts.database, citizen);
  const words = parts.translator.words(language, own ?? undefined);
  const [all, now] = [await gather(parts, citizen), parts.now()];
  const said = historyOf(all.moments, (type) => words.say(common(type)));
  const page = await copyPage(all, said, { words, now, file: fileOf });
  const data = {
    format: "skridt-copy",
    version: VERSION,
    ...{ exportedAt: now.toISOString(), language, citizen },
    sessions: exportJson(all.outcomes, { citizen, at: now }, words).sessions,
    rows: all.rows,
  };
  const files: AsyncZippable = {
    "index.html": strToU8(String(page)),
    "data.json": strToU8(`${JSON.stringify(data, null, 2)}\n`),
    ...Object.fromEntries(all.media.map((it) => [fileOf(it), [it.bytes, STORED] as const])),
  };
  const bytes = await promisify<AsyncZippable, { mtime: Date }, Uint8Array>(zip)(files, { mtime: now });
  return { name: "skridt.zip", sessions: all.outcomes.length, bytes };
}

function fileOf({ id, mime }: Gathered["media"][number]): string {
  const kind = mime.split(/[/;+]/)[1] ?? "bin";
  return `media/${id}.${kind === "jpeg" ? "jpg" : kind}`;
}
