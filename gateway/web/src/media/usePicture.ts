import { computed, ref, toRef, watch, type ComputedRef, type Ref } from "vue";
import { useLink, type Variant } from "@/media/links";
import type { ShownFile } from "./shownFile";

export interface Picture {
  url: ComputedRef<string | undefined>;
  state: Ref<"loading" | "shown" | "failed">;
  loaded(): void;
  /** The browser could not load it: mostly the link is over, so the first time another one is asked for. */
  broken(): void;
  retry(): void;
}

/** The address of a file's picture, and how loading it goes. */
export function usePicture(file: () => ShownFile, variant: () => Variant): Picture {
  const link = useLink(
    computed(() => file().id),
    toRef(variant),
  );
  const state = ref<"loading" | "shown" | "failed">("loading");
  let renewed = false;

  function broken(): void {
    if (renewed || file().local) {
      state.value = "failed";
    } else {
      renewed = true;
      link.renew();
    }
  }

  function retry(): void {
    state.value = "loading";
    renewed = true;
    link.renew();
  }

  function loaded(): void {
    state.value = "shown";
    renewed = false;
  }

  watch(
    () => file().key,
    () => {
      state.value = "loading";
      renewed = false;
    },
  );
  watch(link.failed, (failed) => {
    if (failed && state.value === "loading") {
      state.value = "failed";
    }
  });

  return { url: computed(() => file().local?.previewUrl ?? link.url.value), state, loaded, broken, retry };
}

/** Small ones fill little boxes; moving ones have no small form that moves. */
export function variantFor({ contentType, size }: ShownFile, side: number): Variant {
  const moves =
    contentType === "image/gif" && size <= MOVING_BYTES && !matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (moves) {
    return "original";
  }
  return side * (globalThis.devicePixelRatio || 1) > SMALL_SIDE ? "large" : "small";
}

const MOVING_BYTES = 5_000_000;
const SMALL_SIDE = 320;
