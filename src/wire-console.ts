import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { rememberDevice } from "./channels/web/device.ts";
import type { Config } from "./config.ts";
import { askConsent, askForTakers } from "./consents.ts";
import type { ConsoleParts, DemoParts, StaffParts } from "./console/parts.ts";
import { copyOf } from "./copy/index.ts";
import { type DemoPeople, demoDevice } from "./demo.ts";
import { isLoopback } from "./http/loopback.ts";
import type { Product } from "./product.ts";
import { countersign } from "./signing.ts";
import { asService } from "./store/acting.ts";
import { activeStaff, getCitizen, getStaff } from "./store/people.ts";
import type { StaffDoor } from "./wire-sign-in.ts";

interface Given extends StaffDoor {
  readonly config: Config;
  readonly url: string;
  readonly demo: DemoPeople | undefined;
  readonly secure: boolean;
  readonly framedBy?: readonly string[];
  readonly failed: (error: unknown) => void;
}

/** What staff's work needs, from the product, wherever it is done. */
export function staffWork(
  product: Product,
  { config, url, failed }: Pick<Given, "config" | "url" | "failed">,
): StaffParts {
  const { database, library, translator, pictures, changes, now } = product;
  const { telegram } = config;
  return {
    ...{ database, library, translator, pictures, changes, now, failed },
    assign: (assigning) => product.assign(assigning),
    plan: (planning) => product.plan(planning),
    pause: (schedule, days) => product.pause(schedule, days),
    appointments: product.appointments,
    alerts: product.alerts,
    talk: product.receive,
    askConsent: (asked) => askConsent(product, asked),
    askForTakers: (moves) => askForTakers(product, moves),
    sign: (signing) => countersign(product, signing),
    inviteUrl: (code) => `${url}/c/i/${code}`,
    ...(telegram ? { telegramUrl: linkTo(telegram) } : {}),
  };
}

/** What the console needs, from the product. In the demo its behandler is signed in. */
export function consoleParts(product: Product, given: Given): ConsoleParts {
  const { config, demo, secure, sessions, signIn, tab } = given;
  const { database } = product;
  return {
    ...staffWork(product, given),
    ...{ secure, sessions },
    ...(signIn ? { signIn } : {}),
    ...(tab ? { tab } : {}),
    numbers: product.safety.numbers,
    // whoever hands it on may not read it on any page
    copy: (citizen) => asService("command-line", () => copyOf(product, citizen)),
    erase: product.erase,
    pictureUrl: product.media.address,
    ...(given.framedBy ? { framedBy: given.framedBy } : {}),
    async actor(c) {
      const session = await sessions.who(c);
      if (session) {
        const { id, staff, name, role } = session;
        return { id: staff, name, role, language: "da", session: id };
      }
      if (!demo || !isOwnMachine(c, config)) return undefined;
      const staff = await asService("entry", () => activeStaff(database, demo.staff));
      return staff && { id: staff.id, name: staff.name, role: staff.role, language: "da" };
    },
  };
}

/** The way into the chat with a bot, by a code. */
const linkTo = (telegram: NonNullable<Config["telegram"]>) => async (code: string) => {
  const { botLink } = await import("./channels/telegram/link.ts");
  return (await botLink(telegram))(code);
};

/** What the demo page needs: it lets the browser in as the demo citizen. */
export function demoParts(product: Product, demo: DemoPeople, { secure }: { secure: boolean }): DemoParts {
  const { database, translator } = product;
  // one device for as long as the demo runs, however often the page is opened
  let device: ReturnType<typeof demoDevice> | undefined;
  return {
    translator,
    secure,
    async enterDemo(c) {
      device ??= demoDevice(product, demo);
      rememberDevice(c, await device, secure);
      const people = () => Promise.all([getCitizen(database, demo.citizen), getStaff(database, demo.staff)]);
      const [citizen, staff] = await asService("demo", people);
      return { citizen: citizen.id, citizenName: citizen.name, staffName: staff.name };
    },
  };
}

/**
 * Whether a request comes from this machine itself: we listen on loopback only, the caller is on loopback, no proxy is
 * in between, and the browser asked for a loopback name (another site's name that points here is refused).
 */
export function isOwnMachine(c: Context, config: Config): boolean {
  const caller = getConnInfo(c).remote.address ?? "";
  const asked = new URL(c.req.url).hostname;
  const forwarded = c.req.header("forwarded") ?? c.req.header("x-forwarded-for") ?? c.req.header("x-forwarded-host");
  const address = caller.replace(/^::ffff:/, "");
  return isLoopback(config.host) && isLoopback(address) && isLoopback(asked) && forwarded === undefined;
}
