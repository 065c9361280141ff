import { resolve } from "node:path";
import { z } from "zod";
import { AppError } from "./model/errors.ts";

const port = z.coerce.number().int().min(0).max(65535);
const folder = z
  .string()
  .min(1)
  .transform((path) => resolve(path));

/** The environment variables, with what each expects. */
const variables = z.object({
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: port.default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: folder.default(() => resolve("data")),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "expected an address that starts with postgres://")
    .optional(),
  FLOWS_DIR: folder.default(() => resolve("flows")),
  LOCALES_DIR: folder.default(() => resolve("locales")),
  MEDIA_DIR: folder.optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  TZ: z.string().default("Europe/Copenhagen"),
});

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
  readonly flowsDir: string;
  readonly localesDir: string;
  /** our own pictures */
  readonly mediaDir: string;
  /** the user's own pictures, which replace ours of the same name */
  readonly ownMediaDir?: string;
  readonly logLevel: z.infer<typeof variables>["LOG_LEVEL"];
  readonly timeZone: string;
  /** nothing is configured: an empty database gets invented people */
  readonly demo: boolean;
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
      const expected = issue.message.replace(/^Invalid input: /, "");
      // an address may hold a password: it is named, not shown
      const got = name === "DATABASE_URL" ? "another form" : JSON.stringify(given[name]);
      return `${name}: ${expected}, got ${got}`;
    });
    throw new AppError("config", lines.join("\n"));
  }
  const env = result.data;
  return Object.freeze({
    host: env.HOST,
    port: env.PORT,
    ...(env.PUBLIC_URL ? { publicUrl: env.PUBLIC_URL.replace(/\/$/, "") } : {}),
    dataDir: env.DATA_DIR,
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    flowsDir: env.FLOWS_DIR,
    localesDir: env.LOCALES_DIR,
    mediaDir: resolve(import.meta.dirname, "../media"),
    ...(env.MEDIA_DIR ? { ownMediaDir: env.MEDIA_DIR } : {}),
    logLevel: env.LOG_LEVEL,
    timeZone: env.TZ,
    demo: REAL.every((name) => given[name] === undefined),
  });
}

/** Whether an address can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}
