import type { AddressInfo } from "node:net";
import { type Context, Hono } from "hono";
import type { Logger } from "pino";
import { webChannel } from "./channels/web/channel.ts";
import { createWebChat } from "./channels/web/index.ts";
import type { Config } from "./config.ts";
import { createDemo } from "./console/demo.ts";
import { createConsole } from "./console/index.ts";
import { createStarting } from "./console/starting.ts";
import { dataKeyOf } from "./data-key.ts";
import { type DemoPeople, demoPeople } from "./demo.ts";
import { proxiesOf } from "./http/client.ts";
import { siteHeaders } from "./http/headers.ts";
import { limitByAddress } from "./http/limit.ts";
import { close, listen } from "./http/listen.ts";
import { traced } from "./http/trace.ts";
import { startDelivery } from "./jobs/deliver.ts";
import { sendDue } from "./jobs/due.ts";
import { startTimed } from "./jobs/timed.ts";
import { createMetrics } from "./metrics.ts";
import { AppError } from "./model/errors.ts";
import { type Opened, openLibrary, openProduct, type Product } from "./product.ts";
import { applyRetention } from "./retention.ts";
import { operationRoutes, pictureRoutes } from "./routes.ts";
import { overdue } from "./safety/numbers.ts";
import { localDate } from "./schedule/local.ts";
import { acting, asService } from "./store/acting.ts";
import { unclaimedAlerts } from "./store/alert-queries.ts";
import { sealAudit } from "./store/audit-seals.ts";
import type { Embedded } from "./store/embedded/index.ts";
import { countKeyless } from "./store/erase.ts";
import { outboxByChannel } from "./store/outbox.ts";
import { startPresence } from "./store/presence.ts";
import { HEAD_TOLD, headTeller } from "./tell-head.ts";
import { consoleParts, demoParts, isOwnMachine } from "./wire-console.ts";
import { staffDoor } from "./wire-sign-in.ts";
import { openTeams } from "./wire-teams.ts";
import { telegramParts, webDoorbell } from "./wire-telegram.ts";
import { webChatParts } from "./wire-web.ts";

/** The running product. */
export interface App {
  readonly url: string;
  readonly product: Product;
  /** the invented people, when this is a demo */
  readonly demo: DemoPeople | undefined;
  /** finishes what is under way, then closes everything */
  stop(): Promise<void>;
}

export interface AppOptions {
  readonly log: Logger;
  readonly now?: () => Date;
  readonly onProgress?: (text: string) => void;
  /** exercises, words and pictures that are read already */
  readonly opened?: Opened;
  /** the embedded database, on its way already: stopped with the rest, and by whoever gave it when the start fails */
  readonly embedded?: Promise<Embedded>;
}

/**
 * Starts the product: listens and shows how far it is, reads flows and words while its database starts, then serves.
 * @throws AppError "config" or "unavailable", one line that says what to do; nothing is left running
 */
export async function startApp(config: Config, options: AppOptions): Promise<App> {
  await dataKeyOf(config);
  let product: Product | undefined;
  const metrics = createMetrics({
    outbox: async () => (product ? waitingIn(product) : []),
    alerts: async () => (product ? unclaimedIn(product) : []),
  });
  let progress = "Skridt starter …";
  let opened: Opened | undefined;
  const said = () => ({ progress, translator: opened?.translator });
  let current = createStarting(siteHeaders(config.publicUrl?.startsWith("https:") ?? false), said);
  // whoever a request is from, its edge finds out
  const server = await listen(config, (request, env) => acting(undefined, () => current.fetch(request, env as object)));
  const url = config.publicUrl ?? `http://${hostOf(config.host)}:${(server.address() as AddressInfo).port}`;
  const onProgress = (text: string): void => {
    progress = text;
    options.onProgress?.(text);
  };
  try {
    opened = options.opened ?? (await openLibrary(config, metrics.picture));
    const { translator } = opened;
    product = await openProduct(config, { ...options, onProgress, opened, observe: metrics.turn });
    const demo = config.demo ? await demoPeople(product) : undefined;
    const late = overdue(product.safety.numbers, localDate(product.now()));
    if (late.length > 0)
      options.log.warn({ numbers: late }, "numbers to call are past their review: locales/numbers.yaml");
    const { database, now } = product;
    if (database.keyring.outdated) options.log.warn("DATA_KEY was replaced: set the new one before the next start");
    const failed = (error: unknown): void => options.log.error(errorForLog(error), "a request failed");
    const presence = asService("delivery", () => startPresence(database));
    const { telegram: telegramConfig } = config;
    const given =
      telegramConfig && telegramParts(product, { config: telegramConfig, url, presence, log: options.log, failed });
    const telegram = given && (await import("./channels/telegram/index.ts")).createTelegram(given);
    const doorbell = given?.doorbell && telegram;
    // each sends at its own pace: one that has to wait does not keep the others
    const deliveries = [webChannel(doorbell?.send), ...(telegram ? [telegram] : [])].map((channel) =>
      asService("delivery", () =>
        startDelivery({ database, presence, channels: [channel], log: options.log, observe: metrics.delivery }),
      ),
    );
    const teams = openTeams(product, { config, demo, url, presence, log: options.log, failed });
    const workers = [...deliveries, ...(teams.telling ? [teams.telling] : [])];
    const wake = (): void => {
      for (const it of workers) it.wake();
    };
    product.changes.onWaiting(wake);
    const secure = url.startsWith("https:");
    const door = await staffDoor(product, { config, url, secure, log: options.log });
    // the demo page shows the chat and the console beside each other
    const framing = demo ? { framedBy: ["'self'"] } : {};
    const proxies = proxiesOf(config.trustedProxies);
    const tooMany = (c: Context) => c.text(translator.words("da").say({ from: "web", key: "too-many" }), 429);
    const app = new Hono().use(traced, siteHeaders(secure), limitByAddress({ proxies, now, tooMany }));
    pictureRoutes(app, product);
    const channels = () => ({
      web: "here",
      telegram: telegram?.state() ?? "off",
      teams: teams.telling ? "here" : "off",
    });
    operationRoutes(app, product, { metrics, channels });
    const bell = telegramConfig && doorbell ? webDoorbell(product, telegramConfig, doorbell.ringAnew) : undefined;
    const chat = webChatParts(product, { secure, demo: demo !== undefined, proxies, failed, ...framing });
    app.route("/c", createWebChat({ ...chat, ...(bell ? { doorbell: bell } : {}) }));
    app.route(
      "/staff",
      createConsole(consoleParts(product, { config, url, demo, secure, failed, ...framing, ...door })),
    );
    if (telegram && given.webhook) {
      const { createWebhook } = await import("./channels/telegram/webhook.ts");
      app.route("/telegram", createWebhook({ ...given.webhook, take: telegram.take, failed }));
    }
    app.route("/api/messages", teams.endpoint);
    if (demo) app.route("/", demoRoutes(createDemo(demoParts(product, demo, { secure })), config));
    app.get("/", (c) => c.redirect("/staff"));
    current = app;
    const keyless = await countKeyless(database);
    if (keyless > 0) options.log.warn({ citizens: keyless }, "nobody can read these: put back the table citizen_key");
    const running = product;
    const { receive } = product.receive;
    const due = { database, now, log: options.log, receive, assignAll: product.assignAll };
    const { alerts } = product;
    const tellHead = headTeller(running, (head) => options.log.info({ head }, HEAD_TOLD));
    // what cannot wait does not wait for the rest
    const work = () =>
      asService("jobs", async () => {
        await alerts.escalate();
        await alerts.tell().finally(() => sendDue(due));
        await sealAudit(database, now());
        await tellHead();
      });
    const nightly = async () =>
      options.log.info(await applyRetention(running, config), "what is old has been let go of");
    const timed = startTimed({ database, log: options.log, work, nightly, observe: (run) => metrics.job("due", run) });
    await telegram?.start();
    const stop = async (): Promise<void> => {
      await close(server);
      await timed.stop();
      await telegram?.stop();
      await Promise.all(workers.map((it) => it.stop()));
      await presence.stop();
      await running.close();
    };
    return { url, product, demo, stop };
  } catch (error) {
    await close(server);
    await product?.close();
    throw error;
  }
}

const waitingIn = ({ database }: Product) => asService("delivery", () => outboxByChannel(database));
const unclaimedIn = ({ database, now }: Product) => asService("jobs", () => unclaimedAlerts(database, now()));

/** The demo lets anyone in as its invented people: on this machine only. */
function demoRoutes(demo: Hono, config: Config): Hono {
  return new Hono()
    .use("/", async (c, next) => (isOwnMachine(c, config) ? next() : c.redirect("/staff")))
    .route("/", demo);
}

const hostOf = (host: string): string => (host.includes(":") ? `[${host}]` : host);
/** Where it happened; of unexpected errors not the text, which may hold what somebody wrote. */
function errorForLog(error: unknown): object {
  if (error instanceof AppError) return { error: error.code, text: error.message };
  const { name, stack = "" } = error as Error;
  const frames = stack.split("\n").filter((line) => line.trimStart().startsWith("at "));
  return { error: name, at: frames.map((line) => line.trim()) };
}
