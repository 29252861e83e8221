import { computed, ref } from "vue";
import { useI18n } from "vue-i18n";
import { useRoute, useRouter } from "vue-router";
import { problemOf } from "@/api/http";
import type { Problem } from "@/api/types";
import { useCountdown } from "@/app/countdown";
import { useFieldErrors } from "@/app/fieldErrors";
import { useProblemText } from "@/app/problemText";
import { placeAfterSignIn } from "@/app/router";

/** What signing in and registering have in common: one try at a time, refusals in words, then back to where one was. */
export function useSignInForm(attempt: () => Promise<void>) {
  const { t } = useI18n();
  const route = useRoute();
  const router = useRouter();
  const problemText = useProblemText();
  const fieldErrors = useFieldErrors();
  const busy = ref(false);
  const problem = ref<Problem | null>(null);
  const errors = ref<Record<string, string>>({});
  const mayRetryAt = ref<number | null>(null);
  const wait = useCountdown(mayRetryAt);

  const refusal = computed(() => {
    if (wait.value > 0) {
      return t("auth.wait", { seconds: wait.value }, wait.value);
    }
    const own = problem.value?.code;
    return problem.value && own !== "too-many-requests" && Object.keys(errors.value).length === 0
      ? problemText(problem.value)
      : "";
  });

  async function submit(): Promise<void> {
    if (busy.value) {
      return;
    }
    busy.value = true;
    problem.value = null;
    errors.value = {};
    try {
      await attempt();
      await router.replace(placeAfterSignIn(route.query.next));
    } catch (thrown) {
      problem.value = problemOf(thrown);
      errors.value = fieldErrors(problem.value);
      if (problem.value.code === "too-many-requests") {
        mayRetryAt.value = Date.now() + (problem.value.retryAfterMs ?? 30_000);
      }
    } finally {
      busy.value = false;
    }
  }

  return { busy, problem, errors, refusal, wait, submit };
}
