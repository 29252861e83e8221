import { computed } from "vue";
import { useLanguage } from ".";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
const DAY = 86_400_000;

function midnight(of: Date): number {
  return new Date(of.getFullYear(), of.getMonth(), of.getDate()).getTime();
}

/** How many days before today a moment was, by this device's calendar: 0 today, 1 yesterday. */
export function daysAgo(at: Date, now = new Date()): number {
  return Math.round((midnight(now) - midnight(at)) / DAY);
}

/** Dates, numbers and sizes in the language that is spoken. Moments are RFC 3339; one that cannot be read gives "". */
export function useFormats() {
  const language = useLanguage();
  const made = computed(() => {
    const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language.value, options);
    return {
      time: format({ hour: "numeric", minute: "2-digit" }),
      weekday: format({ weekday: "short" }),
      day: format({ day: "numeric", month: "short" }),
      date: format({ day: "numeric", month: "short", year: "numeric" }),
      full: format({ dateStyle: "full", timeStyle: "short" }),
      number: new Intl.NumberFormat(language.value),
      relative: new Intl.RelativeTimeFormat(language.value, { numeric: "auto" }),
    };
  });

  function told(at: string, tell: (date: Date) => string): string {
    const date = new Date(at);
    return Number.isNaN(date.getTime()) ? "" : tell(date);
  }

  return {
    /** 09:41 */
    time: (at: string) => told(at, (date) => made.value.time.format(date)),
    /** The time today, "yesterday", the weekday of this week, then the date: for lists. */
    short: (at: string) =>
      told(at, (date) => {
        const days = daysAgo(date);
        if (days <= 0) {
          return made.value.time.format(date);
        }
        if (days === 1) {
          return made.value.relative.format(-1, "day");
        }
        const sameYear = date.getFullYear() === new Date().getFullYear();
        return (days < 7 ? made.value.weekday : sameYear ? made.value.day : made.value.date).format(date);
      }),
    /** 3 Mar 2026 */
    date: (at: string) => told(at, (date) => made.value.date.format(date)),
    /** The whole date with the time, for titles. */
    full: (at: string) => told(at, (date) => made.value.full.format(date)),
    number: (value: number) => made.value.number.format(value),
    /** Of a size in bytes, with one digit behind the point where it says something: 1.5 MB. */
    size: (bytes: number) => {
      const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
      const value = bytes / 1000 ** power;
      return new Intl.NumberFormat(language.value, {
        style: "unit",
        unit: UNITS[power] ?? "byte",
        unitDisplay: power === 0 ? "long" : "short",
        maximumFractionDigits: power > 0 && value < 100 ? 1 : 0,
      }).format(value);
    },
  };
}
