import { useI18n } from "vue-i18n";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** A size in the words of a language: `340 kB`, `1.2 MB`. Bytes are counted in thousands, as systems show them. */
export function fileSize(bytes: number, locale: string): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: UNITS[power] ?? "byte",
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: power > 1 && value < 100 ? 1 : 0,
  }).format(value);
}

export function useFileSize(): (bytes: number) => string {
  const { locale } = useI18n();
  return (bytes) => fileSize(bytes, locale.value);
}
