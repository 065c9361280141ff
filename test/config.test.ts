import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "../src/config.ts";
import { isLoopback } from "../src/http/loopback.ts";

const problems = (environment: Record<string, string>): string[] => {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toMatchObject({ name: "AppError", code: "config" });
    return (error as Error).message.split("\n");
  }
  return [];
};

describe("with nothing set", () => {
  it("is a demo on this machine, with everything in the folder it is started in", () => {
    expect(readConfig({})).toEqual({
      host: "127.0.0.1",
      port: 3000,
      dataDir: resolve("data"),
      flowsDir: resolve("flows"),
      localesDir: resolve("locales"),
      mediaDir: resolve("media"),
      staffSession: { idleMs: 30 * 60_000, mostMs: 10 * 60 * 60_000 },
      retention: { conversation: 12, media: 12, outcomes: 60, audit: 60 },
      trustedProxies: "",
      logLevel: "info",
      timeZone: "Europe/Copenhagen",
      demo: true,
    });
  });

  it("takes an empty variable for one that is not set", () => {
    const empty = { HOST: "", PORT: "", DATABASE_URL: "", PUBLIC_URL: "", DATA_KEY: "", LOG_LEVEL: "", TZ: "" };
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it("cannot be changed afterwards", () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});

it("reads every variable", () => {
  const config = readConfig({
    HOST: "0.0.0.0",
    PORT: "8080",
    PUBLIC_URL: "https://skridt.example.dk/",
    DATA_DIR: "/srv/skridt data",
    DATABASE_URL: "postgresql://skridt:p%40ss@db.example:5433/skridt?sslmode=verify-full",
    OIDC_ISSUER: "https://login.microsoftonline.com/7d2f4a10-0000-4000-8000-000000000000/v2.0",
    OIDC_CLIENT_ID: "skridt",
    OIDC_CLIENT_SECRET: "a secret",
    OIDC_GROUPS: "group-1=behandler, Skridt.Leder=leder",
    RETAIN_CONVERSATION: "6",
    RETAIN_MEDIA: "3",
    RETAIN_OUTCOMES: "0",
    RETAIN_AUDIT: "24",
    STAFF_IDLE_MINUTES: "15",
    TRUSTED_PROXIES: "10.0.0.5, 10.1.0.0/16",
    STAFF_SESSION_HOURS: "8",
    FLOWS_DIR: "/srv/flows",
    LOCALES_DIR: "/srv/locales",
    MEDIA_DIR: "/srv/media",
    LOG_LEVEL: "warn",
    TZ: "America/Nuuk",
  });
  expect(config).toEqual({
    host: "0.0.0.0",
    port: 8080,
    publicUrl: "https://skridt.example.dk",
    dataDir: "/srv/skridt data",
    databaseUrl: "postgresql://skridt:p%40ss@db.example:5433/skridt?sslmode=verify-full",
    signIn: {
      issuer: "https://login.microsoftonline.com/7d2f4a10-0000-4000-8000-000000000000/v2.0",
      clientId: "skridt",
      clientSecret: "a secret",
      claim: "oid",
      groups: [
        { group: "group-1", role: "behandler" },
        { group: "Skridt.Leder", role: "leder" },
      ],
    },
    staffSession: { idleMs: 15 * 60_000, mostMs: 8 * 60 * 60_000 },
    retention: { conversation: 6, media: 3, outcomes: 0, audit: 24 },
    trustedProxies: "10.0.0.5, 10.1.0.0/16",
    flowsDir: "/srv/flows",
    localesDir: "/srv/locales",
    mediaDir: resolve("media"),
    ownMediaDir: "/srv/media",
    logLevel: "warn",
    timeZone: "America/Nuuk",
    demo: false,
  });
});

describe("a variable that is wrong", () => {
  it.each([
    ["HOST", "http://localhost", 'a name or an address of this machine, such as 127.0.0.1, got "http://localhost"'],
    ["PORT", "65536", 'a number from 0 to 65535, got "65536"'],
    ["PORT", "80 ", 'a number from 0 to 65535, got "80 "'],
    ["PORT", "-1", 'a number from 0 to 65535, got "-1"'],
    ["PORT", "3e3", 'a number from 0 to 65535, got "3e3"'],
    ["LOG_LEVEL", "loud", 'one of fatal, error, warn, info, debug, trace, silent, got "loud"'],
    ["TZ", "Europe/Aarhus", 'a time zone such as Europe/Copenhagen, got "Europe/Aarhus"'],
  ])("is named with what was expected and got: %s=%s", (name, value, text) => {
    expect(problems({ [name]: value })).toEqual([`${name}: expected ${text}`]);
  });

  it.each([
    ["PUBLIC_URL", "ftp://skridt.example.dk", "an address such as https://skridt.example.dk"],
    ["PUBLIC_URL", "https://bo:s3cret@skridt.example.dk", "an address such as https://skridt.example.dk"],
    ["PUBLIC_URL", "https://skridt.example.dk/?key=s3cret", "an address such as https://skridt.example.dk"],
    ["DATABASE_URL", "mysql://skridt:s3cret@db/skridt", "postgres://user:password@host:port/name"],
    ["DATABASE_URL", "postgres://skridt:s3cret@[db/skridt", "postgres://user:password@host:port/name"],
    ["DATA_KEY", Buffer.alloc(31).toString("base64"), "32 bytes in base64, such as from: openssl rand -base64 32"],
    ["DATABASE_URL", "s3cret", "postgres://user:password@host:port/name"],
  ])("is not shown when it may hold a password: %s=%s", (name, value, expected) => {
    expect(problems({ [name]: value })).toEqual([`${name}: expected ${expected}, got something else`]);
  });

  it("is told together with all the others, one line each", () => {
    const wrong = {
      HOST: "a b",
      PORT: "x",
      PUBLIC_URL: "skridt",
      DATABASE_URL: "db",
      LOG_LEVEL: "x",
      TZ: "x",
    };
    expect(problems(wrong).map((line) => line.split(":")[0])).toEqual(Object.keys(wrong));
  });
});

describe("Telegram", () => {
  const TELEGRAM_BOT_TOKEN = "123456:AA-bb";

  it("is there with a token alone, which no error shows", () => {
    expect(readConfig({}).telegram).toBeUndefined();
    const telegram = {
      ...{ token: TELEGRAM_BOT_TOKEN, apiRoot: "https://api.telegram.org" },
      ...{ mode: "full", perSecond: 28 },
    };
    expect(readConfig({ TELEGRAM_BOT_TOKEN }).telegram).toEqual(telegram);
    expect(() => readConfig({ TELEGRAM_BOT_TOKEN: "secret token" })).toThrow(
      /^TELEGRAM_BOT_TOKEN: .*got something else$/,
    );
  });

  it("brings what is new to us when there is a secret and a public address with https", () => {
    const given = { TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_SECRET: "s" };
    expect(readConfig({ ...given, PUBLIC_URL: "https://a.dk" }).telegram?.webhookSecret).toBe("s");
    expect(readConfig({ ...given, PUBLIC_URL: "http://a.dk" }).telegram?.webhookSecret).toBeUndefined();
  });

  it("may be a doorbell, when there is a public address to lead to", () => {
    const given = { TELEGRAM_BOT_TOKEN, TELEGRAM_MODE: "doorbell" };
    expect(readConfig({ ...given, PUBLIC_URL: "https://a.dk" }).telegram?.mode).toBe("doorbell");
    expect(problems(given)).toEqual([expect.stringMatching(/^PUBLIC_URL: expected the address of the web chat/)]);
    expect(problems({ ...given, TELEGRAM_MODE: "bell" })).toEqual([
      'TELEGRAM_MODE: expected one of full, doorbell, got "bell"',
    ]);
  });
});

describe("Teams", () => {
  const given = { CLIENT_ID: "11111111-1111-4111-8111-111111111111", CLIENT_SECRET: "a~b", TENANT_ID: "contoso" };

  it("is there when all that it signs in with is set, and ends the demo", () => {
    const config = readConfig(given);
    expect(config.teams).toEqual({ clientId: given.CLIENT_ID, clientSecret: "a~b", tenantId: "contoso" });
    expect(config.demo).toBe(false);
  });

  it.each(Object.keys(given))("needs %s as well", (name) => {
    expect(problems({ ...given, [name]: "" })).toEqual([
      `${name}: expected for Teams, which needs CLIENT_ID, CLIENT_SECRET, TENANT_ID, got nothing`,
    ]);
  });

  it("never shows a secret that is wrong", () => {
    expect(problems({ ...given, CLIENT_SECRET: "two words" })).toEqual([
      "CLIENT_SECRET: expected a client secret of the Teams app in Entra, got something else",
    ]);
  });
});

describe("the demo", () => {
  it.each(["DATABASE_URL", "PUBLIC_URL", "DATA_KEY", "TELEGRAM_BOT_TOKEN", "OIDC_ISSUER"])(
    "ends when %s makes it a real installation",
    (name) => {
      const values: Record<string, string> = {
        DATABASE_URL: "postgres://db",
        DATA_KEY: Buffer.alloc(32).toString("base64"),
        TELEGRAM_BOT_TOKEN: "123456:AA-bb",
      };
      // an issuer is set up whole
      const more = name === "OIDC_ISSUER" ? { OIDC_CLIENT_ID: "skridt", OIDC_CLIENT_SECRET: "secret" } : {};
      expect(readConfig({ [name]: values[name] ?? "https://skridt.example.dk", ...more }).demo).toBe(false);
    },
  );

  it("goes on when only places and ports are chosen", () => {
    expect(readConfig({ PORT: "8080", DATA_DIR: "/srv/data", LOG_LEVEL: "debug", TZ: "UTC" }).demo).toBe(true);
  });
});

it.each(["proxy", "10.0.0.5/33", "10.0.0", "::1/129", "10.0.0.5/x"])(
  "does not take %j for a proxy",
  (TRUSTED_PROXIES) => {
    expect(problems({ TRUSTED_PROXIES })).toEqual([expect.stringMatching(/^TRUSTED_PROXIES: expected addresses/)]);
  },
);

describe("the sign-in of staff", () => {
  const whole = { OIDC_ISSUER: "https://id.example.dk", OIDC_CLIENT_ID: "skridt", OIDC_CLIENT_SECRET: "hemmeligt" };

  it("knows people by the object id of Entra, and of other issuers by the subject, unless told otherwise", () => {
    expect(readConfig(whole).signIn).toMatchObject({ claim: "sub", groups: [] });
    expect(readConfig({ ...whole, OIDC_CLAIM: "employee" }).signIn?.claim).toBe("employee");
  });

  it("is set up whole or not at all", () => {
    const { OIDC_CLIENT_SECRET: _, ...half } = whole;
    expect(problems(half)).toEqual([expect.stringMatching(/^OIDC_CLIENT_SECRET: expected with OIDC_ISSUER/)]);
  });

  it.each([
    "https://login.microsoftonline.com/common/v2.0",
    "https://login.microsoftonline.com/organizations/v2.0",
    "http://id.example.dk",
    "id.example.dk",
  ])("takes no issuer that lets in anybody's people, or that anybody can listen to: %s", (OIDC_ISSUER) => {
    expect(problems({ ...whole, OIDC_ISSUER })).toEqual([expect.stringMatching(/^OIDC_ISSUER: expected the https/)]);
  });

  it.each(["group", "group=chef", "=leder", "a=leder,", "a=b=leder"])("does not take %j for groups", (OIDC_GROUPS) => {
    expect(problems({ ...whole, OIDC_GROUPS }).join()).toContain("OIDC_GROUPS: expected group-id=role");
  });
});

it.each([
  ["127.0.0.1", true],
  ["127.8.9.1", true],
  ["localhost", true],
  ["::1", true],
  ["0.0.0.0", false],
  ["::", false],
  ["192.168.1.7", false],
  ["127.0.0.1.example.dk", false],
  ["localhost.example.dk", false],
])("knows that %s is reached from this machine only: %s", (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
