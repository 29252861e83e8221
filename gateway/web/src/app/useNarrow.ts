import { onScopeDispose, readonly, ref, type Ref } from "vue";

/** Whether there is one pane at a time: the same width as in the styles. */
export function useNarrow(): Readonly<Ref<boolean>> {
  const query = matchMedia("(max-width: 719px)");
  const narrow = ref(query.matches);
  const changed = () => (narrow.value = query.matches);
  query.addEventListener("change", changed);
  onScopeDispose(() => query.removeEventListener("change", changed));
  return readonly(narrow);
}
