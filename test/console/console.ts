import { Hono } from "hono";
import { askConsent, askForTakers } from "../../src/consents.ts";
import { createConsole } from "../../src/console/index.ts";
import type { ConsoleParts, StaffActor } from "../../src/console/parts.ts";
import { copyOf } from "../../src/copy/index.ts";
import { countersign } from "../../src/signing.ts";
import { asService } from "../../src/store/acting.ts";
import type { Staff } from "../../src/store/people.ts";
import type { Installation } from "../support/installation.ts";

export const HOST = "skridt.test";

/** The console over HTTP; `as` tells who is signed in. */
export interface TestConsole {
  readonly app: Hono;
  as(staff: Staff | undefined, language?: string): Visitor;
}

/** A browser of a member of staff. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** the text of a page that must be there */
  page(path: string): Promise<string>;
  /** a request as it is given, from a page of ours */
  send(path: string, init: RequestInit): Promise<Response>;
  post(path: string, form?: Record<string, string>, origin?: string): Promise<Response>;
}

export function openConsole({ product }: Pick<Installation, "product">, more: Partial<ConsoleParts> = {}): TestConsole {
  const { database, library, translator, pictures, changes, now } = product;
  let actor: StaffActor | undefined;
  const parts: ConsoleParts = {
    ...{ database, library, translator, pictures, changes, now },
    pictureUrl: product.media.address,
    actor: async () => actor,
    assign: (assigning) => product.assign(assigning),
    plan: (planning) => product.plan(planning),
    pause: (schedule, days) => product.pause(schedule, days),
    appointments: product.appointments,
    alerts: product.alerts,
    numbers: product.safety.numbers,
    talk: product.receive,
    askConsent: (asked) => askConsent(product, asked),
    askForTakers: (moves) => askForTakers(product, moves),
    sign: (signing) => countersign(product, signing),
    copy: (citizen) => asService("command-line", () => copyOf(product, citizen)),
    erase: product.erase,
    inviteUrl: (code) => `https://${HOST}/c/i/${code}`,
    ...more,
  };
  const app = new Hono().route("/staff", createConsole(parts));
  return {
    app,
    as(staff, language = "da") {
      const signedIn = staff && { id: staff.id, name: staff.name, role: staff.role, language };
      const request = async (path: string, init: RequestInit) => {
        actor = signedIn;
        return await app.request(`https://${HOST}${path}`, init);
      };
      const get: Visitor["get"] = (path, headers = {}) => request(path, { headers: { host: HOST, ...headers } });
      return {
        get,
        send: (path, init) =>
          request(path, { ...init, headers: { host: HOST, origin: `https://${HOST}`, ...init.headers } }),
        async page(path) {
          const response = await get(path);
          if (response.status !== 200) throw new Error(`${path}: expected a page, got ${response.status}`);
          return await response.text();
        },
        post: (path, form = {}, origin = `https://${HOST}`) =>
          request(path, { method: "POST", headers: { host: HOST, origin }, body: new URLSearchParams(form) }),
      };
    },
  };
}
