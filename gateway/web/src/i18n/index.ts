import { computed, type ComputedRef } from "vue";
import { createI18n, type LocaleMessageValue, type VueMessageType } from "vue-i18n";

type Catalogue = Record<string, LocaleMessageValue<VueMessageType>>;
type Loaded = { default: Catalogue };

/** How the languages call themselves; each is loaded when somebody wants it. */
export const languages = { en: "English", id: "Bahasa Indonesia" } as const;
export type Language = keyof typeof languages;

const catalogues: Record<Language, () => Promise<unknown>> = {
  en: () => import("./en"),
  id: () => import("./id"),
};
const KEPT_AS = "whispra.language";

export const i18n = createI18n({
  legacy: false,
  locale: "en" as Language,
  fallbackLocale: "en",
  missingWarn: import.meta.env.DEV,
  fallbackWarn: false,
  messages: {} as Record<Language, Catalogue>,
});

function isLanguage(tag: unknown): tag is Language {
  return typeof tag === "string" && Object.hasOwn(languages, tag);
}

/** What was chosen here before, else the first of the browser's languages that we speak, else English. */
export function preferredLanguage(): Language {
  const wanted = [localStorage.getItem(KEPT_AS), ...navigator.languages.map((tag) => tag.split("-")[0])];
  return wanted.find(isLanguage) ?? "en";
}

/** Loads a language and speaks it from now on, and with `keep` also the next time. */
export async function speak(language: Language, { keep = false } = {}): Promise<void> {
  if (!i18n.global.availableLocales.includes(language)) {
    i18n.global.setLocaleMessage(language, ((await catalogues[language]()) as Loaded).default);
  }
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
  if (keep) {
    localStorage.setItem(KEPT_AS, language);
  }
}

/** The language that is spoken. */
export function useLanguage(): ComputedRef<Language> {
  return computed(() => i18n.global.locale.value as Language);
}
