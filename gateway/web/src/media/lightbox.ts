import { defineStore } from "pinia";
import { shallowRef } from "vue";
import type { ShownFile } from "./shownFile";

interface Shown {
  files: ShownFile[];
  /** Which of them is seen first. */
  at: number;
}

/** Pictures and films that are looked at closely, one after the other. */
export const useLightbox = defineStore("lightbox", () => {
  const shown = shallowRef<Shown | null>(null);

  /** Opens at a file among those that stand around it; it alone, if it is not among them. */
  function open(file: ShownFile, around: readonly ShownFile[]): void {
    const at = around.findIndex(({ key }) => key === file.key);
    shown.value = at < 0 ? { files: [file], at: 0 } : { files: [...around], at };
  }

  function close(): void {
    shown.value = null;
  }

  return { shown, open, close };
});
