import { useI18n } from "vue-i18n";
import type { Problem } from "@/api/types";

/** Gives the sentence for a refusal, in the language that is spoken; what the catalogue does not know, the server's words say. */
export function useProblemText(): (problem: Pick<Problem, "code" | "detail">) => string {
  const { t, te } = useI18n();
  return ({ code, detail }) => {
    const key = `problems.${code}`;
    return te(key) || te(key, "en") ? t(key) : detail || t("problems.unknown");
  };
}
