import { useI18n } from "vue-i18n";
import { useToasts } from "@/ui/toasts";

/** How often somebody who never reloads is looked after, in milliseconds. */
const LOOK_AGAIN = 60 * 60_000;

/** Installs the service worker, and offers a reload when a newer build is ready. The page reloads only when it is asked to. */
export function useNewVersion(workers: ServiceWorkerContainer | undefined = navigator.serviceWorker): void {
  const { t } = useI18n();
  const toasts = useToasts();
  let asked = false;

  function offer(waiting: ServiceWorker): void {
    const run = () => {
      asked = true;
      waiting.postMessage({ kind: "take-over" });
    };
    toasts.show(t("app.new-version"), { action: { label: t("app.reload"), run } });
  }

  function watch(registration: ServiceWorkerRegistration): void {
    if (registration.waiting && workers?.controller) {
      offer(registration.waiting);
    }
    registration.addEventListener("updatefound", () => {
      const coming = registration.installing;
      coming?.addEventListener("statechange", () => {
        // Without a controller it is the first one, and nothing is new.
        if (coming.state === "installed" && workers?.controller) {
          offer(coming);
        }
      });
    });
    setInterval(() => void registration.update().catch(() => undefined), LOOK_AGAIN);
  }

  if (!workers || !import.meta.env.PROD) {
    return;
  }
  workers.addEventListener("controllerchange", () => {
    if (asked) {
      location.reload();
    }
  });
  // Without it there is no shell without a network, and everything else as always.
  workers.register("/service-worker.js").then(watch, () => undefined);
}
