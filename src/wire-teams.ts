import { isMicrosoft } from "./channels/teams/hosts.ts";
import type { TeamsStaff } from "./channels/teams/parts.ts";
import type { TeamsParts } from "./channels/teams/wiring.ts";
import type { Config } from "./config.ts";
import type { DemoPeople } from "./demo.ts";
import { createInOrder } from "./in-order.ts";
import { isLoopback } from "./loopback.ts";
import type { Product } from "./product.ts";
import { activeStaff, type Staff } from "./store/people.ts";
import { closeTeamsChat, keepTeamsChat, staffByAad, takeActivity } from "./store/teams.ts";
import { isOwnMachine } from "./wire-console.ts";

/** A tap that is not answered within five seconds looks like a broken app. */
const PATIENCE_MS = 4000;

interface Given {
  readonly config: Config;
  readonly demo: DemoPeople | undefined;
  /** how people reach us */
  readonly url: string;
  readonly log: TeamsParts["log"];
  readonly failed: (error: unknown) => void;
}

/** Whether activities that nobody signed are taken, from this machine only: for the Agents Playground. */
const isOpen = ({ teams, demo, development, host }: Config): boolean =>
  !teams && (demo || development === true) && isLoopback(host);

/** What is said at the start when there are no credentials. */
export function playground(config: Config, url: string): string {
  return isOpen(config)
    ? `Teams: no CLIENT_ID. ${url}/api/messages answers the Agents Playground on this machine only, without signatures.`
    : "Teams: no CLIENT_ID. /api/messages answers nobody.";
}

/** What the bot of staff needs, from the product. */
export function teamsParts(product: Product, { config, demo, log, failed }: Given): TeamsParts {
  const { database, translator, now } = product;
  const { teams } = config;
  const inOrder = createInOrder();
  const actor = (staff: Staff | undefined): TeamsStaff | undefined =>
    staff && { id: staff.id, name: staff.name, role: staff.role, unit: staff.unit_id, language: "da" };
  return {
    ...(teams ? { credentials: teams } : {}),
    isPlayground: (c) => isOpen(config) && isOwnMachine(c, config),
    mayCall: (serviceUrl) => (teams ? isMicrosoft(serviceUrl) : isLoopback(new URL(serviceUrl).hostname)),
    async staff(aad) {
      const known = await staffByAad(database, aad);
      // nobody in the Playground is anybody of ours: in the demo they are its behandler
      return actor(known ?? (demo && isOpen(config) ? await activeStaff(database, demo.staff) : undefined));
    },
    keepChat: ({ id }, address, tenant) => keepTeamsChat(database, id, { ...address, tenant }, now()),
    closeChat: (staff, reason) => closeTeamsChat(database, staff, reason, now()),
    isNew: (activity) => takeActivity(database, activity, now()),
    desk: async (_asked, staff) => ({ text: `Hej ${staff.name}.` }),
    tell: async () => undefined,
    words: (language, key) => translator.words(language).say({ from: "teams", key: `bot.${key}` }),
    inOrder: (key, work) => inOrder(key, work),
    strict: config.development === true,
    patienceMs: PATIENCE_MS,
    log,
    failed,
  };
}
