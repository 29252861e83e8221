import { onScopeDispose, readonly, ref, type Ref } from "vue";

/** Whether the window is at most this wide, in CSS pixels: for what styles cannot say. */
export function useNarrow(width: number): Readonly<Ref<boolean>> {
  const query = matchMedia(`(max-width: ${width}px)`);
  const narrow = ref(query.matches);
  const changed = () => (narrow.value = query.matches);
  query.addEventListener("change", changed);
  onScopeDispose(() => query.removeEventListener("change", changed));
  return readonly(narrow);
}
