import { resolve } from "node:path";
import { z } from "zod";
import { isIssuer, readGroups, type SignInConfig, signInOf } from "./config-sign-in.ts";
import { proxiesOf } from "./http/client.ts";
import { AppError } from "./model/errors.ts";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** Telegram carries the conversation, or only a bell that leads to the web chat. */
const TELEGRAM_MODES = ["full", "doorbell"] as const;

/** A text that passes a test, with what is expected in words. */
const text = (expected: string, test: (value: string) => boolean) =>
  z.string().refine(test, { error: `expected ${expected}` });
const folder = z.string().transform((path) => resolve(path));

const amount = (least: number, most: number) =>
  text(
    `a number from ${least} to ${most}`,
    (it) => /^\d{1,4}$/.test(it) && Number(it) >= least && Number(it) <= most,
  ).transform(Number);

/** Months in which nothing of the audit is let go of, whatever is set. */
const LEAST_AUDIT = 12;

/** The environment variables, with what each expects. */
const variables = z.object({
  HOST: text("a name or an address of this machine, such as 127.0.0.1", (it) => /^[\w.:-]+$/.test(it)).default(
    "127.0.0.1",
  ),
  PORT: text("a number from 0 to 65535", (it) => /^\d{1,5}$/.test(it) && Number(it) <= 65535)
    .default("3000")
    .transform(Number),
  PUBLIC_URL: text("an address such as https://skridt.example.dk", isWebAddress).optional(),
  DATA_DIR: folder.default(() => resolve("data")),
  DATABASE_URL: text("postgres://user:password@host:port/name", isPostgresAddress).optional(),
  DATA_KEY: text(
    "32 bytes in base64, such as from: openssl rand -base64 32",
    (it) => parseDataKey(it) !== undefined,
  ).optional(),
  DATA_KEY_NEW: text("32 bytes in base64", (it) => parseDataKey(it) !== undefined).optional(),
  TELEGRAM_BOT_TOKEN: text("a token from BotFather, such as 123456:AA…", (it) => /^[^\s/?#]+$/.test(it)).optional(),
  TELEGRAM_API_ROOT: text("an address such as https://api.telegram.org", isWebAddress).default(
    "https://api.telegram.org",
  ),
  TELEGRAM_PER_SECOND: text("a number from 1 to 10000", (it) => /^\d{1,5}$/.test(it) && +it >= 1 && +it <= 10_000)
    .default("28")
    .transform(Number),
  TELEGRAM_MODE: z.enum(TELEGRAM_MODES, { error: `expected one of ${TELEGRAM_MODES.join(", ")}` }).default("full"),
  TELEGRAM_WEBHOOK_SECRET: text("1 to 256 of A-Z, a-z, 0-9, _ and -", (it) => /^[\w-]{1,256}$/.test(it)).optional(),
  CLIENT_ID: text("the application (client) id of the Teams app in Entra", isId).optional(),
  CLIENT_SECRET: text("a client secret of the Teams app in Entra", (it) => /^\S+$/.test(it)).optional(),
  TENANT_ID: text("the directory (tenant) id in Entra", isId).optional(),
  NODE_ENV: z.string().optional(),
  OIDC_ISSUER: text(
    "the https address of one issuer, such as https://login.microsoftonline.com/TENANT-ID/v2.0",
    isIssuer,
  ).optional(),
  OIDC_CLIENT_ID: text("the id that the issuer knows us by", (it) => /^\S+$/.test(it)).optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_CLAIM: text("the name of a claim, such as oid or sub", (it) => /^\w+$/.test(it)).optional(),
  OIDC_GROUPS: z.string().transform(readGroups).default([]),
  STAFF_IDLE_MINUTES: amount(5, 8 * 60).default(30),
  STAFF_SESSION_HOURS: amount(1, 24).default(10),
  RETAIN_CONVERSATION: amount(0, 1200).default(12),
  RETAIN_MEDIA: amount(0, 1200).default(12),
  RETAIN_OUTCOMES: amount(0, 1200).default(60),
  RETAIN_AUDIT: amount(0, 1200)
    .refine((it) => it === 0 || it >= LEAST_AUDIT, { error: `expected 0 or ${LEAST_AUDIT} and more` })
    .default(60),
  TRUSTED_PROXIES: text("addresses or networks such as 10.0.0.5 or 10.1.0.0/16", isProxies).default(""),
  FLOWS_DIR: folder.default(() => resolve("flows")),
  LOCALES_DIR: folder.default(() => resolve("locales")),
  MEDIA_DIR: folder.optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `expected one of ${LOG_LEVELS.join(", ")}` }).default("info"),
  OTEL_EXPORTER_OTLP_ENDPOINT: text("an address such as http://127.0.0.1:4318", isWebAddress).optional(),
  TZ: text("a time zone such as Europe/Copenhagen", isTimeZone).default("Europe/Copenhagen"),
});

/** Their values may hold a password: they are named in errors, not shown. */
const SECRET: readonly string[] = [
  "DATA_KEY",
  "DATA_KEY_NEW",
  "DATABASE_URL",
  "PUBLIC_URL",
  "TELEGRAM_BOT_TOKEN",
  "TELEGRAM_API_ROOT",
  "TELEGRAM_WEBHOOK_SECRET",
  "CLIENT_SECRET",
  "OIDC_CLIENT_SECRET",
  "OTEL_EXPORTER_OTLP_ENDPOINT",
];

/** What the Teams app signs in with: all of them, or none. */
const TEAMS = ["CLIENT_ID", "CLIENT_SECRET", "TENANT_ID"] as const;

/** Settings that make an installation a real one: with none of them set, an empty database gets demo people. */
const REAL = ["DATABASE_URL", "PUBLIC_URL", "DATA_KEY", "TELEGRAM_BOT_TOKEN", "CLIENT_ID", "OIDC_ISSUER"] as const;

export interface Config {
  readonly host: string;
  readonly port: number;
  /** how people reach us from outside; absent: by host and port */
  readonly publicUrl?: string;
  readonly dataDir: string;
  /** absent: the embedded database in `dataDir` */
  readonly databaseUrl?: string;
  /** seals what is the citizens'; absent: the demo has one of its own. 32 bytes */
  readonly dataKey?: Buffer;
  /** the one that is to replace it: for the command that does */
  readonly newDataKey?: Buffer;
  /** absent: no Telegram */
  readonly telegram?: TelegramConfig;
  /** absent: no Teams, except for the Playground on this machine in the demo or a development setting */
  readonly teams?: TeamsConfig;
  /** absent: sign-in of staff is not set up */
  readonly signIn?: SignInConfig;
  /** how long staff stays signed in: without doing anything, and at most */
  readonly staffSession: { readonly idleMs: number; readonly mostMs: number };
  /** how long each kind is kept, months; 0: for good. Outcomes: after the end of the course */
  readonly retention: {
    readonly conversation: number;
    readonly media: number;
    readonly outcomes: number;
    readonly audit: number;
  };
  /** the proxies whose word is taken for where a request came from; "": none */
  readonly trustedProxies: string;
  readonly flowsDir: string;
  readonly localesDir: string;
  /** our own pictures */
  readonly mediaDir: string;
  /** the user's own pictures, which replace ours of the same name */
  readonly ownMediaDir?: string;
  readonly logLevel: z.infer<typeof variables>["LOG_LEVEL"];
  /** the address of a collector of traces; absent: none are made */
  readonly traces?: string;
  readonly timeZone: string;
  /** nothing is configured: an empty database gets invented people */
  readonly demo: boolean;
  /** NODE_ENV is "development" */
  readonly development?: true;
}

export interface TeamsConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tenantId: string;
}

export interface TelegramConfig {
  readonly token: string;
  /** without a slash at its end */
  readonly apiRoot: string;
  /** messages and edits a second that are sent at most; Telegram takes about 30 of an ordinary bot */
  readonly perSecond: number;
  readonly mode: (typeof TELEGRAM_MODES)[number];
  /** Telegram calls us, with this secret, by the public address; absent: we ask Telegram */
  readonly webhookSecret?: string;
}

/**
 * Reads the environment once. An empty variable counts as not set.
 * @throws AppError "config": every variable that is wrong, what it expects and what it got
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const result = variables.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `${name}: ${issue.message}, got ${SECRET.includes(name) ? "something else" : JSON.stringify(given[name])}`;
    });
    throw new AppError("config", lines.join("\n"));
  }
  const env = result.data;
  const teams = teamsOf(env);
  const signIn = signInOf(env);
  return Object.freeze({
    host: env.HOST,
    port: env.PORT,
    ...(env.PUBLIC_URL ? { publicUrl: env.PUBLIC_URL.replace(/\/$/, "") } : {}),
    dataDir: env.DATA_DIR,
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    ...(env.DATA_KEY ? { dataKey: parseDataKey(env.DATA_KEY) as Buffer } : {}),
    ...(env.DATA_KEY_NEW ? { newDataKey: parseDataKey(env.DATA_KEY_NEW) as Buffer } : {}),
    ...(env.TELEGRAM_BOT_TOKEN ? { telegram: telegramOf(env.TELEGRAM_BOT_TOKEN, env) } : {}),
    ...(teams ? { teams } : {}),
    ...(signIn ? { signIn } : {}),
    staffSession: {
      idleMs: env.STAFF_IDLE_MINUTES * 60_000,
      mostMs: env.STAFF_SESSION_HOURS * 60 * 60_000,
    },
    retention: {
      conversation: env.RETAIN_CONVERSATION,
      media: env.RETAIN_MEDIA,
      outcomes: env.RETAIN_OUTCOMES,
      audit: env.RETAIN_AUDIT,
    },
    trustedProxies: env.TRUSTED_PROXIES,
    flowsDir: env.FLOWS_DIR,
    localesDir: env.LOCALES_DIR,
    mediaDir: resolve(import.meta.dirname, "../media"),
    ...(env.MEDIA_DIR ? { ownMediaDir: env.MEDIA_DIR } : {}),
    logLevel: env.LOG_LEVEL,
    ...(env.OTEL_EXPORTER_OTLP_ENDPOINT ? { traces: env.OTEL_EXPORTER_OTLP_ENDPOINT } : {}),
    timeZone: env.TZ,
    demo: REAL.every((name) => given[name] === undefined),
    ...(env.NODE_ENV === "development" ? { development: true } : {}),
  });
}

/** @throws AppError "config": some of them are missing */
function teamsOf(env: z.infer<typeof variables>): TeamsConfig | undefined {
  const { CLIENT_ID: clientId, CLIENT_SECRET: clientSecret, TENANT_ID: tenantId } = env;
  if (clientId && clientSecret && tenantId) return Object.freeze({ clientId, clientSecret, tenantId });
  const missing = TEAMS.filter((name) => env[name] === undefined);
  if (missing.length === TEAMS.length) return undefined;
  throw new AppError(
    "config",
    `${missing.join(", ")}: expected for Teams, which needs ${TEAMS.join(", ")}, got nothing`,
  );
}

/** @returns undefined: these are not 32 bytes in base64 */
export function parseDataKey(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === 32 && bytes.toString("base64") === text ? bytes : undefined;
}

function telegramOf(token: string, env: z.infer<typeof variables>): TelegramConfig {
  const secret = env.PUBLIC_URL?.startsWith("https:") ? env.TELEGRAM_WEBHOOK_SECRET : undefined;
  const apiRoot = env.TELEGRAM_API_ROOT.replace(/\/$/, "");
  const { TELEGRAM_PER_SECOND: perSecond, TELEGRAM_MODE: mode } = env;
  if (mode === "doorbell" && !env.PUBLIC_URL) {
    const text = "PUBLIC_URL: expected the address of the web chat, where the doorbell leads, got none";
    throw new AppError("config", text);
  }
  return Object.freeze({ token, apiRoot, mode, perSecond, ...(secret ? { webhookSecret: secret } : {}) });
}

function isWebAddress(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.search === "" && url.hash === "";
}

/** Of Entra: usually a UUID. */
function isId(value: string): boolean {
  return /^[\w.-]+$/.test(value);
}

function isProxies(value: string): boolean {
  try {
    return Boolean(proxiesOf(value));
  } catch {
    return false;
  }
}

function isPostgresAddress(value: string): boolean {
  return /^postgres(ql)?:$/.test(URL.parse(value)?.protocol ?? "");
}

function isTimeZone(value: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: value }));
  } catch {
    return false;
  }
}
