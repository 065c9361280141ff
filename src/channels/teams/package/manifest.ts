import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv-draft-04";
import formats from "ajv-formats";

/** Of the schema of manifests; moved by hand, together with what the schema asks. */
const VERSION = "1.30";
const SCHEMAS = `@microsoft/app-manifest/build/json-schemas/teams/v${VERSION}`;
const PUBLISHED = `https://developer.microsoft.com/json-schemas/teams/v${VERSION}`;

/** What an installation is, and who answers for it. */
export interface AppFacts {
  readonly clientId: string;
  /** "1.0.0" */
  readonly version: string;
  /** how Teams reaches us: https, without a slash at its end */
  readonly url: string;
  /** who runs it, at most 32 characters */
  readonly organisation: string;
  readonly privacyUrl: string;
  readonly termsUrl: string;
  /** Words for the store of Teams, by key, in a language. */
  words(language: string, key: string): string;
}

/**
 * The app as Teams knows it: the bot, in teams and in group chats as well, and the console as a tab of one's own. It asks
 * to know who one is, and for nothing else; in a team or group it reads only what is said to it.
 */
export function manifestOf(facts: AppFacts): object {
  const { clientId, url, words } = facts;
  const { host } = new URL(url);
  return {
    $schema: `${PUBLISHED}/MicrosoftTeams.schema.json`,
    manifestVersion: VERSION,
    version: facts.version,
    id: clientId,
    localizationInfo: {
      defaultLanguageTag: "da",
      additionalLanguages: [{ languageTag: "en", file: "en.json" }],
    },
    developer: {
      name: facts.organisation,
      websiteUrl: url,
      privacyUrl: facts.privacyUrl,
      termsOfUseUrl: facts.termsUrl,
    },
    name: { short: "Skridt", full: words("da", "name") },
    description: { short: words("da", "short"), full: words("da", "full") },
    icons: { color: "color.png", outline: "outline.png" },
    accentColor: "#0B5563",
    bots: [
      {
        botId: clientId,
        scopes: ["personal", "team", "groupChat"],
        commandLists: [
          { scopes: ["personal"], commands: [{ title: words("da", "hello"), description: words("da", "hello-does") }] },
          {
            scopes: ["team", "groupChat"],
            commands: [{ title: words("da", "dilemma"), description: words("da", "dilemma-does") }],
          },
        ],
      },
    ],
    staticTabs: [
      { entityId: "conversations", scopes: ["personal"] },
      {
        entityId: "console",
        name: words("da", "tab"),
        contentUrl: `${url}/staff/teams`,
        websiteUrl: `${url}/staff`,
        scopes: ["personal"],
      },
    ],
    webApplicationInfo: { id: clientId, resource: `api://${host}/botid-${clientId}` },
    permissions: ["identity"],
    validDomains: [host],
    defaultInstallScope: "personal",
  };
}

/** The manifest's words in English. */
export function englishOf({ words }: AppFacts): object {
  return {
    $schema: `${PUBLISHED}/MicrosoftTeams.Localization.schema.json`,
    "name.short": "Skridt",
    "name.full": words("en", "name"),
    "description.short": words("en", "short"),
    "description.full": words("en", "full"),
    "staticTabs[1].name": words("en", "tab"),
    "bots[0].commandLists[0].commands[0].title": words("en", "hello"),
    "bots[0].commandLists[0].commands[0].description": words("en", "hello-does"),
    "bots[0].commandLists[1].commands[0].title": words("en", "dilemma"),
    "bots[0].commandLists[1].commands[0].description": words("en", "dilemma-does"),
  };
}

/** What Microsoft's schema has against a file of the package; none: nothing. The schema is at hand, not fetched. */
export function problemsOf(file: object, schema: "MicrosoftTeams" | "MicrosoftTeams.Localization"): string[] {
  const path = createRequire(import.meta.url).resolve(`${SCHEMAS}/${schema}.schema.json`);
  // its patterns have an escape that JavaScript does not know, and brackets that only older ones take
  const text = readFileSync(path, "utf8").replaceAll("\\\\a", "\\\\x07");
  const ajv = new Ajv.default({ allErrors: true, strict: false, unicodeRegExp: false });
  formats.default(ajv, ["uri", "email", "regex"]);
  const check = ajv.compile(JSON.parse(text));
  if (check(file)) return [];
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath || "/"} ${message}`);
}
