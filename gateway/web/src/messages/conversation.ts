import {
  computed,
  getCurrentInstance,
  inject,
  onScopeDispose,
  provide,
  ref,
  shallowRef,
  watch,
  type InjectionKey,
} from "vue";
import { http } from "@/api/http";
import { problemOf } from "@/api/problem";
import type { Asked, Entry, EntryOf, MessagePage, Problem } from "@/api/types";
import { useSession } from "@/auth/session";
import { useConnection } from "@/live/connection";
import { useLogs } from "@/live/logs";
import { soundEntries } from "@/messages/entries";
import type { Draft, Item, Message } from "@/messages/model";
import { useOutbox } from "@/messages/outbox";
import { MessageWindow, type Overlay } from "@/messages/window";
import { useRooms } from "@/rooms/rooms";
import { useSignals } from "@/rooms/signals";

const PAGE = 50;

export type Conversation = ReturnType<typeof open>;
const around: InjectionKey<Conversation> = Symbol("conversation");

/**
 * What a room's conversation shows, and what can be done in it. For as long as the component lives; the components in it find it by
 * `useConversationAround`.
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
  const state = ref<"loading" | "ready" | "failed" | "unknown-offline">("loading");
  const problem = shallowRef<Problem | null>(null);
  const version = shallowRef(0);
  const loadingOlder = ref(false);
  const loadingNewer = ref(false);
  const dividerSeq = rooms.room(roomId)?.lastReadSeq ?? null;
  const me = session.me?.id ?? "";
  const log = logs.log(roomId);
  const shown = new MessageWindow(me, () => version.value++);

  const items = computed<Item[]>(() => {
    void version.value;
    const waiting = shown.hasNewer ? [] : outbox.of(roomId);
    return [...shown.items, ...waiting.map((message): Item => ({ kind: "message", key: message.key, message }))];
  });

  async function page(params: { before?: number; after?: number; around?: number }) {
    const { data } = await http.get<MessagePage>(`/rooms/${roomId}/messages`, {
      params: { ...params, limit: PAGE, system: true },
    });
    return { ...data, messages: soundEntries(data.messages, roomId) };
  }

  async function load(): Promise<void> {
    state.value = shown.items.length > 0 ? "ready" : "loading";
    try {
      const { messages, hasMore, asOfSeq } = await page({});
      shown.show(messages, { hasOlder: hasMore, hasNewer: false, toSeq: asOfSeq });
      log.base(asOfSeq);
      await again(asOfSeq);
      state.value = "ready";
      problem.value = null;
    } catch (error) {
      problem.value = problemOf(error);
      state.value = problem.value.code === "offline" ? "unknown-offline" : "failed";
    }
  }

  /** Client rule 5: what came after the page was read is laid over it. */
  async function again(asOfSeq: number): Promise<void> {
    const since = log.since(asOfSeq);
    if (since) {
      since.forEach((entry) => shown.apply(entry));
      return;
    }
    const fetched = await connection.ask("room.fetch", { roomId, after: asOfSeq, limit: 200 });
    soundEntries(fetched.entries, roomId).forEach((entry) => shown.apply(entry));
  }

  async function loadOlder(): Promise<void> {
    const first = shown.firstSeq;
    if (loadingOlder.value || !shown.hasOlder || first === undefined) {
      return;
    }
    loadingOlder.value = true;
    try {
      const { messages, hasMore, asOfSeq } = await page({ before: first });
      shown.prepend(messages, hasMore);
      await again(asOfSeq);
    } catch (error) {
      problem.value = problemOf(error);
    } finally {
      loadingOlder.value = false;
    }
  }

  async function loadNewer(): Promise<void> {
    const last = shown.lastSeq;
    if (loadingNewer.value || !shown.hasNewer || last === undefined) {
      return;
    }
    loadingNewer.value = true;
    try {
      const { messages, hasMore, asOfSeq } = await page({ after: last });
      shown.append(messages, hasMore, asOfSeq);
      await again(asOfSeq);
    } catch (error) {
      problem.value = problemOf(error);
    } finally {
      loadingNewer.value = false;
    }
  }

  async function jumpTo(seq: number): Promise<boolean> {
    if (shown.has(seq)) {
      return true;
    }
    try {
      const { messages, hasMore, asOfSeq } = await page({ around: seq });
      shown.show(messages, { hasOlder: (messages[0]?.seq ?? 1) > 1, hasNewer: hasMore, toSeq: hasMore ? 0 : asOfSeq });
      await again(asOfSeq);
      state.value = "ready";
      return shown.has(seq);
    } catch (error) {
      problem.value = problemOf(error);
      return false;
    }
  }

  async function toLatest(): Promise<void> {
    if (shown.hasNewer) {
      await load();
    }
  }

  async function send(draft: Draft): Promise<void> {
    await outbox.send(roomId, draft);
    await toLatest();
  }

  type Change = "message.edit" | "message.delete" | "reaction.add" | "reaction.remove";
  async function change<E extends Change>(
    event: E,
    data: Omit<Asked[E]["data"], "roomId" | "clientId">,
    as: Overlay["change"],
  ) {
    const clientId = crypto.randomUUID();
    const { seq } = data as { seq: number };
    shown.overlay(seq, { clientId, change: as });
    try {
      const answer = await connection.ask(event, { roomId, clientId, ...data } as Asked[E]["data"]);
      const { entry } = answer as { entry?: Entry };
      if (!entry || (log.seq ?? 0) >= entry.seq) {
        shown.settle(seq, clientId);
      }
    } catch (error) {
      shown.settle(seq, clientId);
      throw error;
    }
  }

  const now = () => new Date().toISOString();
  const made = <K extends "edit" | "delete" | "reaction.added" | "reaction.removed">(
    kind: K,
    data: EntryOf<K>["data"],
  ) => ({ kind, data, actor: me, at: now() }) as Overlay["change"];

  const edit = (seq: number, content: string, mentions: string[] = []) =>
    change(
      "message.edit",
      { seq, content, ...(mentions.length > 0 && { mentions }) },
      made("edit", { seq, content, mentions }),
    );
  const remove = (seq: number) => change("message.delete", { seq }, made("delete", { seq }));
  const react = (seq: number, emoji: string, on: boolean) =>
    on
      ? change("reaction.add", { seq, emoji }, made("reaction.added", { seq, emoji }))
      : change("reaction.remove", { seq, emoji }, made("reaction.removed", { seq, emoji }));

  let reading = false;
  let wanted = 0;
  /** At most one is in flight, the newest wins. */
  async function read(seq: number): Promise<void> {
    wanted = Math.max(wanted, seq);
    if (reading || wanted <= (rooms.room(roomId)?.lastReadSeq ?? 0)) {
      return;
    }
    reading = true;
    try {
      const asked = wanted;
      rooms.marked(roomId, await connection.ask("room.read", { roomId, seq: asked }));
      reading = false;
      if (wanted > asked) {
        await read(wanted);
      }
    } catch {
      reading = false;
    }
  }

  const unfollow = logs.follow({
    applied(entry) {
      if (entry.roomId === roomId && state.value === "ready") {
        shown.apply(entry);
      }
    },
    limited: (id) => void (id === roomId && load()),
  });
  watch(
    () => Math.max(0, ...signals.markers(roomId).values()),
    (seq) => shown.read(seq),
    { immediate: true },
  );
  logs.look(roomId);
  onScopeDispose(() => {
    unfollow();
    logs.look(null);
  });
  void load();

  return {
    get state() {
      return state.value;
    },
    get problem() {
      return problem.value;
    },
    items,
    get hasOlder() {
      void version.value;
      return shown.hasOlder;
    },
    get hasNewer() {
      void version.value;
      return shown.hasNewer;
    },
    get loadingOlder() {
      return loadingOlder.value;
    },
    get loadingNewer() {
      return loadingNewer.value;
    },
    get dividerSeq() {
      return dividerSeq;
    },
    load,
    loadOlder,
    loadNewer,
    jumpTo,
    toLatest,
    message: (seq: number): Message | undefined => (void version.value, shown.message(seq)),
    send,
    retry: outbox.retry,
    discard: outbox.discard,
    edit,
    remove,
    react,
    read,
  };
}
