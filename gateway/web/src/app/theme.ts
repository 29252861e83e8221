import { defineStore } from "pinia";
import { ref, watchEffect } from "vue";

export type Theme = "light" | "dark" | "system";
const KEPT_AS = "whispra.theme";
/** The ground of each theme, for the browser's own bars: `--ground` of tokens.css. */
const GROUND = { light: "#f6f5f2", dark: "#15181a" };

function kept(): Theme {
  const theme = localStorage.getItem(KEPT_AS);
  return theme === "light" || theme === "dark" ? theme : "system";
}

/** Light, dark, or what the system has; kept on this device. */
export const useTheme = defineStore("theme", () => {
  const theme = ref<Theme>(kept());

  watchEffect(() => {
    const root = document.documentElement;
    if (theme.value === "system") {
      delete root.dataset.theme;
      localStorage.removeItem(KEPT_AS);
    } else {
      root.dataset.theme = theme.value;
      localStorage.setItem(KEPT_AS, theme.value);
    }
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
      const ofSystem = meta.media.includes("dark") ? "dark" : "light";
      meta.content = GROUND[theme.value === "system" ? ofSystem : theme.value];
    }
  });

  return { theme };
});
