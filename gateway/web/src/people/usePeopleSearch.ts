import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from "vue";
import { problemOf } from "@/api/http";
import type { Problem } from "@/api/types";
import { useSession } from "@/auth/session";
import { usePeople, type Person } from "./people";

/** As the contract has it. */
export const SHORTEST_QUESTION = 2;
/** Typing faster than this asks once, in milliseconds. */
const SETTLE = 250;

/** Finds people while somebody types. Only the answer to what stands there now counts. */
export function usePeopleSearch(typed: Ref<string>) {
  const people = usePeople();
  const session = useSession();
  const state = ref<"idle" | "looking" | "ready" | "failed">("idle");
  const problem = shallowRef<Problem | null>(null);
  const found = shallowRef<Person[]>([]);
  const next = ref<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let question = 0;

  const wanted = computed(() => typed.value.trim());

  async function look(more = false): Promise<void> {
    const mine = ++question;
    if (!more) {
      state.value = "looking";
    }
    try {
      const page = await people.search(wanted.value, more ? next.value : undefined);
      if (mine === question) {
        const others = page.users.filter((user) => user.id !== session.me?.id);
        found.value = more ? [...found.value, ...others] : others;
        next.value = page.next;
        state.value = "ready";
      }
    } catch (thrown) {
      if (mine === question) {
        problem.value = problemOf(thrown);
        state.value = "failed";
      }
    }
  }

  watch(
    wanted,
    (now) => {
      clearTimeout(timer);
      question++;
      if ([...now].length < SHORTEST_QUESTION) {
        state.value = "idle";
        found.value = [];
        next.value = undefined;
        return;
      }
      if (found.value.length === 0) {
        state.value = "looking";
      }
      timer = setTimeout(() => void look(), SETTLE);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
    question++;
  });

  return { state, problem, found, hasMore: computed(() => next.value !== undefined), look };
}
