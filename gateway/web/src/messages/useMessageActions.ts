import { computed, ref, shallowRef } from "vue";
import { useI18n } from "vue-i18n";
import { useRouter } from "vue-router";
import { problemOf } from "@/api/problem";
import { useProblemText } from "@/app/problemText";
import type { RoomView } from "@/rooms/rooms";
import { useConfirm } from "@/ui/confirm";
import { useToasts } from "@/ui/toasts";
import { type Action, type Choice, choicesOf } from "./actions";
import type { Conversation } from "./conversation";
import type { Message } from "./model";

/** What becomes of what a person wants with a message. `jump` brings a message into view. */
export function useMessageActions(
  conversation: Conversation,
  room: () => RoomView | undefined,
  jump: (seq: number) => Promise<void>,
) {
  const { t } = useI18n();
  const router = useRouter();
  const confirm = useConfirm();
  const toasts = useToasts();
  const problemText = useProblemText();
  const replyTo = shallowRef<Message | null>(null);
  const editedKey = ref<string | null>(null);
  /** The message whose details are shown. */
  const about = shallowRef<Message | null>(null);
  /** The message for which an emoji is picked. */
  const reactTo = shallowRef<Message | null>(null);

  const editing = computed(() => (editedKey.value === null ? null : (byKey(editedKey.value) ?? null)));

  function byKey(key: string): Message | undefined {
    const item = conversation.items.value.find((one) => one.key === key);
    return item?.kind === "message" ? item.message : undefined;
  }

  const choices = (message: Message): Choice[] => (room() ? choicesOf(message, room()?.role ?? "member") : []);

  async function tried(change: Promise<unknown>): Promise<void> {
    try {
      await change;
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code !== "cancelled") {
        toasts.show(problemText(problem), { tone: "danger" });
      }
    }
  }

  async function remove(message: Message, seq: number): Promise<void> {
    const sure = await confirm.confirm({
      title: t("messages.remove.title"),
      text: message.mine ? t("messages.remove.own") : t("messages.remove.other"),
      action: t("messages.remove.action"),
      danger: true,
    });
    if (sure) {
      await tried(conversation.remove(seq));
    }
  }

  async function copy(text: string, done: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      toasts.show(done);
    } catch {
      toasts.show(t("messages.copied.failed"), { tone: "danger" });
    }
  }

  async function act(action: Action): Promise<void> {
    if (action.do === "jump") {
      return jump(action.seq);
    }
    const { message } = action;
    if (action.do === "retry") {
      return tried(Promise.resolve(conversation.retry(message.key)));
    }
    if (action.do === "discard") {
      return tried(Promise.resolve(conversation.discard(message.key)));
    }
    const may = choices(message);
    const { seq } = message;
    if (action.do === "copy" && may.includes("copy")) {
      return copy(message.content, t("messages.copied.text"));
    }
    if (seq === undefined || !may.includes(action.do === "react" ? "emoji" : action.do)) {
      return;
    }
    switch (action.do) {
      case "reply":
        editedKey.value = null;
        replyTo.value = message;
        return;
      case "edit":
        replyTo.value = null;
        editedKey.value = message.key;
        return;
      case "link": {
        const { href } = router.resolve({ name: "room", params: { roomId: message.roomId }, query: { at: seq } });
        return copy(new URL(href, location.origin).href, t("messages.copied.link"));
      }
      case "info":
        about.value = message;
        return;
      case "emoji":
        reactTo.value = message;
        return;
      case "react":
        return tried(conversation.react(seq, action.emoji, action.on));
      case "remove":
        return remove(message, seq);
    }
  }

  /** The last message of one's own that may still be changed. */
  function editLast(): void {
    const last = conversation.items.value.findLast(
      (item) => item.kind === "message" && item.message.mine && choices(item.message).includes("edit"),
    );
    editedKey.value = last?.key ?? null;
  }

  function cancel(): void {
    editedKey.value = null;
    replyTo.value = null;
  }

  return { replyTo, editing, about, reactTo, choices, act, editLast, cancel };
}
