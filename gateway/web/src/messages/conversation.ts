import {
  computed,
  getCurrentInstance,
  inject,
  type InjectionKey,
  nextTick,
  onScopeDispose,
  provide,
  ref,
  watch,
} from "vue";
import type { Asked, Entry, EntryOf } from "@/api/types";
import { useSession } from "@/auth/session";
import { useConnection } from "@/live/connection";
import { useLogs } from "@/live/logs";
import { quoteOf } from "@/messages/fold";
import type { Draft, Item, Message } from "@/messages/model";
import { useOutbox } from "@/messages/outbox";
import { useReading } from "@/messages/reading";
import type { Overlay } from "@/messages/window";
import { useWindows } from "@/messages/windows";
import { useRooms } from "@/rooms/rooms";
import { useSignals } from "@/rooms/signals";

type Change = "message.edit" | "message.delete" | "reaction.add" | "reaction.remove";
type ChangeKind = "edit" | "delete" | "reaction.added" | "reaction.removed";

export type Conversation = ReturnType<typeof open>;
const around: InjectionKey<Conversation> = Symbol("conversation");

/**
 * What a room's conversation shows, and what can be done in it, for as long as the component lives; the components in it find it by
 * `useConversationAround`. What is refused rejects with an error of which `problemOf` makes a problem, and reads again as it did before.
 */
export function useConversation(roomId: string): Conversation {
  const conversation = open(roomId);
  if (getCurrentInstance()) {
    provide(around, conversation);
  }
  return conversation;
}

/** The conversation that this component stands in; elsewhere, as in a list of what was found, there is none. */
export function useConversationAround(): Conversation | undefined {
  return inject(around, undefined);
}

function open(roomId: string) {
  const session = useSession();
  const connection = useConnection();
  const logs = useLogs();
  const rooms = useRooms();
  const outbox = useOutbox();
  const signals = useSignals();
  const windows = useWindows();
  const room = windows.use(roomId);
  const dividerSeq = ref<number | null>(null);
  const waitingItems = new WeakMap<Message, Item>();

  const items = computed<Item[]>(() => {
    void room.version.value;
    const { window } = room;
    if (window.hasNewer) {
      return window.items;
    }
    const waiting = outbox.of(roomId).filter(({ seq }) => seq === undefined || seq > window.toSeq);
    return [...window.items, ...waiting.map(itemOf)];
  });

  /** The same message is the same item, so that its line is not drawn again. */
  function itemOf(message: Message): Item {
    const item = waitingItems.get(message) ?? { kind: "message", key: message.key, message };
    waitingItems.set(message, item);
    return item;
  }

  async function send(draft: Draft): Promise<void> {
    const quoted = draft.replyTo === undefined ? undefined : room.window.message(draft.replyTo);
    await Promise.all([outbox.send(roomId, draft, quoted && quoteOf(quoted)), room.toLatest()]);
  }

  /** Shown at once, and taken back if it is refused. */
  async function change<E extends Change>(
    event: E,
    data: { seq: number; content?: string; mentions?: string[]; emoji?: string },
    as: Overlay["change"],
  ): Promise<void> {
    const clientId = crypto.randomUUID();
    room.window.overlay(data.seq, { clientId, change: as });
    try {
      const { entry } = (await connection.ask(event, { ...data, roomId, clientId } as Asked[E]["data"])) as {
        entry?: Entry;
      };
      if (entry) {
        room.window.acknowledge(data.seq, clientId, entry.seq);
      } else {
        room.window.settle(data.seq, clientId);
      }
    } catch (error) {
      room.window.settle(data.seq, clientId);
      throw error;
    }
  }

  function as<K extends ChangeKind>(kind: K, data: EntryOf<K>["data"]): Overlay["change"] {
    return { kind, data, actor: session.me?.id ?? "", at: new Date(Date.now() + connection.clockOffset).toISOString() };
  }

  const edit = (seq: number, content: string, mentions: string[] = []) =>
    change(
      "message.edit",
      { seq, content, ...(mentions.length > 0 && { mentions }) },
      as("edit", { seq, content, mentions }),
    );
  const remove = (seq: number) => change("message.delete", { seq }, as("delete", { seq }));
  const react = (seq: number, emoji: string, on: boolean) =>
    change(
      on ? "reaction.add" : "reaction.remove",
      { seq, emoji },
      as(on ? "reaction.added" : "reaction.removed", { seq, emoji }),
    );

  const opened = watch(
    () => rooms.room(roomId),
    (now) => {
      if (now) {
        dividerSeq.value = now.unread > 0 ? now.lastReadSeq : null;
        void nextTick(() => opened());
      }
    },
    { immediate: true },
  );
  watch(
    () => Math.max(0, ...signals.markers(roomId).values()),
    (seq) => room.window.read(seq),
    { immediate: true },
  );
  logs.look(roomId);
  onScopeDispose(() => {
    windows.release(room);
    logs.leave(roomId);
  });

  const inWindow = <T>(of: () => T): T => (void room.version.value, of());
  return {
    get state() {
      return room.state.value;
    },
    get problem() {
      return room.problem.value;
    },
    items,
    get hasOlder() {
      return inWindow(() => room.window.hasOlder);
    },
    get hasNewer() {
      return inWindow(() => room.window.hasNewer);
    },
    get loadingOlder() {
      return room.loadingOlder.value;
    },
    get loadingNewer() {
      return room.loadingNewer.value;
    },
    get dividerSeq() {
      return dividerSeq.value;
    },
    load: () => room.load(),
    loadOlder: () => room.loadOlder(),
    loadNewer: () => room.loadNewer(),
    jumpTo: (seq: number) => room.jumpTo(seq),
    toLatest: () => room.toLatest(),
    message: (seq: number): Message | undefined => inWindow(() => room.window.message(seq)),
    send,
    retry: (key: string) => outbox.retry(key),
    discard: (key: string) => outbox.discard(key),
    edit,
    remove,
    react,
    read: useReading().read.bind(null, roomId),
  };
}
