import { onScopeDispose, ref, shallowRef, watch, type Ref } from "vue";
import { problemOf } from "@/api/problem";
import type { Hit, Problem } from "@/api/types";
import { search } from "./search";

const PAUSE = 250;
/** A page may be empty and have more behind it; so many are asked for in a row. */
const PAGES_IN_A_ROW = 5;

/** Searches while somebody types: in one room, or in all. The answer to the last question is the one that counts. */
export function useSearch(query: Ref<string>, roomId?: string) {
  const state = ref<"idle" | "loading" | "ready" | "failed">("idle");
  const problem = shallowRef<Problem | null>(null);
  const hits = shallowRef<Hit[]>([]);
  const hasMore = ref(false);
  const loadingMore = ref(false);
  let cursor: string | undefined;
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(from?: string): Promise<void> {
    const question = ++asked;
    const q = query.value.trim();
    try {
      let page = await search(q, { ...(roomId && { roomId }), ...(from && { cursor: from }) });
      let found = page.hits;
      for (let i = 1; found.length === 0 && page.hasMore && page.next && i < PAGES_IN_A_ROW; i++) {
        page = await search(q, { ...(roomId && { roomId }), cursor: page.next });
        found = page.hits;
      }
      if (question === asked) {
        hits.value = from ? [...hits.value, ...found] : found;
        cursor = page.next;
        hasMore.value = page.hasMore && page.next !== undefined;
        problem.value = null;
        state.value = "ready";
      }
    } catch (error) {
      if (question === asked) {
        problem.value = problemOf(error);
        state.value = "failed";
      }
    }
  }

  function start(): void {
    clearTimeout(timer);
    asked++;
    hasMore.value = false;
    if (query.value.trim() === "") {
      state.value = "idle";
      hits.value = [];
      return;
    }
    state.value = "loading";
    timer = setTimeout(() => void ask(), PAUSE);
  }

  async function more(): Promise<void> {
    if (hasMore.value && !loadingMore.value) {
      loadingMore.value = true;
      await ask(cursor);
      loadingMore.value = false;
    }
  }

  watch(query, (now, before) => now.trim() !== before?.trim() && start(), { immediate: true });
  onScopeDispose(() => {
    clearTimeout(timer);
    asked++;
  });

  return { state, problem, hits, hasMore, loadingMore, more, again: start };
}
