import { useI18n } from "vue-i18n";
import { problemOf } from "@/api/http";
import { useProblemText } from "@/app/problemText";
import { useOutbox } from "@/messages/outbox";
import { useRooms } from "@/rooms/rooms";
import { useConfirm } from "@/ui/confirm";
import { useToasts } from "@/ui/toasts";
import { useSession } from "./session";

/** Logging out takes unsent messages away: with some left it is asked for first. */
export function useLogOut() {
  const { t } = useI18n();
  const session = useSession();
  const outbox = useOutbox();
  const rooms = useRooms();
  const toasts = useToasts();
  const { confirm } = useConfirm();
  const problemText = useProblemText();

  async function logOut(): Promise<void> {
    const messages = [...rooms.list, ...rooms.archived].flatMap(({ id }) => outbox.of(id));
    const unsent = messages.filter(({ seq }) => seq === undefined).length;
    const asked = {
      title: t("auth.logout.title"),
      text: t("auth.logout.unsent", { count: unsent }, unsent),
      action: t("auth.logout.action"),
      danger: true,
    };
    if (unsent === 0 || (await confirm(asked))) {
      await session.logOut();
    }
  }

  async function logOutEverywhere(): Promise<void> {
    const asked = {
      title: t("auth.devices.everywhere"),
      text: t("auth.devices.everywhere-text"),
      action: t("auth.logout.action"),
    };
    if (!(await confirm({ ...asked, danger: true }))) {
      return;
    }
    try {
      await session.endOtherSessions();
      await session.logOut();
    } catch (thrown) {
      toasts.show(problemText(problemOf(thrown)), { tone: "danger" });
    }
  }

  return { logOut, logOutEverywhere };
}
