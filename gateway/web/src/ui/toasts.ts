import { defineStore } from "pinia";
import { ref } from "vue";

export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "danger";
  action?: { label: string; run: () => void } | undefined;
}

/** How long a toast without an action stays, in milliseconds; one with an action stays until it is answered. */
export const TOAST_STAYS = 6_000;
const AT_MOST = 3;

/** Short news that need no answer, at the edge of the screen and in a live region. */
export const useToasts = defineStore("toasts", () => {
  const toasts = ref<Toast[]>([]);
  let last = 0;

  /** Shows a sentence and gives its id. A sentence that is there already is not shown twice. */
  function show(text: string, options: { tone?: Toast["tone"]; action?: Toast["action"] } = {}): number {
    const same = toasts.value.find((toast) => toast.text === text);
    if (same) {
      return same.id;
    }
    const id = ++last;
    const toast: Toast = { id, text, tone: options.tone ?? "plain", action: options.action };
    toasts.value = [...toasts.value, toast].slice(-AT_MOST);
    if (!options.action) {
      setTimeout(() => dismiss(id), TOAST_STAYS);
    }
    return id;
  }

  function dismiss(id: number): void {
    toasts.value = toasts.value.filter((toast) => toast.id !== id);
  }

  return { toasts, show, dismiss };
});
