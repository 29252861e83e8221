import { useI18n } from "vue-i18n";
import type { Problem } from "@/api/types";

/** Gives what is wrong with each field, as sentences, from a refusal that points at fields: by the field's name in the request. */
export function useFieldErrors(): (problem: Problem) => Record<string, string> {
  const { t, te } = useI18n();
  return (problem) =>
    Object.fromEntries(
      (problem.errors ?? []).map(({ pointer, code }) => {
        const key = `app.field.${code}`;
        return [pointer.split("/")[1] ?? "", te(key, "en") ? t(key) : t("app.field.invalid")];
      }),
    );
}
