/** The local day of a time, as `2026-11-23`. */
export function dayOf(at: string | Date): string {
  const date = typeof at === "string" ? new Date(at) : at;
  const month = String(date.getMonth() + 1).padStart(2, "0");
  return `${String(date.getFullYear())}-${month}-${String(date.getDate()).padStart(2, "0")}`;
}

/** How many days `day` lies before `today`; negative if behind it. */
export function daysBetween(day: string, today: string): number {
  return Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / 86_400_000);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, name: keyof typeof styles): Intl.DateTimeFormat {
  const key = `${locale} ${name}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, styles[name]);
    formats.set(key, found);
  }
  return found;
}

const styles = {
  time: { hour: "numeric", minute: "2-digit" },
  weekday: { weekday: "long" },
  date: { weekday: "long", day: "numeric", month: "long" },
  year: { day: "numeric", month: "long", year: "numeric" },
  full: { dateStyle: "full", timeStyle: "short" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Hours and minutes. */
export function timeOf(at: string, locale: string): string {
  return format(locale, "time").format(new Date(at));
}

/** Day and time, in full. */
export function fullTimeOf(at: string, locale: string): string {
  return format(locale, "full").format(new Date(at));
}

/** What a day is called: `today` and `yesterday` are for the catalogue, everything else is said by Intl. */
export function dayName(day: string, today: string, locale: string): "today" | "yesterday" | { text: string } {
  const ago = daysBetween(day, today);
  if (ago === 0) {
    return "today";
  }
  if (ago === 1) {
    return "yesterday";
  }
  const style = ago > 1 && ago < 7 ? "weekday" : day.slice(0, 4) === today.slice(0, 4) ? "date" : "year";
  return { text: format(locale, style).format(new Date(`${day}T12:00:00`)) };
}
