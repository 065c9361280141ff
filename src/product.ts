import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Alerts, createAlerts } from "./alerts.ts";
import { type Appointments, createAppointments } from "./appointments.ts";
import { type Assign, assign, assignAll, type Offering, type Plan, pause, plan } from "./assign.ts";
import type { Config } from "./config.ts";
import { dataKeyOf } from "./data-key.ts";
import { erase, eraseAgain } from "./erase.ts";
import { checkFlows } from "./flow/check.ts";
import { bundle, createLibrary, type Library } from "./flow/library.ts";
import { createMediaLinks, type MediaLinks } from "./media-links.ts";
import { AppError } from "./model/errors.ts";
import type { Pause } from "./model/schedule.ts";
import { openPictures, type Pictures } from "./pictures/index.ts";
import { createReceive, type ReceiveParts } from "./receive.ts";
import { createTranslator, type Translator } from "./render/words.ts";
import type { Safety } from "./safety/around.ts";
import { createLookFor } from "./safety/look-for.ts";
import { asService } from "./store/acting.ts";
import { type Changes, openChanges } from "./store/changes.ts";
import { type Embedded, startEmbedded } from "./store/embedded/index.ts";
import type { Erased } from "./store/erase.ts";
import { keepVersions } from "./store/flow-versions.ts";
import { type Database, openDatabase } from "./store/open.ts";
import type { People } from "./store/people.ts";
import { loadNumbers } from "./words/numbers.ts";
import { crisisRules } from "./words/safety.ts";

/** What every way in shares: the server, the command line and tests. */
export interface Product {
  readonly database: Database;
  readonly library: Library;
  readonly translator: Translator;
  readonly pictures: Pictures;
  /** addresses of pictures */
  readonly media: MediaLinks;
  /** what must not wait in free texts, and the numbers to call */
  readonly safety: Safety;
  readonly changes: Changes;
  readonly receive: ReturnType<typeof createReceive>;
  now(): Date;
  /** asks an exercise of a citizen now */
  assign(assignment: Assign): Promise<{ id: string }>;
  /** asks an exercise of each of many, who are looked up already */
  assignAll(assignments: readonly (Assign & { readonly id: string })[], people: People): Promise<Offering>;
  /** asks it at a time, or again and again: the id is the schedule's */
  plan(planned: Plan): Promise<{ id: string }>;
  /** leaves days out of a schedule; undefined: none any more */
  pause(schedule: string, days: Pause | undefined): Promise<void>;
  /** Erases a citizen. `by`: a member of staff; absent: from the command line. @throws AppError "not-found" */
  erase(citizen: string, by?: string): Promise<Erased>;
  readonly appointments: Appointments;
  readonly alerts: Alerts;
  close(): Promise<void>;
}

export interface Options {
  readonly now?: () => Date;
  /** lines for a newcomer while things are set up */
  readonly onProgress?: (text: string) => void;
  /** read already, to show words while the database is opened */
  readonly opened?: Opened;
  /** the embedded database, on its way already; it is stopped by whoever closes the product */
  readonly embedded?: Promise<Embedded>;
  /** told of each inbound that was taken */
  readonly observe?: NonNullable<ReceiveParts["observe"]>;
}

/** What is read from files. */
export type Opened = Pick<Product, "library" | "translator" | "pictures" | "safety">;

const CACHE = "drawings";
/** Where earlier versions kept drawings, also those with words of citizens. */
const FORMER_CACHE = "pictures";

/** Reads pictures, flows and words. @throws AppError "config" with every problem, by file and line */
export async function openLibrary(config: Config, rendered?: (seconds: number) => void): Promise<Opened> {
  await rm(join(config.dataDir, FORMER_CACHE), { recursive: true, force: true });
  const pictures = await openPictures({
    ...(rendered ? { rendered } : {}),
    mediaDir: config.mediaDir,
    ...(config.ownMediaDir ? { overrideDir: config.ownMediaDir } : {}),
    cacheDir: join(config.dataDir, CACHE),
  });
  const { ok, problems, sources } = checkFlows({ flowsDir: config.flowsDir, localesDir: config.localesDir, pictures });
  if (!ok) {
    const lines = problems.map(({ file, line, message }) => `${file}:${line} ${message}`);
    throw new AppError("config", `The flows cannot be used:\n${lines.join("\n")}`);
  }
  const { flows, words } = sources;
  const library = createLibrary(Object.keys(flows).map((id) => bundle(id, flows, words.flows)));
  const safety = { lookFor: createLookFor(crisisRules(words.shared)), numbers: loadNumbers(config.localesDir) };
  return { library, translator: createTranslator(library, words.shared), pictures, safety };
}

/** Opens everything that has no address: the database, flows, words and pictures. */
export async function openProduct(config: Config, options: Options = {}): Promise<Product> {
  const parts = options.opened ?? (await openLibrary(config));
  const now = options.now ?? (() => new Date());
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const it of closers.reverse()) await it();
  };
  const dataKey = await dataKeyOf(config);
  try {
    let url = config.databaseUrl;
    if (url === undefined) {
      const { onProgress } = options;
      const begun =
        options.embedded ?? startEmbedded({ dataDir: config.dataDir, ...(onProgress ? { onProgress } : {}) });
      const embedded = await begun;
      closers.push(() => embedded.stop());
      url = embedded.url;
    }
    const database = await openDatabase(url, dataKey.bytes);
    closers.push(() => database.close());
    const changes = await openChanges(database);
    closers.push(() => changes.close());
    changes.onErased(() => {
      database.keys.forgetAll();
      parts.pictures.forgetPersonal();
    });
    const { dataDir } = config;
    await eraseAgain({ database, dataDir, now });
    await asService("start", () => keepVersions(database, parts.library.all()));
    const { observe } = options;
    // with a doorbell citizens are told elsewhere that the web chat has something for them
    const showsItself = (channel: string) => channel === "web" && config.telegram?.mode !== "doorbell";
    const receive = createReceive({ ...parts, database, changes, showsItself, ...(observe ? { observe } : {}) });
    const media = createMediaLinks({ pictures: parts.pictures, now }, database.keyring.secret("media"));
    const base = { ...parts, database, changes, receive, media, now, close };
    return {
      ...base,
      assign: (assignment) => assign(base, assignment),
      assignAll: (assignments, people) => assignAll(base, assignments, people),
      plan: (planned) => plan(base, planned),
      pause: (schedule, days) => pause(base, schedule, days),
      erase: (citizen, by) => erase({ ...base, dataDir }, citizen, by),
      appointments: createAppointments(base),
      alerts: createAlerts(base),
    };
  } catch (error) {
    await close();
    throw error;
  }
}
