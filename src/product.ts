import { join } from "node:path";
import type { Config } from "./config.ts";
import { checkFlows } from "./flow/check.ts";
import { bundle, createLibrary, type Library } from "./flow/library.ts";
import { AppError } from "./model/errors.ts";
import type { Offer } from "./model/inbound.ts";
import { openPictures, type Pictures } from "./pictures/index.ts";
import { createReceive } from "./receive.ts";
import { createTranslator, type Translator } from "./render/words.ts";
import { addAssignment, behandlereOf } from "./store/assignments.ts";
import { type Changes, openChanges } from "./store/changes.ts";
import { startEmbedded } from "./store/embedded/index.ts";
import { keepVersions } from "./store/flow-versions.ts";
import { type Database, openDatabase } from "./store/open.ts";
import { getCitizen, getStaff } from "./store/people.ts";

/** What every way in shares: the server, the command line and tests. */
export interface Product {
  readonly database: Database;
  readonly library: Library;
  readonly translator: Translator;
  readonly pictures: Pictures;
  readonly changes: Changes;
  readonly receive: ReturnType<typeof createReceive>;
  now(): Date;
  assign(assignment: Assign): Promise<{ id: string }>;
  /** called when there is something to deliver */
  onWake(wake: () => void): void;
  close(): Promise<void>;
}

/** An exercise asked of a citizen now. `by`: who asks, and who will be asked about at the end. */
export interface Assign {
  readonly citizen: string;
  readonly flow: string;
  readonly params: Readonly<Record<string, string>>;
  readonly by?: string;
}

export interface Options {
  readonly now?: () => Date;
  /** lines for a newcomer while things are set up */
  readonly onProgress?: (text: string) => void;
  /** read already, to show words while the database is opened */
  readonly opened?: Opened;
}

/** What is read from files. */
type Opened = Pick<Product, "library" | "translator" | "pictures">;

/** Reads pictures, flows and words. @throws AppError "config" with every problem, by file and line */
export async function openLibrary(config: Config): Promise<Opened> {
  const pictures = await openPictures({
    mediaDir: config.mediaDir,
    ...(config.ownMediaDir ? { overrideDir: config.ownMediaDir } : {}),
    cacheDir: join(config.dataDir, "pictures"),
  });
  const { ok, problems, sources } = checkFlows({ flowsDir: config.flowsDir, localesDir: config.localesDir, pictures });
  if (!ok) {
    const lines = problems.map(({ file, line, message }) => `${file}:${line} ${message}`);
    throw new AppError("config", `The flows cannot be used:\n${lines.join("\n")}`);
  }
  const { flows, words } = sources;
  const library = createLibrary(Object.keys(flows).map((id) => bundle(id, flows, words.flows)));
  return { library, translator: createTranslator(library, words.shared), pictures };
}

/** Opens everything that has no address: the database, flows, words and pictures. */
export async function openProduct(config: Config, options: Options = {}): Promise<Product> {
  const parts = options.opened ?? (await openLibrary(config));
  const now = options.now ?? (() => new Date());
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const it of closers.reverse()) await it();
  };
  try {
    let url = config.databaseUrl;
    if (url === undefined) {
      const { onProgress } = options;
      const embedded = await startEmbedded({ dataDir: config.dataDir, ...(onProgress ? { onProgress } : {}) });
      closers.push(() => embedded.stop());
      url = embedded.url;
    }
    const database = await openDatabase(url);
    closers.push(() => database.close());
    const changes = await openChanges(database);
    closers.push(() => changes.close());
    await keepVersions(database, parts.library.all());
    let wake = (): void => undefined;
    const receive = createReceive({ ...parts, database, changes, wake: () => wake() });
    const base = { ...parts, database, changes, receive, now, close };
    return {
      ...base,
      assign: (assignment) => assign(base, assignment),
      onWake: (it) => {
        wake = it;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Asks an exercise of a citizen.
 * @throws AppError "not-found": no such citizen, staff or exercise; "refused": not for this role; "input": a wrong param
 */
async function assign(
  product: Pick<Product, "database" | "library" | "receive" | "now">,
  { citizen: citizenId, flow: flowId, params, by }: Assign,
): Promise<{ id: string }> {
  const { database, library, receive } = product;
  const citizen = await getCitizen(database, citizenId);
  const compiled = library.latest(flowId);
  if (!compiled || compiled.flow.report === false) {
    const known = library.all().filter((it) => it.flow.report !== false);
    throw new AppError(
      "not-found",
      `flow: expected one of ${known.map((it) => it.flow.id).join(", ")}, got "${flowId}"`,
    );
  }
  checkParams(flowId, compiled.flow.params ?? {}, params);
  const staff = by === undefined ? undefined : await getStaff(database, by);
  const { start } = compiled.flow.guide;
  if (staff && !start.some((role) => role === staff.role)) {
    throw new AppError(
      "refused",
      `${flowId}: may be sent by ${start.join(" or ")}, not by ${staff.role} (guide.start)`,
    );
  }
  const audience = staff ? [{ id: staff.id, name: staff.name }] : await behandlereOf(database, citizen.id);
  const optional = by === undefined ? {} : { by };
  const { id } = await addAssignment(database, { citizen: citizen.id, flow: compiled.ref, params, ...optional });
  const from = staff?.name ?? audience[0]?.name ?? "Skridt";
  const offer: Offer = { flow: compiled.ref, params, audience, assignment: id, from };
  const at = product.now().toISOString();
  await receive.receive(citizen.conversation, { kind: "offer", channel: "staff", id, at, offer });
  return { id };
}

function checkParams(
  flow: string,
  known: Readonly<Record<string, { values: readonly string[]; text?: true | undefined }>>,
  given: Readonly<Record<string, string>>,
): void {
  for (const [name, value] of Object.entries(given)) {
    const param = known[name];
    const names = Object.keys(known).join(", ") || "none";
    if (!param) throw new AppError("input", `${flow}: expected a param of: ${names}, got "${name}"`);
    if (!param.text && !param.values.includes(value)) {
      throw new AppError("input", `${flow}: param ${name}: expected one of ${param.values.join(", ")}, got "${value}"`);
    }
  }
}
