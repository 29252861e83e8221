import "@fontsource-variable/inter";
import "@/ui/tokens.css";
import "@/ui/base.css";
import { createPinia } from "pinia";
import { createApp, watch } from "vue";
import { createWebHistory } from "vue-router";
import App from "@/app/App.vue";
import { makeRouter } from "@/app/router";
import { useTheme } from "@/app/theme";
import { useSession } from "@/auth/session";
import { i18n, preferredLanguage, speak } from "@/i18n";

const pinia = createPinia();
const session = useSession(pinia);
useTheme(pinia);

const known = new Promise<void>((resolve) => {
  const stop = watch(
    () => session.state,
    (state) => {
      if (state !== "starting") {
        resolve();
        queueMicrotask(() => stop());
      }
    },
    { immediate: true },
  );
});
const router = makeRouter(createWebHistory(), {
  known: () => known,
  signedIn: () => session.state === "signed-in",
});

void session.start();
await speak(preferredLanguage()).catch(() => speak("en"));
createApp(App).use(pinia).use(i18n).use(router).mount("#app");
