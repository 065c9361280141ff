import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Received } from "../../src/channels/channel.ts";
import { readConfig } from "../../src/config.ts";
import type { Conversation } from "../../src/model/conversation.ts";
import type { Inbound } from "../../src/model/inbound.ts";
import { type Options, openLibrary, openProduct, type Product } from "../../src/product.ts";
import { loadConversation } from "../../src/store/load-conversation.ts";
import { addCitizen, addStaff, addUnit, type Citizen, relate, type Staff, type Unit } from "../../src/store/people.ts";
import { DATA_KEY, testDatabase } from "./database.ts";
import { type Clock, countedIds, frozenClock } from "./frozen.ts";
import { type Came, idOf } from "./talk.ts";

/** A citizen of the installation, who answers through the product and its database. */
export interface TestCitizen extends Citizen {
  take(came: Came, arrival?: { id?: string; channel?: string }): Promise<Received>;
  say(words: string): Promise<Received>;
  /** Taps the button with this id in its token, of what is on screen now. */
  tap(button: string): Promise<Received>;
  begin(flow: string): Promise<Received>;
  /** as it is stored */
  state(): Promise<Conversation>;
}

/** The product without its server, on a database of its own, with one behandler. */
export interface Installation {
  readonly product: Product;
  readonly clock: Clock;
  /** where its database and data are, for a process of its own */
  readonly environment: Readonly<Record<string, string>>;
  readonly unit: Unit;
  readonly staff: Staff;
  newCitizen(name?: string): Promise<TestCitizen>;
  /** Another process of the same installation, or the same after a restart. Close it before the installation. */
  another(environment?: Record<string, string>): Promise<Product>;
  /** The citizen, answering through that process. */
  through(product: Product, citizen: Citizen): TestCitizen;
  close(): Promise<void>;
}

/** The flows, words and pictures, read once for each test worker: every installation begins with the same. */
let read: ReturnType<typeof openLibrary> | undefined;

export async function filesRead(): ReturnType<typeof openLibrary> {
  read ??= readFiles();
  return await read;
}

async function readFiles(): ReturnType<typeof openLibrary> {
  const dataDir = await mkdtemp(join(tmpdir(), "skridt-read-"));
  process.once("exit", () => rmSync(dataDir, { recursive: true, force: true }));
  return await openLibrary(readConfig({ DATA_DIR: dataDir }));
}

export async function openInstallation(): Promise<Installation> {
  const test = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "skridt-test-"));
  const clock = frozenClock();
  const nextId = countedIds("m");
  const place = { DATABASE_URL: test.url, DATA_KEY, DATA_DIR: dataDir };
  const open = (environment: Record<string, string>, options: Options = {}) =>
    openProduct(readConfig({ ...place, ...environment }), { now: () => new Date(clock.now()), ...options });
  // another process reads for itself
  const another = (environment: Record<string, string> = {}) => open(environment);
  const product = await open({}, { opened: await filesRead() });
  const { database } = product;
  const unit = await addUnit(database, "Rusmiddelcenter Test");
  const staff = await addStaff(database, { name: "Mette", role: "behandler", unit: unit.id });

  const through = (it: Product, citizen: Citizen): TestCitizen => {
    const { conversation } = citizen;
    const load = async () => (await loadConversation(it.database, { conversation }))!;
    const take: TestCitizen["take"] = (came, { id = nextId(), channel = "test" } = {}) =>
      it.receive.receive(conversation, { channel, id, at: clock.now(), ...came } as Inbound);
    return {
      ...citizen,
      take,
      say: (words) => take({ kind: "words", words }),
      async tap(button) {
        const { message } = await it.receive.view(await load());
        const tokens = [...message.choices, ...message.controls].map(({ token }) => token);
        const token = tokens.find((one) => idOf(one) === button);
        if (!token) throw new Error(`expected one of ${tokens.map(idOf).join(", ")}, got "${button}"`);
        return await take({ kind: "tap", token });
      },
      async begin(flow) {
        const { ref } = it.library.latest(flow)!;
        const audience = [{ id: staff.id, name: staff.name }];
        return await take({ kind: "begin", begin: { flow: ref, params: {}, audience } });
      },
      state: async () => (await load()).conversation,
    };
  };
  return {
    product,
    clock,
    environment: place,
    unit,
    staff,
    async newCitizen(name = "Bo") {
      const citizen = await addCitizen(database, { name, unit: unit.id });
      await relate(database, { citizen: citizen.id, staff: staff.id, role: "behandler" });
      return through(product, citizen);
    },
    another,
    through,
    async close() {
      await product.close();
      await test.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
