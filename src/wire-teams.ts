import type { Hono } from "hono";
import type { Logger } from "pino";
import type { Brought, Errand } from "./channels/teams/bring.ts";
import { isMicrosoft } from "./channels/teams/hosts.ts";
import { createTeams } from "./channels/teams/index.ts";
import type { News, Owed, TeamsStaff } from "./channels/teams/parts.ts";
import type { TeamsParts } from "./channels/teams/wiring.ts";
import type { Config } from "./config.ts";
import type { DemoPeople } from "./demo.ts";
import { createDesk } from "./desk/index.ts";
import { createTell } from "./desk/tell.ts";
import { isLoopback } from "./http/loopback.ts";
import { createInOrder } from "./in-order.ts";
import { startTelling, type Telling } from "./jobs/tell.ts";
import { refusedBy } from "./people/entry.ts";
import type { Product } from "./product.ts";
import { acting, asService } from "./store/acting.ts";
import { recordDenied, strangerAt } from "./store/audit.ts";
import { type ClaimedNotice, oweReply } from "./store/notices.ts";
import { activeStaff, type Staff } from "./store/people.ts";
import type { Presence } from "./store/presence.ts";
import { closeTeamsChat, keepTeamsChat, staffByAad, takeActivity } from "./store/teams.ts";
import { isOwnMachine } from "./wire-console.ts";
import { deskParts } from "./wire-desk.ts";

/** A tap that is not answered within five seconds looks like a broken app. */
const PATIENCE_MS = 4000;
/** when Teams did not take an answer and said no time for the next try */
const OWED_MS = 2000;

interface Given {
  readonly config: Config;
  readonly demo: DemoPeople | undefined;
  /** how people reach us */
  readonly url: string;
  readonly presence: Presence;
  readonly log: Logger;
  readonly failed: (error: unknown) => void;
}

type Cards = Pick<TeamsParts, "desk" | "tell">;

/** What members of staff do with cards, and what they are told by them. */
function cardsOf(product: Product, given: Given): Cards {
  const parts = deskParts(product, given);
  const [desk, tell] = [createDesk(parts), createTell(parts)];
  return {
    desk: (asked, staff) => acting({ kind: "staff", id: staff.id }, () => desk(asked, staff)),
    tell: (news, staff) => acting({ kind: "staff", id: staff.id }, () => tell(news, staff)),
  };
}

/** The bot of staff, and what tells them news; absent: nobody can be told. */
export interface OpenTeams {
  readonly endpoint: Hono;
  readonly telling?: Telling;
}

export function openTeams(product: Product, given: Given, cards: Cards = cardsOf(product, given)): OpenTeams {
  const { config, log, url, presence } = given;
  const parts = { ...teamsParts(product, given), ...cards };
  const { endpoint, bring } = createTeams(parts);
  // the demo says it among its first lines
  if (!config.teams && !config.demo) log.info(playground(config, url));
  if (!config.teams && !isOpen(config)) return { endpoint };
  const { database, now } = product;
  const telling = { database, presence, now, log, bring: noticeBringer(product, bring), closed: parts.closeChat };
  return { endpoint, telling: asService("teams", () => startTelling(telling)) };
}

/** Whether activities that nobody signed are taken, from this machine only: for the Agents Playground. */
const isOpen = ({ teams, demo, development, host }: Config): boolean =>
  !teams && (demo || development === true) && isLoopback(host);

/** What is said at the start when there are no credentials. */
function playground(config: Config, url: string): string {
  return isOpen(config)
    ? `Teams: no CLIENT_ID. ${url}/api/messages answers the Agents Playground on this machine only, without signatures.`
    : "Teams: no CLIENT_ID. /api/messages answers nobody.";
}

const actorOf = ({ id, name, role, unit_id: unit }: Staff): TeamsStaff => ({ id, name, role, unit, language: "da" });

/** Brings a notice to the chat of its member of staff. */
function noticeBringer(
  { database }: Product,
  bring: (errand: Errand) => Promise<Brought>,
): (notice: ClaimedNotice) => Promise<Brought> {
  return async (notice) => {
    const staff = await activeStaff(database, notice.staff);
    if (!staff) return { kind: "none" };
    const { conversation, serviceUrl, shown } = notice;
    return await bring({ staff: actorOf(staff), address: { conversation, serviceUrl }, news: newsOf(notice), shown });
  };
}

function newsOf({ kind, refs, citizen, conversation }: ClaimedNotice): News {
  if (kind === "reply") return { kind, conversation, ...(JSON.parse(refs[0] as string) as Owed) };
  if (kind === "outcome") return { kind, citizen: citizen ?? "", sessions: refs };
  return { kind, alert: refs[0] as string };
}

/** What the bot of staff needs, from the product. */
function teamsParts(product: Product, { config, demo, log, failed }: Given): Omit<TeamsParts, keyof Cards> {
  const { database, translator, now } = product;
  const { teams } = config;
  const inOrder = createInOrder();
  return {
    ...(teams ? { credentials: teams } : {}),
    isPlayground: (c) => isOpen(config) && isOwnMachine(c, config),
    mayCall: (serviceUrl) => (teams ? isMicrosoft(serviceUrl) : isLoopback(new URL(serviceUrl).hostname)),
    async staff(aad) {
      const known = await staffByAad(database, aad);
      // nobody in the Playground is anybody of ours: in the demo they are its behandler
      const inDemo = async () =>
        demo && isOpen(config) ? await asService("entry", () => activeStaff(database, demo.staff)) : undefined;
      const found = known ?? (await inDemo());
      return found && actorOf(found);
    },
    refused: (rule) =>
      recordDenied(database, { actor: strangerAt("teams"), what: "entry", ruling: refusedBy(rule) }, now()),
    keepChat: ({ id }, address, tenant) =>
      asService("teams", () => keepTeamsChat(database, id, { ...address, tenant }, now())),
    closeChat: (staff, reason) => asService("teams", () => closeTeamsChat(database, staff, reason, now())),
    async owe(staff, owed, address, waitMs = OWED_MS * (0.5 + Math.random())) {
      const nextAt = new Date(now().getTime() + waitMs);
      const elsewhere = owed.chat === "personal" ? undefined : address;
      const reply = { staff, ref: JSON.stringify(owed), elsewhere };
      await asService("teams", () => oweReply(database, reply, now(), nextAt));
    },
    isNew: (activity) => asService("teams", () => takeActivity(database, activity, now())),
    words: (language, key) => translator.words(language).say({ from: "teams", key: `bot.${key}` }),
    inOrder: (key, work) => inOrder(key, work),
    strict: config.development === true,
    patienceMs: PATIENCE_MS,
    log,
    failed,
  };
}
