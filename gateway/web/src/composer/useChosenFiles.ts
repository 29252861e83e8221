import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { choose, type Refused } from "./chosen";

/** A file that waits in the tray to be sent. */
export interface Chosen {
  key: number;
  file: File;
  /** `blob:` address of an image or a video. */
  previewUrl?: string;
}

export interface ChosenFiles {
  chosen: ShallowRef<Chosen[]>;
  /** What was not taken the last time, and why. */
  refused: Ref<Refused[]>;
  add(files: readonly File[]): void;
  remove(key: number): void;
  clear(): void;
}

const SHOWN = /^(image|video)\//;
let last = 0;

/** The files of a message that is being written. Their previews end with them, or with the component. */
export function useChosenFiles(): ChosenFiles {
  const chosen = shallowRef<Chosen[]>([]);
  const refused = ref<Refused[]>([]);

  function add(files: readonly File[]): void {
    const choice = choose(
      chosen.value.map(({ file }) => file),
      files,
    );
    const added = choice.files.slice(chosen.value.length).map((file) => ({
      key: ++last,
      file,
      ...(SHOWN.test(file.type) ? { previewUrl: URL.createObjectURL(file) } : {}),
    }));
    chosen.value = [...chosen.value, ...added];
    refused.value = choice.refused;
  }

  function remove(key: number): void {
    end(chosen.value.filter((one) => one.key === key));
    chosen.value = chosen.value.filter((one) => one.key !== key);
    refused.value = [];
  }

  function clear(): void {
    end(chosen.value);
    chosen.value = [];
    refused.value = [];
  }

  onScopeDispose(clear);
  return { chosen, refused, add, remove, clear };
}

function end(gone: Chosen[]): void {
  gone.forEach(({ previewUrl }) => previewUrl && URL.revokeObjectURL(previewUrl));
}
