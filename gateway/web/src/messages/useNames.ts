import { useI18n } from "vue-i18n";
import { useSession } from "@/auth/session";
import { usePeople } from "@/people/people";

/** What people are called in a conversation. */
export function useNames() {
  const { t } = useI18n();
  const session = useSession();
  const people = usePeople();

  /** The name; of one who is gone, and of one who is not known yet, what stands for it. */
  function name(id: string): string {
    if (id === session.me?.id) {
      return session.me.name;
    }
    const person = people.person(id);
    return person?.deleted ? t("messages.who.gone") : (person?.name ?? t("messages.who.unknown"));
  }

  /** As the one who does something: "You added …". */
  const subject = (id: string): string => (id === session.me?.id ? t("messages.who.you") : name(id));
  /** As the one to whom it is done: "… added you". */
  const object = (id: string): string => (id === session.me?.id ? t("messages.who.youObject") : name(id));

  return { name, subject, object };
}
