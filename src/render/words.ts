import i18next, { type i18n } from "i18next";
import { type Library, refKey } from "../flow/library.ts";
import { AppError } from "../model/errors.ts";
import { common, type Text, type TextDate, type TextValue } from "../model/text.ts";
import type { Words } from "../model/words.ts";

/** Words shared by all flows: language → namespace ("common", "pictures", "web", "staff") → words. */
export type SharedWords = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** Turns texts by key into words, in every language there is. */
export interface Translator {
  readonly languages: readonly string[];
  /** @param word the citizen's own word for their use (R5) */
  words(language: string, word?: string): Words;
}

const LOCALES: Readonly<Record<string, string>> = { da: "da-DK", en: "en-GB" };

/** The tag of a language for dates, lists and speech. */
export const localeOf = (language: string): string => LOCALES[language] ?? language;

export function createTranslator(library: Library, shared: SharedWords): Translator {
  const languages = Object.keys(shared);
  const i18n = i18next.createInstance();
  void i18n.init({
    initAsync: false,
    lng: languages[0] ?? "da",
    fallbackLng: false,
    resources: shared as Record<string, Record<string, object>>,
    ns: ["common"],
    defaultNS: "common",
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<i18n["init"]>[0]);
  // making a format takes longer than all else about a message
  const lists = new Map(languages.map((it) => [it, new Intl.ListFormat(localeOf(it), { type: "conjunction" })]));
  const dates = new Map(languages.map((it) => [it, datesIn(it)]));
  /** language → where from → key → what is written there: looked up once, as the way through the words of a key is long */
  const found = new Map<string, Map<string, Map<string, unknown>>>();
  const written = (language: string, { from, key }: Text): unknown => {
    const texts = found.getOrInsertComputed(language, () => new Map()).getOrInsertComputed(from, () => new Map());
    const known = texts.get(key);
    if (known !== undefined) return known;
    load(i18n, library, from);
    const raw: unknown = i18n.getResource(language, from, key);
    if (raw !== undefined) texts.set(key, raw);
    return raw;
  };
  return {
    languages,
    words(language, word) {
      const say = (text: Text): string => {
        const raw = written(language, text);
        if (typeof raw !== "string") {
          throw new AppError("internal", `words ${language}/${text.from}/${text.key}: expected a text, got none`);
        }
        // most texts have no gaps, and filling them is what takes time
        if (!raw.includes("{{")) return raw;
        const values = Object.entries(text.values ?? {}).map(([name, value]) => [name, fill(value)]);
        const own = { word: word ?? written(language, common("word")) };
        const all = { ...own, ...Object.fromEntries(values) };
        return i18n.services.interpolator.interpolate(raw, all, language, {});
      };
      const fill = (value: TextValue): string | number => {
        if (typeof value !== "object") return value;
        if (isList(value)) return (lists.get(language) as Intl.ListFormat).format(value.map(fill).map(String));
        return "date" in value ? (dates.get(language) as (said: TextDate) => string)(value) : say(value as Text);
      };
      const list = (text: Text): readonly string[] => {
        const raw = written(language, text);
        return Array.isArray(raw) ? raw.map(String) : [];
      };
      return { language, say, list };
    },
  };
}

function isList(value: TextValue): value is readonly TextValue[] {
  return Array.isArray(value);
}

/** The words of a flow's version are loaded when first used: older versions stay readable while sessions run on them. */
function load(i18n: i18n, library: Library, from: string): void {
  const [id, version] = from.split("@") as [string, string | undefined];
  if (version === undefined || i18n.hasResourceBundle(i18n.languages[0] ?? "da", from)) return;
  const compiled = library.get({ id, version });
  for (const [language, words] of Object.entries(compiled.bundle.words)) {
    i18n.addResourceBundle(language, refKey(compiled.ref), words);
  }
}

/** "fredag 27. november" (R11), with the year when that is asked for. */
function datesIn(language: string): (said: TextDate) => string {
  const options = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" } as const;
  const format = (more: { year?: "numeric" }) => new Intl.DateTimeFormat(localeOf(language), { ...options, ...more });
  const [short, long] = [format({}), format({ year: "numeric" })];
  return ({ date, year }) => (year ? long : short).format(new Date(`${date}T12:00:00Z`)).replace(" den ", " ");
}
