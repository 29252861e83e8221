import { computed, type ComputedRef } from "vue";
import { useI18n } from "vue-i18n";
import { type RoomView, useSignals } from "@/rooms/rooms";
import { useNames } from "./useNames";

/** Who is typing, in words; "" if nobody is. In a private room it needs no name. */
export function useTypingText(room: () => RoomView): ComputedRef<string> {
  const { t } = useI18n();
  const signals = useSignals();
  const { name } = useNames();
  return computed(() => {
    const { id, type } = room();
    const ids = signals.typing(id);
    const [first, second] = ids;
    if (first === undefined) {
      return "";
    }
    if (type === "private") {
      return t("messages.typing.private");
    }
    if (second === undefined) {
      return t("messages.typing.one", { name: name(first) });
    }
    return ids.length === 2
      ? t("messages.typing.two", { name: name(first), other: name(second) })
      : t("messages.typing.more", { name: name(first), count: ids.length - 1 });
  });
}
