import { onScopeDispose, ref, type Ref } from "vue";
import { dayOf } from "./times";

/** The local day, as `2026-11-23`; it changes at midnight. */
export function useToday(): Ref<string> {
  const today = ref(dayOf(new Date()));
  let timer: ReturnType<typeof setTimeout>;
  const wait = (): void => {
    const now = new Date();
    const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
    timer = setTimeout(() => {
      today.value = dayOf(new Date());
      wait();
    }, midnight.getTime() - now.getTime());
  };
  wait();
  onScopeDispose(() => clearTimeout(timer));
  return today;
}
