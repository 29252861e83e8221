/** What a device called itself, as people call it: its browser and its system, each "" where it says nothing that we know. */
export function deviceOf(userAgent: string | undefined): { browser: string; system: string; phone: boolean } {
  const says = (...words: string[]) => words.some((word) => userAgent?.includes(word));
  const browser = says("Edg/")
    ? "Edge"
    : says("OPR/")
      ? "Opera"
      : says("SamsungBrowser")
        ? "Samsung Internet"
        : says("Firefox/", "FxiOS")
          ? "Firefox"
          : says("Chrome/", "CriOS")
            ? "Chrome"
            : says("Safari/")
              ? "Safari"
              : "";
  const system = says("Android")
    ? "Android"
    : says("iPhone", "iPod")
      ? "iPhone"
      : says("iPad")
        ? "iPad"
        : says("Windows")
          ? "Windows"
          : says("CrOS")
            ? "ChromeOS"
            : says("Mac OS X", "Macintosh")
              ? "macOS"
              : says("Linux")
                ? "Linux"
                : "";
  return { browser, system, phone: ["Android", "iPhone"].includes(system) };
}
