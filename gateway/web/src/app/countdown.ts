import { computed, onScopeDispose, ref, toValue, watch, type ComputedRef, type MaybeRefOrGetter } from "vue";

/** The whole seconds until a moment of this device's clock (milliseconds), counting down to 0; 0 without one. */
export function useCountdown(until: MaybeRefOrGetter<number | null | undefined>): ComputedRef<number> {
  const now = ref(Date.now());
  let timer: ReturnType<typeof setInterval> | undefined;
  const left = computed(() => Math.max(0, Math.ceil(((toValue(until) ?? 0) - now.value) / 1000)));

  watch(
    () => toValue(until),
    () => {
      now.value = Date.now();
      clearInterval(timer);
      if (left.value > 0) {
        timer = setInterval(() => {
          now.value = Date.now();
          if (left.value === 0) {
            clearInterval(timer);
          }
        }, 250);
      }
    },
    { immediate: true },
  );
  onScopeDispose(() => clearInterval(timer));
  return left;
}
