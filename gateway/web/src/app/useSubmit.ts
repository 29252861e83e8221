import { computed, ref, shallowRef } from "vue";
import { problemOf } from "@/api/http";
import type { Problem } from "@/api/types";
import { useFieldErrors } from "@/app/fieldErrors";
import { useProblemText } from "@/app/problemText";

/** One try at a time, and what came of it in words: `errors` by field, `refusal` for the whole. */
export function useSubmit() {
  const problemText = useProblemText();
  const fieldErrors = useFieldErrors();
  const busy = ref(false);
  const problem = shallowRef<Problem | null>(null);
  const errors = computed(() => (problem.value ? fieldErrors(problem.value) : {}));
  const refusal = computed(() =>
    problem.value && Object.keys(errors.value).length === 0 ? problemText(problem.value) : "",
  );

  /** Whether it went well. */
  async function submit(action: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) {
      return false;
    }
    busy.value = true;
    problem.value = null;
    try {
      await action();
      return true;
    } catch (thrown) {
      problem.value = problemOf(thrown);
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { busy, problem, errors, refusal, submit };
}
