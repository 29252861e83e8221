import { onScopeDispose, ref, toValue, watch, type MaybeRefOrGetter, type Ref } from "vue";

const STEP = 50;

/** How many of a long list are shown: more whenever its end comes into view. */
export function useMoreOnScroll(
  length: MaybeRefOrGetter<number>,
  end: Readonly<Ref<HTMLElement | null>>,
): { shown: Ref<number> } {
  const shown = ref(STEP);
  const watcher = new IntersectionObserver(
    (seen) => {
      if (seen.some((entry) => entry.isIntersecting) && shown.value < toValue(length)) {
        shown.value += STEP;
      }
    },
    { rootMargin: "400px" },
  );
  // Observed anew after each step: a list that still does not fill its place is told of once more.
  watch(
    [end, shown],
    ([element]) => {
      watcher.disconnect();
      if (element) {
        watcher.observe(element);
      }
    },
    { flush: "post", immediate: true },
  );
  onScopeDispose(() => watcher.disconnect());
  return { shown };
}
