import { invite, redeem } from "../../src/store/invitations.ts";
import type { Database } from "../../src/store/open.ts";
import { addCitizen, addStaff, addUnit, relate } from "../../src/store/people.ts";
import { answer, enter, openChat, type Page } from "./chat.ts";
import { Connection } from "./client.ts";
import { dialogueOf, type Give } from "./dialogue.ts";
import type { Walker } from "./load.ts";

const LANES = 8;

export interface Behandler {
  readonly unit: string;
  readonly staff: string;
}

/** Somebody who answers; `number` decides what. */
export interface Citizen {
  readonly number: number;
  readonly conversation: string;
}

/** Somebody with a remembered device and the chat open. */
export class Visitor implements Walker, Citizen {
  readonly number: number;
  readonly conversation: string;
  readonly cookie: string;
  readonly page: Page;
  #now: Page;

  constructor(citizen: Citizen, cookie: string, page: Page) {
    this.number = citizen.number;
    this.conversation = citizen.conversation;
    this.cookie = cookie;
    this.page = page;
    this.#now = page;
  }

  async give(connection: Connection, turn: number): Promise<void> {
    const give = dialogueOf(this.number)[turn] as Give;
    this.#now = await answer(connection, this.cookie, this.#now, give);
  }
}

/** Somebody to make citizens for. */
export async function addBehandler(database: Database): Promise<Behandler> {
  const unit = await addUnit(database, "Rusmiddelcenter Bench");
  const staff = await addStaff(database, { name: "Maria", role: "behandler", unit: unit.id });
  return { unit: unit.id, staff: staff.id };
}

/** New citizens who came in by their link over HTTP and see the menu. */
export async function newVisitors(
  database: Database,
  behandler: Behandler,
  count: number,
  url: string,
): Promise<Visitor[]> {
  const connections = Array.from({ length: LANES }, () => new Connection(url));
  const visitors = await inLanes(count, async (number, lane): Promise<Visitor> => {
    const connection = connections[lane] as Connection;
    const { conversation, code } = await newCitizen(database, behandler, number);
    const cookie = await enter(connection, code);
    return new Visitor({ number, conversation }, cookie, await openChat(connection, cookie));
  });
  for (const it of connections) it.close();
  return visitors;
}

/** The same for the floor, which has neither links nor a menu: everyone answers as the first citizen does. */
export async function newFloorVisitors(
  database: Database,
  behandler: Behandler,
  count: number,
  page: Page,
): Promise<Visitor[]> {
  return await inLanes(count, async (number): Promise<Visitor> => {
    const { conversation, code } = await newCitizen(database, behandler, number);
    const device = await redeem(database, code, new Date());
    return new Visitor({ number: 0, conversation }, `skridt=${device?.device}.${device?.secret}`, page);
  });
}

export async function newCitizen(database: Database, { unit, staff }: Behandler, number: number) {
  const { id, conversation } = await addCitizen(database, { name: `Ole ${number}`, unit, persona: "mature-man" });
  await relate(database, { citizen: id, staff, role: "behandler" });
  const { code } = await invite(database, { citizen: id, channel: "web", now: new Date() });
  return { id, conversation, code };
}

export async function inLanes<T>(count: number, make: (number: number, lane: number) => Promise<T>): Promise<T[]> {
  const numbers = Array.from({ length: count }, (_, i) => i).values();
  const made: T[] = [];
  const lanes = Array.from({ length: LANES }, async (_, lane) => {
    for (const number of numbers) made.push(await make(number, lane));
  });
  await Promise.all(lanes);
  return made;
}
